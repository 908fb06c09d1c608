import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

final class Recommend {
    public static List<Recommendation> recommend(RecommendInput input, Context context) {
        var person = context.user().id();
        var week = WeekOf.weekOf(person, context.today(), context);
        var result = new ArrayList<Recommendation>();
        move(week, goal(person, GoalKind.WORKOUT_MINUTES, MINUTES, context), result);
        sleep(week, goal(person, GoalKind.SLEEP_HOURS, HOURS, context), result);
        eat(week, goal(person, GoalKind.CALORIES, null, context), result);
        watch(person, context, result);
        if (result.isEmpty()) {
            result.add(new Recommendation("all", "Go on like this.", "You reach all that is set for you."));
        }
        return result;
    }

    // World Health Organization, Guidelines on physical activity and sedentary behaviour, 2020.
    private static final BigDecimal MINUTES = new BigDecimal("150");
    // National Sleep Foundation, 2015: 7 to 9 hours for adults.
    private static final BigDecimal HOURS = new BigDecimal("7");
    // European Society of Cardiology and European Society of Hypertension, 2018.
    private static final BigDecimal HIGH_PRESSURE = new BigDecimal("140");
    private static final BigDecimal FAST_PULSE = new BigDecimal("100");

    /** The goal that was set last; {@code usual} without one. */
    private static BigDecimal goal(UUID person, GoalKind kind, BigDecimal usual, Context context) {
        return context.goals().findByOwnerId(person).stream()
                .filter(goal -> goal.kind() == kind)
                .max(Comparator.comparing(Goal::createdAt))
                .map(Goal::target)
                .orElse(usual);
    }

    private static void move(Week week, BigDecimal goal, List<Recommendation> result) {
        if (week.workoutMinutes().compareTo(goal) < 0) {
            result.add(new Recommendation(
                    "workouts",
                    "Move for %s minutes a week.".formatted(goal.toPlainString()),
                    "You moved for %s minutes in the last seven days."
                            .formatted(week.workoutMinutes().toPlainString())));
        }
    }

    private static void sleep(Week week, BigDecimal goal, List<Recommendation> result) {
        if (week.sleepHours().signum() > 0 && week.sleepHours().compareTo(goal) < 0) {
            result.add(new Recommendation(
                    "sleep",
                    "Sleep for %s hours a night.".formatted(goal.toPlainString()),
                    "You slept for %s hours a night in the last seven days."
                            .formatted(week.sleepHours().toPlainString())));
        }
    }

    // How much somebody needs is not known, so without a goal nothing is said.
    private static void eat(Week week, BigDecimal goal, List<Recommendation> result) {
        if (goal != null && week.calories().compareTo(goal) > 0) {
            result.add(new Recommendation(
                    "food",
                    "Eat at most %s kilocalories a day.".formatted(goal.toPlainString()),
                    "You ate %s kilocalories a day in the last seven days."
                            .formatted(week.calories().toPlainString())));
        }
    }

    private static void watch(UUID person, Context context, List<Recommendation> result) {
        high(person, VitalKind.SYSTOLIC_PRESSURE, HIGH_PRESSURE, "blood pressure", context, result);
        high(person, VitalKind.HEART_RATE, FAST_PULSE, "heart rate at rest", context, result);
    }

    private static void high(
            UUID person, VitalKind kind, BigDecimal most, String words, Context context, List<Recommendation> result) {
        context.vitalSigns().findByOwnerId(person).stream()
                .filter(sign -> sign.kind() == kind)
                .max(Comparator.comparing(VitalSign::measuredOn).thenComparing(VitalSign::createdAt))
                .filter(sign -> sign.value().compareTo(most) >= 0)
                .ifPresent(sign -> result.add(new Recommendation(
                        words,
                        "Have your %s looked at.".formatted(words),
                        "It was %s when it was last measured; %s and more is high."
                                .formatted(sign.value().toPlainString(), most.toPlainString()))));
    }
}
