import java.math.BigDecimal;

final class PaidOf {
    public static BigDecimal paidOf(Invoice invoice, Context context) {
        return context.payments().findByInvoiceId(invoice.id()).stream()
                .map(Payment::amount)
                .reduce(new BigDecimal("0.00"), BigDecimal::add);
    }
}
