import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

final class ConvertTime {
    public static ConvertedTime convertTime(ConvertTimeInput input, Context context) {
        var local = local(input.dateTime());
        var from = zone("from", input.from());
        var to = zone("to", input.to());
        var moment = ZonedDateTime.of(local, from);
        var converted = moment.withZoneSameInstant(to);
        var offset = converted.getOffset().equals(ZoneOffset.UTC) ? "+00:00" : converted.getOffset().getId();
        return new ConvertedTime(
                SECONDS.format(converted), to.getId(), offset, moment.toInstant(), clockChange(local, from));
    }

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private static LocalDateTime local(String written) {
        try {
            return LocalDateTime.parse(written);
        } catch (DateTimeException e) {
            throw Problem.badRequest("dateTime", "must be a date and time that exists, such as 2026-07-01T09:30:00");
        }
    }

    private static ZoneId zone(String field, String written) {
        try {
            return ZoneId.of(written);
        } catch (DateTimeException e) {
            throw Problem.badRequest(field, "must be a time zone such as Europe/Berlin or an offset such as +02:00");
        }
    }

    private static ClockChange clockChange(LocalDateTime local, ZoneId zone) {
        return switch (zone.getRules().getValidOffsets(local).size()) {
            case 0 -> ClockChange.SKIPPED;
            case 1 -> ClockChange.NONE;
            default -> ClockChange.OCCURS_TWICE;
        };
    }
}
