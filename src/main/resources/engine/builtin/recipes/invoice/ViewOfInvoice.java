import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;

final class ViewOfInvoice {
    public static InvoiceView viewOfInvoice(Invoice invoice, Context context) {
        var lines = context.invoiceLines().findByInvoiceId(invoice.id()).stream()
                .sorted(Comparator.comparing(InvoiceLine::position))
                .map(ViewOfInvoice::view)
                .toList();
        return new InvoiceView(
                invoice.id(),
                invoice.number(),
                invoice.issuedOn(),
                invoice.customer(),
                invoice.currency(),
                lines,
                invoice.net(),
                invoice.tax(),
                invoice.net().add(invoice.tax()));
    }

    private static InvoiceLineView view(InvoiceLine line) {
        var net = line.quantity().multiply(line.unitPrice()).setScale(2, RoundingMode.HALF_UP);
        var tax = net.multiply(line.taxPercent()).divide(new BigDecimal(100), 2, RoundingMode.HALF_UP);
        return new InvoiceLineView(
                line.kind(), line.description(), line.quantity(), line.unitPrice(), line.taxPercent(), net, tax);
    }
}
