import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;

final class ReportFinances {
    public static FinanceReport reportFinances(ReportFinancesInput input, Context context) {
        var currency = input.currency() == null ? "EUR" : input.currency();
        var invoiced = NOTHING;
        var received = NOTHING;
        var overdue = NOTHING;
        var months = new TreeMap<YearMonth, BigDecimal>();
        var days = 0L;
        var paid = 0;
        for (var invoice : counted(currency, context)) {
            var payments = context.payments().findByInvoiceId(invoice.id());
            var sum = PaidOf.paidOf(invoice, context);
            invoiced = invoiced.add(invoice.amount());
            received = received.add(sum);
            if (invoice.dueOn().isBefore(context.today())) {
                overdue = overdue.add(invoice.amount().subtract(sum));
            }
            payments.forEach(each -> months.merge(YearMonth.from(each.paidOn()), each.amount(), BigDecimal::add));
            if (invoice.status() == InvoiceStatus.PAID) {
                var last = payments.stream().map(Payment::paidOn).max(java.util.Comparator.naturalOrder());
                days += ChronoUnit.DAYS.between(invoice.issuedOn(), last.orElse(invoice.issuedOn()));
                paid++;
            }
        }
        return new FinanceReport(
                currency,
                invoiced,
                received,
                invoiced.subtract(received),
                overdue,
                paid == 0 ? null : (double) days / paid,
                months.entrySet().stream()
                        .map(month -> new MonthReceived(month.getKey().toString(), month.getValue()))
                        .toList());
    }

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    // A draft is not yet asked for, and nothing is owed for one that is void.
    private static List<Invoice> counted(String currency, Context context) {
        return context.invoices().all().stream()
                .filter(invoice -> invoice.currency().equals(currency))
                .filter(invoice -> invoice.status() != InvoiceStatus.DRAFT && invoice.status() != InvoiceStatus.VOID)
                .toList();
    }
}
