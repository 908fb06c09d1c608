package codex.verify;

import codex.specification.Column;
import codex.specification.Document;
import codex.specification.Limits;
import codex.specification.Rule;
import codex.specification.Table;
import codex.specification.TypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values that keep to what is said about them; each turn gives others, so that what must be unique is. */
final class Values {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final LocalDate FIRST_DAY = LocalDate.of(2030, 5, 1);
    private static final Pattern PIECE =
            Pattern.compile("(\\[[^\\]]+\\]|\\\\.|[^\\\\\\[\\](){}*+?|^$])(\\{(\\d+)(,\\d*)?\\}|[*+?])?");

    private static final int SCARCE = 10_000;
    private static final BigDecimal MANY = BigDecimal.valueOf(1_000_000);

    private final Document document;

    Values(Document document) {
        this.document = document;
    }

    /** {@code unique} says whether no two rows may have the same value, alone or with others. */
    JsonNode of(Column column, boolean unique, int turn, int position) {
        return unique
                ? unique(column, turn, position)
                : of(column.type(), column.limits(), column.example(), turn, position);
    }

    /** Whether there are so few values of what must be unique that they come again within one verification. */
    boolean scarce(Table table) {
        var single = table.columns().stream()
                .filter(Column::unique)
                .map(Column::name)
                .map(List::of);
        var several = table.rules().stream()
                .filter(rule -> rule.form() == Rule.Form.UNIQUE)
                .map(Rule::columns);
        return Stream.concat(single, several)
                .anyMatch(names -> names.stream()
                                .flatMap(name -> table.column(name).stream())
                                .mapToDouble(this::choices)
                                .reduce(1, (left, right) -> left * right)
                        < SCARCE);
    }

    private double choices(Column column) {
        var limits = column.limits();
        if (column.type().equals("boolean")) {
            return 2;
        }
        if (limits.min() != null && limits.max() != null) {
            return limits.max().subtract(limits.min()).doubleValue() + 1;
        }
        return document.enumeration(column.type())
                .map(each -> (double) each.values().size())
                .orElse(Double.POSITIVE_INFINITY);
    }

    // Where there are few values, all of them have their turn before one comes again.
    private JsonNode unique(Column column, int turn, int position) {
        var limits = column.limits();
        return switch (column.type()) {
            case "integer", "long", "decimal", "number" -> {
                var least = limits.min() == null ? BigDecimal.ONE : limits.min();
                var span = limits.max() == null
                        ? MANY
                        : limits.max().subtract(least).add(BigDecimal.ONE);
                var number = least.add(BigDecimal.valueOf(turn).remainder(span));
                yield column.type().equals("integer") || column.type().equals("long")
                        ? NODES.numberNode(number.longValue())
                        : NODES.numberNode(number);
            }
            case "string", "text" -> {
                var codes = codes(String.valueOf(limits.format()));
                yield codes.isEmpty()
                        ? of(column.type(), limits, null, turn, position)
                        : NODES.textNode(codes.get(turn % codes.size()));
            }
            default -> of(column.type(), limits, null, turn, position);
        };
    }

    private static List<String> codes(String format) {
        return switch (format) {
            case "country" -> List.of(Locale.getISOCountries());
            case "currency" ->
                Currency.getAvailableCurrencies().stream()
                        .map(Currency::getCurrencyCode)
                        .sorted()
                        .toList();
            default -> List.of();
        };
    }

    /** {@code position} keeps days in order: of two columns the later one has the later day. */
    JsonNode of(String type, Limits limits, @Nullable String example, int turn, int position) {
        var name = TypeName.of(type);
        var one = one(name.base(), limits, example, turn, position);
        return name.many() ? NODES.arrayNode().add(one) : one;
    }

    private JsonNode one(String type, Limits limits, @Nullable String example, int turn, int position) {
        var day = FIRST_DAY.plusDays(position + 10L * turn);
        return switch (type) {
            case "string", "text" -> NODES.textNode(text(limits, example, turn));
            case "integer", "long" ->
                NODES.numberNode(number(limits, example, turn).longValue());
            case "decimal", "number" -> NODES.numberNode(number(limits, example, turn));
            case "boolean" -> NODES.booleanNode(true);
            case "date" -> NODES.textNode(example != null && position == 0 ? example : day.toString());
            case "time" -> NODES.textNode("%02d:30:00".formatted(8 + position % 12));
            case "datetime" -> NODES.textNode(day + "T10:30:00Z");
            case "uuid" -> NODES.textNode("6f9619ff-8b86-4d01-b42d-%012d".formatted(turn));
            case "json" -> NODES.objectNode();
            default -> named(type, turn);
        };
    }

    private JsonNode named(String type, int turn) {
        var enumeration = document.enumeration(type);
        if (enumeration.isPresent()) {
            return NODES.textNode(enumeration.get().values().getFirst());
        }
        var object = NODES.objectNode();
        document.type(type).ifPresent(each -> {
            for (var position = 0; position < each.fields().size(); position++) {
                var field = each.fields().get(position);
                object.set(field.name(), of(field.type(), field.limits(), field.example(), turn, position));
            }
        });
        return object;
    }

    private static BigDecimal number(Limits limits, @Nullable String example, int turn) {
        var least = limits.min() == null ? BigDecimal.ONE : limits.min();
        var number = example != null && example.matches("-?\\d{1,9}(\\.\\d{1,6})?")
                ? new BigDecimal(example)
                : least.add(BigDecimal.valueOf(turn % 50));
        return limits.max() != null && number.compareTo(limits.max()) > 0 ? limits.max() : number;
    }

    private static String text(Limits limits, @Nullable String example, int turn) {
        if (example != null) {
            return example;
        }
        if (limits.format() != null) {
            return formatted(limits.format(), turn);
        }
        if (limits.pattern() != null) {
            return patterned(limits.pattern(), turn);
        }
        var text = new StringBuilder("Example " + turn);
        while (limits.minLength() != null && text.length() < limits.minLength()) {
            text.append(" and more");
        }
        var longest = limits.maxLength() == null ? text.length() : limits.maxLength();
        return text.substring(Math.max(0, text.length() - longest)).strip();
    }

    private static String formatted(String format, int turn) {
        return switch (format) {
            case "email" -> "person" + turn + "@example.com";
            case "url" -> "https://example.com/page" + turn;
            case "phone" -> "+442079460%03d".formatted(turn % 1000);
            case "currency" -> "EUR";
            case "country" -> "GB";
            case "colour" -> "#33%04d".formatted(turn % 10_000);
            case "timezone" -> "Europe/Berlin";
            case "slug" -> "an-example-" + turn;
            case "password" -> "Correct-horse-battery-9";
            default -> "Example " + turn;
        };
    }

    // Enough for the patterns that people write for codes; the digits tell one turn from the next.
    private static String patterned(String pattern, int turn) {
        var result = new StringBuilder();
        var pieces = PIECE.matcher(pattern);
        var rest = turn;
        while (pieces.find()) {
            var count =
                    pieces.group(3) != null ? Integer.parseInt(pieces.group(3)) : "?".equals(pieces.group(2)) ? 0 : 1;
            for (var each = 0; each < count; each++) {
                var character = character(pieces.group(1), rest % 10);
                // A letter tells no turn from another, so it takes no digit of it.
                rest = Character.isDigit(character.isEmpty() ? 'a' : character.charAt(0)) ? rest / 10 : rest;
                result.append(character);
            }
        }
        return result.toString();
    }

    private static String character(String piece, int digit) {
        if (piece.equals("\\d")
                || (piece.startsWith("[") && Integer.toString(digit).matches(piece))) {
            return Integer.toString(digit);
        }
        if (piece.equals(".") || piece.equals("\\w")) {
            return "a";
        }
        if (piece.startsWith("\\")) {
            return piece.substring(1);
        }
        if (!piece.startsWith("[")) {
            return piece;
        }
        for (var candidate : new String[] {"A", "a", "1", "-", "_"}) {
            if (candidate.matches(piece)) {
                return candidate;
            }
        }
        return "";
    }
}
