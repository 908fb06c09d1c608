final class ReadInvoice {
    public static InvoiceView readInvoice(ReadInvoiceInput input, Context context) {
        return ViewOfInvoice.viewOfInvoice(context.invoices().get(input.id()), context);
    }
}
