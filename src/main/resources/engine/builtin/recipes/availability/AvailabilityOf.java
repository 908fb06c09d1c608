import java.time.Instant;
import java.util.Comparator;
import java.util.List;

final class AvailabilityOf {
    public static AvailabilityNow availabilityOf(Professional professional, Context context) {
        var now = context.now();
        var until = professional.activityUntil();
        if (professional.activity() != null && (until == null || until.isAfter(now))) {
            var free = professional.activity() == Activity.FREE;
            return new AvailabilityNow(professional.id(), professional.name(), free, "activity", until, now);
        }
        var entries = context.scheduleEntries().findByProfessionalId(professional.id()).stream()
                .filter(entry -> entry.endsAt().isAfter(now))
                .sorted(Comparator.comparing(ScheduleEntry::startsAt))
                .toList();
        var free = entries.isEmpty() || entries.get(0).startsAt().isAfter(now);
        var changes = free ? firstStart(entries) : endOfBusy(entries);
        return new AvailabilityNow(professional.id(), professional.name(), free, "schedule", changes, now);
    }

    private static Instant firstStart(List<ScheduleEntry> entries) {
        return entries.isEmpty() ? null : entries.get(0).startsAt();
    }

    // Entries that touch or overlap are one busy time.
    private static Instant endOfBusy(List<ScheduleEntry> entries) {
        var end = entries.get(0).endsAt();
        for (var entry : entries) {
            if (entry.startsAt().isAfter(end)) {
                return end;
            }
            end = entry.endsAt().isAfter(end) ? entry.endsAt() : end;
        }
        return end;
    }
}
