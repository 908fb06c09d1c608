import java.math.BigDecimal;
import java.util.List;

final class ShowTrends {
    public static List<Trend> showTrends(ShowTrendsInput input, Context context) {
        var person = context.user().id();
        var last = WeekOf.weekOf(person, context.today(), context);
        var before = WeekOf.weekOf(person, context.today().minusDays(7), context);
        return List.of(
                trend("workout minutes", last.workoutMinutes(), before.workoutMinutes()),
                trend("hours of sleep a night", last.sleepHours(), before.sleepHours()),
                trend("kilocalories a day", last.calories(), before.calories()));
    }

    private static Trend trend(String about, BigDecimal last, BigDecimal before) {
        var change = last.compareTo(before);
        if (change == 0) {
            return new Trend(about, last, before, TrendDirection.SAME);
        }
        return new Trend(about, last, before, change > 0 ? TrendDirection.UP : TrendDirection.DOWN);
    }
}
