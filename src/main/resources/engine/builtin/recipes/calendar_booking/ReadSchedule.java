import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

final class ReadSchedule {
    public static List<ScheduledTime> readSchedule(ReadScheduleInput input, Context context) {
        var professional = context.professionals().get(input.id());
        if (!input.from().isBefore(input.until()) || Duration.between(input.from(), input.until()).toDays() > 366) {
            throw Problem.badRequest("until", "must lie after the begin, at most 366 days");
        }
        var appointments = context.appointments().findByProfessionalId(professional.id()).stream()
                .filter(each -> each.status() == BookingStatus.BOOKED)
                .map(each -> new ScheduledTime(
                        each.id(), ScheduledKind.APPOINTMENT, each.startsAt(), each.endsAt(), each.client()));
        var absences = context.absences().findByProfessionalId(professional.id()).stream()
                .map(each -> new ScheduledTime(
                        each.id(), ScheduledKind.ABSENCE, each.startsAt(), each.endsAt(), each.reason()));
        return Stream.concat(appointments, absences)
                .filter(each -> within(each, input.from(), input.until()))
                .sorted(Comparator.comparing(ScheduledTime::startsAt).thenComparing(ScheduledTime::id))
                .toList();
    }

    private static boolean within(ScheduledTime time, Instant from, Instant until) {
        return time.startsAt().isBefore(until) && from.isBefore(time.endsAt());
    }
}
