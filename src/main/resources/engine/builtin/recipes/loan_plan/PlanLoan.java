import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;

final class PlanLoan {
    public static LoanPlan planLoan(PlanLoanInput input, Context context) {
        var months = input.months();
        var monthlyRate = input.yearlyRate().divide(new BigDecimal(1200), MathContext.DECIMAL128);
        var payment = payment(input.amount(), monthlyRate, months);
        var instalments = new ArrayList<Instalment>();
        var balance = input.amount().setScale(2, RoundingMode.HALF_UP);
        var totalInterest = BigDecimal.ZERO.setScale(2);
        var totalPaid = BigDecimal.ZERO.setScale(2);
        for (int month = 1; month <= months; month++) {
            var interest = balance.multiply(monthlyRate).setScale(2, RoundingMode.HALF_UP);
            var paid = month == months ? balance.add(interest) : payment.min(balance.add(interest));
            var principal = paid.subtract(interest);
            balance = balance.subtract(principal);
            totalInterest = totalInterest.add(interest);
            totalPaid = totalPaid.add(paid);
            instalments.add(new Instalment(month, paid, interest, principal, balance));
        }
        return new LoanPlan(payment, totalInterest, totalPaid, instalments);
    }

    // The annuity formula; rounded up, so that no debt is left over for the last month to grow by.
    private static BigDecimal payment(BigDecimal amount, BigDecimal monthlyRate, int months) {
        if (monthlyRate.signum() == 0) {
            return amount.divide(new BigDecimal(months), 2, RoundingMode.UP);
        }
        var growth = BigDecimal.ONE.add(monthlyRate).pow(months, MathContext.DECIMAL128);
        var share = monthlyRate.multiply(growth).divide(growth.subtract(BigDecimal.ONE), MathContext.DECIMAL128);
        return amount.multiply(share).setScale(2, RoundingMode.HALF_UP);
    }
}
