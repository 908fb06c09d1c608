import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

final class SuggestSlots {
    public static SlotSuggestions suggestSlots(SuggestSlotsInput input, Context context) {
        checkWindow(input.earliest(), input.latest());
        checkPeople(input.professionals());
        var found = new ArrayList<SlotSuggestion>();
        for (var candidate : input.professionals()) {
            var day = input.earliest().atOffset(ZoneOffset.UTC).toLocalDate();
            while (!at(day, LocalTime.MIN).isAfter(input.latest())) {
                addSlots(found, candidate, day, input, context);
                day = day.plusDays(1);
            }
        }
        return new SlotSuggestions(found.stream()
                .sorted(Comparator.comparing(SlotSuggestion::travelMinutes)
                        .thenComparing(SlotSuggestion::startsAt)
                        .thenComparing(SlotSuggestion::professional))
                .limit(MOST_SUGGESTIONS)
                .toList());
    }

    private static final int MOST_SUGGESTIONS = 10;
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private static void checkWindow(Instant earliest, Instant latest) {
        if (earliest.isBefore(FIRST) || latest.isAfter(LAST)) {
            throw Problem.badRequest("earliest", "must lie between the years 1970 and 9999, as must latest");
        }
        if (!earliest.isBefore(latest)) {
            throw Problem.badRequest("latest", "must lie after earliest");
        }
        if (Duration.between(earliest, latest).compareTo(Duration.ofDays(31)) > 0) {
            throw Problem.badRequest("latest", "must be at most 31 days after earliest");
        }
    }

    private static void checkPeople(List<Candidate> people) {
        if (people.size() > 50 || people.stream().anyMatch(Objects::isNull)) {
            throw Problem.badRequest("professionals", "must be at most 50");
        }
        for (var person : people) {
            if (!person.worksFrom().isBefore(person.worksUntil())) {
                throw Problem.badRequest("professionals", "must have worksFrom before worksUntil");
            }
            if (person.engagements().size() > 500 || person.engagements().stream().anyMatch(Objects::isNull)) {
                throw Problem.badRequest("professionals", "must have at most 500 engagements each");
            }
            if (person.engagements().stream().anyMatch(each -> !each.startsAt().isBefore(each.endsAt()))) {
                throw Problem.badRequest("professionals", "must have engagements that end after they start");
            }
        }
    }

    private static void addSlots(
            List<SlotSuggestion> found, Candidate person, LocalDate day, SuggestSlotsInput input, Context context) {
        var dayStarts = at(day, person.worksFrom());
        var dayEnds = at(day, person.worksUntil());
        var engagements = person.engagements().stream()
                .filter(each -> each.endsAt().isAfter(dayStarts) && each.startsAt().isBefore(dayEnds))
                .sorted(Comparator.comparing(Engagement::startsAt))
                .toList();
        var home = new Engagement(dayStarts, dayStarts, person.latitude(), person.longitude());
        var before = home;
        for (var next : engagements) {
            addGap(found, person, before, next, true, input, context);
            before = next.endsAt().isAfter(before.endsAt()) ? next : before;
        }
        addGap(found, person, before, new Engagement(dayEnds, dayEnds, null, null), false, input, context);
    }

    // Between two engagements: drive there, stay, and drive on in time.
    private static void addGap(
            List<SlotSuggestion> found,
            Candidate person,
            Engagement before,
            Engagement after,
            boolean drivesOn,
            SuggestSlotsInput input,
            Context context) {
        var there = MinutesOfTravel.minutesOfTravel(
                before.latitude(), before.longitude(), input.latitude(), input.longitude(), context);
        var onwards = drivesOn
                ? MinutesOfTravel.minutesOfTravel(
                        input.latitude(), input.longitude(), after.latitude(), after.longitude(), context)
                : 0;
        var arrives = before.endsAt().plus(Duration.ofMinutes(there));
        var starts = arrives.isBefore(input.earliest()) ? input.earliest() : arrives;
        var ends = starts.plus(Duration.ofMinutes(input.durationMinutes()));
        var inTime = !ends.plus(Duration.ofMinutes(onwards)).isAfter(after.startsAt());
        if (inTime && !ends.isAfter(input.latest())) {
            found.add(new SlotSuggestion(person.name(), starts, ends, there + onwards));
        }
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).toInstant(ZoneOffset.UTC);
    }
}
