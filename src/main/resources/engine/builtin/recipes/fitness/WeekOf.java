import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.UUID;

final class WeekOf {
    public static Week weekOf(UUID personId, LocalDate lastDay, Context context) {
        var minutes = context.workouts().findByOwnerId(personId).stream()
                .filter(each -> within(each.doneOn(), lastDay))
                .mapToLong(Workout::minutes)
                .sum();
        var nights = context.sleeps().findByOwnerId(personId).stream()
                .filter(each -> within(each.wokeOn(), lastDay))
                .toList();
        var hours = nights.stream().map(Sleep::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
        var meals = context.meals().findByOwnerId(personId).stream()
                .filter(each -> within(each.eatenOn(), lastDay))
                .toList();
        var calories = meals.stream().mapToLong(Meal::calories).sum();
        // Days without a meal were not recorded; they say nothing of how much was eaten.
        var days = meals.stream().map(Meal::eatenOn).distinct().count();
        return new Week(
                BigDecimal.valueOf(minutes).setScale(2),
                each(hours, nights.size()),
                each(BigDecimal.valueOf(calories), days));
    }

    private static boolean within(LocalDate day, LocalDate lastDay) {
        return day.isAfter(lastDay.minusDays(7)) && !day.isAfter(lastDay);
    }

    private static BigDecimal each(BigDecimal sum, long count) {
        return count == 0
                ? BigDecimal.ZERO.setScale(2)
                : sum.divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP);
    }
}
