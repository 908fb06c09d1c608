import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;

final class ReportAgeing {
    public static AgeingReport reportAgeing(ReportAgeingInput input, Context context) {
        var currency = input.currency() == null ? "EUR" : input.currency();
        var sums = new BigDecimal[5];
        Arrays.fill(sums, new BigDecimal("0.00"));
        var overdue = new ArrayList<OverdueInvoice>();
        for (var invoice : context.invoices().all()) {
            var owed = invoice.status() == InvoiceStatus.SENT || invoice.status() == InvoiceStatus.PART_PAID;
            if (!owed || !invoice.currency().equals(currency)) {
                continue;
            }
            var open = invoice.amount().subtract(PaidOf.paidOf(invoice, context));
            var days = (int) ChronoUnit.DAYS.between(invoice.dueOn(), context.today());
            var row = row(days);
            sums[row] = sums[row].add(open);
            if (days > 0) {
                var client = context.clients().get(invoice.clientId()).name();
                overdue.add(new OverdueInvoice(invoice.id(), client, open, days));
            }
        }
        overdue.sort(Comparator.comparing(OverdueInvoice::days).reversed().thenComparing(OverdueInvoice::invoiceId));
        return new AgeingReport(currency, sums[0], sums[1], sums[2], sums[3], sums[4], overdue);
    }

    private static int row(int days) {
        if (days <= 0) {
            return 0;
        }
        return days <= 90 ? 1 + (days - 1) / 30 : 4;
    }
}
