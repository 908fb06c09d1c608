import java.util.Comparator;
import java.util.List;

final class ListAvailability {
    public static List<AvailabilityNow> listAvailability(ListAvailabilityInput input, Context context) {
        var freeOnly = Boolean.TRUE.equals(input.freeOnly());
        return context.professionals().all().stream()
                .map(professional -> AvailabilityOf.availabilityOf(professional, context))
                .filter(each -> each.free() || !freeOnly)
                .sorted(Comparator.comparing(AvailabilityNow::name).thenComparing(AvailabilityNow::professionalId))
                .toList();
    }
}
