final class RecordPayment {
    public static Payment recordPayment(RecordPaymentInput input, Context context) {
        // Held to the end of the call: two payments at once come one after the other.
        var invoice = context.invoices().lock(input.id());
        if (invoice.status() != InvoiceStatus.SENT && invoice.status() != InvoiceStatus.PART_PAID) {
            throw Problem.conflict("An invoice that is %s is not to be paid.".formatted(invoice.status()));
        }
        var open = invoice.amount().subtract(PaidOf.paidOf(invoice, context));
        var left = open.subtract(input.amount());
        if (left.signum() < 0) {
            throw Problem.conflict("Only %s of the invoice is open.".formatted(open.toPlainString()));
        }
        context.invoices()
                .update(invoice.withStatus(left.signum() == 0 ? InvoiceStatus.PAID : InvoiceStatus.PART_PAID));
        return context.payments()
                .insert(Payment.create(context)
                        .withInvoiceId(invoice.id())
                        .withAmount(input.amount())
                        .withPaidOn(input.paidOn() == null ? context.today() : input.paidOn()));
    }
}
