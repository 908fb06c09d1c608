import java.time.Instant;
import java.util.UUID;

final class RequireTime {
    public static void requireTime(
            UUID professionalId, Instant startsAt, Instant endsAt, UUID movedId, Boolean absent, Context context) {
        if (!startsAt.isBefore(endsAt)) {
            throw Problem.badRequest("endsAt", "must lie after the begin");
        }
        if (context.professionals().find(professionalId).isEmpty()) {
            throw Problem.badRequest("professionalId", "must name a professional");
        }
        context.professionals().lock(professionalId);
        var booked = context.appointments().findByProfessionalId(professionalId).stream()
                .filter(each -> each.status() == BookingStatus.BOOKED && !each.id().equals(movedId))
                .anyMatch(each -> overlap(each.startsAt(), each.endsAt(), startsAt, endsAt));
        if (booked) {
            throw Problem.conflict("An appointment is booked then.");
        }
        var away = context.absences().findByProfessionalId(professionalId).stream()
                .anyMatch(each -> overlap(each.startsAt(), each.endsAt(), startsAt, endsAt));
        if (away && !absent) {
            throw Problem.conflict("The professional is away then.");
        }
    }

    // One may begin at the moment at which the other ends.
    private static boolean overlap(Instant start, Instant end, Instant otherStart, Instant otherEnd) {
        return start.isBefore(otherEnd) && otherStart.isBefore(end);
    }
}
