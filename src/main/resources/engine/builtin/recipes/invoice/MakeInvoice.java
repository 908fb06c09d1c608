import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

final class MakeInvoice {
    public static InvoiceView makeInvoice(MakeInvoiceInput input, Context context) {
        checkCurrency(input.currency());
        checkLines(input.lines());
        var net = BigDecimal.ZERO.setScale(2);
        var tax = BigDecimal.ZERO.setScale(2);
        for (var line : input.lines()) {
            var lineNet = line.quantity().multiply(line.unitPrice()).setScale(2, RoundingMode.HALF_UP);
            net = net.add(lineNet);
            tax = tax.add(lineNet.multiply(line.taxPercent()).divide(HUNDRED, 2, RoundingMode.HALF_UP));
        }
        if (net.add(tax).compareTo(MOST) > 0) {
            throw Problem.badRequest("lines", "must not add up to more than " + MOST.toPlainString());
        }
        // Invoices are never deleted, so the next number leaves no gap; two at once meet at the unique number.
        var invoice = context.invoices().insert(Invoice.create(context)
                .withNumber((int) context.invoices().count() + 1)
                .withIssuedOn(context.today())
                .withCustomer(input.customer())
                .withCurrency(input.currency())
                .withNet(net)
                .withTax(tax));
        for (int i = 0; i < input.lines().size(); i++) {
            var line = input.lines().get(i);
            context.invoiceLines().insert(InvoiceLine.create(context)
                    .withInvoiceId(invoice.id())
                    .withPosition(i + 1)
                    .withKind(line.kind())
                    .withDescription(line.description())
                    .withQuantity(line.quantity())
                    .withUnitPrice(line.unitPrice())
                    .withTaxPercent(line.taxPercent()));
        }
        return ViewOfInvoice.viewOfInvoice(invoice, context);
    }

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal MOST = new BigDecimal("9999999999.99");

    private static void checkCurrency(String currency) {
        if (Currency.getAvailableCurrencies().stream().noneMatch(each -> each.getCurrencyCode().equals(currency))) {
            throw Problem.badRequest("currency", "must be the code of a currency (ISO 4217)");
        }
    }

    private static void checkLines(List<NewInvoiceLine> lines) {
        if (lines.isEmpty() || lines.size() > 50 || lines.stream().anyMatch(Objects::isNull)) {
            throw Problem.badRequest("lines", "must be 1 to 50");
        }
    }
}
