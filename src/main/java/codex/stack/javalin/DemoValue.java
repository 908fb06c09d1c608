package codex.stack.javalin;

import codex.specification.Limits;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A plausible value of a column in a demo row, as a specification writes values; another for each number. */
final class DemoValue {
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-02-02");
    private static final LocalTime FIRST_HOUR = LocalTime.of(9, 0);

    private final AppModel app;
    private final ExampleValue examples;

    DemoValue(AppModel app) {
        this.app = app;
        this.examples = new ExampleValue(app);
    }

    /** Empty where no value that keeps to the column's limits could be thought of. */
    Optional<String> of(EntityModel entity, ColumnModel column, int number) {
        var words = words(entity, column);
        var value = switch (column.type().kind()) {
            case STRING, TEXT -> text(column, words, number);
            case INTEGER, LONG, DECIMAL, NUMBER -> Optional.of(number(column, words, number));
            case BOOLEAN -> Optional.of(String.valueOf(usually(column) != (number % 3 == 1)));
            case DATE -> Optional.of(day(words, number).toString());
            case DATETIME -> Optional.of(day(words, number).atTime(FIRST_HOUR).plusHours(number % 8) + ":00Z");
            case TIME -> Optional.of(FIRST_HOUR.plusHours(number % 12) + ":00");
            case UUID -> Optional.of(id(entity.table().name() + " " + column.name(), number));
            case ENUM -> {
                var values = app.enumeration(column.type().name())
                        .orElseThrow()
                        .enumeration()
                        .values();
                yield Optional.of(values.get(number % values.size()));
            }
            case JSON -> examples.of(column).map(JsonNode::toString);
            case FILE, TYPE, ENTITY -> Optional.<String>empty();
        };
        return value.filter(each -> fits(column, each));
    }

    /** The same for the same words and number, on every machine. */
    static String id(String words, int number) {
        return UUID.nameUUIDFromBytes((words + " " + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Whether a value of this column keeps to its limits. */
    static boolean fits(ColumnModel column, String value) {
        var limits = column.column().limits();
        var kind = column.type().kind();
        if (kind.textual()) {
            return ExampleValue.fits(value, limits, kind.maxLength(limits));
        }
        if (!kind.numeric()) {
            return true;
        }
        var number = new BigDecimal(value);
        return (limits.min() == null || number.compareTo(limits.min()) >= 0)
                && (limits.max() == null || number.compareTo(limits.max()) <= 0);
    }

    private static boolean usually(ColumnModel column) {
        return !"false".equals(column.column().defaultValue());
    }

    private static List<String> words(EntityModel entity, ColumnModel column) {
        var format = column.column().limits().format();
        return (format == null ? DemoWords.of(entity.table().name(), column.name()) : DemoWords.ofFormat(format))
                .orElse(List.of());
    }

    private Optional<String> text(ColumnModel column, List<String> words, int number) {
        var limits = column.column().limits();
        var example = column.column().example();
        var longest = column.type().kind().maxLength(limits);
        if (number == 0 && example != null && ExampleValue.fits(example, limits, longest)) {
            return Optional.of(example);
        }
        var word = words.isEmpty() ? "" : words.get(number % words.size());
        if (limits.format() != null || limits.pattern() != null) {
            return Optional.of(word)
                    .filter(each -> !each.isEmpty() && ExampleValue.fits(each, limits, longest))
                    .or(() -> limits.format() != null
                            ? Optional.empty()
                            : examples.of(column).map(each -> varied(each.asText(), number)));
        }
        return Optional.of(stretched(word.isEmpty() ? numbered(column, number) : word, limits, longest));
    }

    private static String numbered(ColumnModel column, int number) {
        var words = column.name().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + " " + (number + 1);
    }

    private static String stretched(String text, Limits limits, int longest) {
        var result = new StringBuilder(text);
        var shortest = limits.minLength() == null ? 0 : limits.minLength();
        while (result.length() < shortest) {
            result.append(" and more");
        }
        return result.substring(0, Math.min(result.length(), longest)).strip();
    }

    // The last digits and letters move on, as on a counter; what stands between them stays, and so does the pattern.
    private static String varied(String example, int number) {
        var result = new StringBuilder(example);
        var left = number;
        for (int at = example.length() - 1; at >= 0 && left > 0; at--) {
            var letter = example.charAt(at);
            var first = letter >= '0' && letter <= '9' ? '0' : letter >= 'a' && letter <= 'z' ? 'a' : 'A';
            var span = first == '0' ? 10 : 26;
            if (letter >= first && letter < first + span) {
                result.setCharAt(at, (char) (first + (letter - first + left) % span));
                left /= span;
            }
        }
        return result.toString();
    }

    private static String number(ColumnModel column, List<String> words, int number) {
        var whole = column.type().kind() == Kind.INTEGER || column.type().kind() == Kind.LONG;
        var written = words.isEmpty() ? "" : words.get(number % words.size());
        var value = written.matches("-?\\d+(\\.\\d+)?")
                        && (!whole || !column.column().unique())
                ? new BigDecimal(written)
                : counted(column, number, whole);
        var digits = whole ? 0 : column.type().kind() == Kind.DECIMAL ? 2 : 4;
        return within(column.column().limits(), digits, value).toPlainString();
    }

    private static BigDecimal counted(ColumnModel column, int number, boolean whole) {
        var limits = column.column().limits();
        var least = limits.min() == null ? BigDecimal.ONE : limits.min();
        var step = BigDecimal.valueOf(number).multiply(whole ? BigDecimal.ONE : new BigDecimal("2.5"));
        if (limits.max() == null) {
            return least.add(step);
        }
        var span = limits.max().subtract(least).add(BigDecimal.ONE).max(BigDecimal.ONE);
        return least.add(step.remainder(span));
    }

    private static BigDecimal within(Limits limits, int digits, BigDecimal value) {
        if (limits.min() != null && value.compareTo(limits.min()) < 0) {
            return limits.min().setScale(digits, RoundingMode.CEILING);
        }
        if (limits.max() != null && value.compareTo(limits.max()) > 0) {
            return limits.max().setScale(digits, RoundingMode.FLOOR);
        }
        return value.setScale(digits, RoundingMode.HALF_UP);
    }

    private static LocalDate day(List<String> words, int number) {
        var written = words.isEmpty() ? "" : words.get(number % words.size());
        return written.matches("\\d{4}-\\d\\d-\\d\\d") ? LocalDate.parse(written) : FIRST_DAY.plusDays(3L * number);
    }
}
