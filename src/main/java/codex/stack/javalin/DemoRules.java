package codex.stack.javalin;

import codex.specification.Column;
import codex.specification.Rule;
import codex.stack.javalin.DemoRows.Row;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the rules of a table say about its demo rows. Rules in words are not kept: nobody can tell. */
final class DemoRules {
    private DemoRules() {}

    /** Gives a row the values that the rule derives from others. */
    static void adjust(EntityModel entity, Rule rule, Instant created, Map<String, String> row) {
        var columns = rule.columns().stream().map(entity::require).toList();
        switch (rule.form()) {
            case ORDERED, NO_OVERLAP -> {
                var first = row.get(columns.get(0).name());
                var second = row.get(columns.get(1).name());
                var kind = columns.get(1).type().kind();
                if (first != null
                        && second != null
                        && (rule.form() == Rule.Form.NO_OVERLAP || !before(first, second, kind))) {
                    row.put(columns.get(1).name(), after(first, kind));
                }
            }
            case DUE_AFTER -> {
                var days = Objects.requireNonNull(rule.number(), rule.text()).longValueExact();
                var base = columns.size() > 1 ? row.get(columns.get(1).name()) : null;
                var start = base == null ? created : instant(base);
                row.put(columns.get(0).name(), moment(columns.get(0), start.plusSeconds(days * 86_400)));
            }
            case WORDS, UNIQUE, NOT_BELOW, LIMIT, TAKES, GIVES -> {}
        }
    }

    private static Instant instant(String value) {
        return value.length() == 10
                ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(value);
    }

    private static String after(String first, Kind kind) {
        return FixtureFile.after(TextNode.valueOf(first), kind).asText();
    }

    private static boolean before(String first, String second, Kind kind) {
        return kind.numeric()
                ? new BigDecimal(first).compareTo(new BigDecimal(second)) < 0
                : first.compareTo(second) < 0;
    }

    /** Whether the row may stand beside those that were made before it. */
    static boolean keep(EntityModel entity, Row row, List<Row> earlier) {
        var unique = entity.columns().stream()
                .map(ColumnModel::column)
                .filter(Column::unique)
                .map(Column::name);
        return unique.allMatch(name -> agreeing(List.of(name), row, earlier) == 0)
                && entity.table().rules().stream().allMatch(rule -> keeps(entity, rule, row, earlier));
    }

    private static boolean keeps(EntityModel entity, Rule rule, Row row, List<Row> earlier) {
        var others = earlier.stream().filter(each -> counts(rule, each)).toList();
        var columns = rule.columns();
        return switch (rule.form()) {
            case UNIQUE -> !counts(rule, row) || agreeing(columns, row, others) == 0;
            case LIMIT ->
                !counts(rule, row)
                        || agreeing(columns, row, others)
                                < Objects.requireNonNull(rule.number(), rule.text())
                                        .longValue();
            case NO_OVERLAP ->
                !counts(rule, row)
                        || others.stream()
                                .filter(each -> agree(columns.subList(2, columns.size()), row, each))
                                .noneMatch(each -> overlap(columns, row, each));
            case ORDERED -> {
                var first = row.values().get(columns.get(0));
                var second = row.values().get(columns.get(1));
                var kind = entity.require(columns.get(1)).type().kind();
                yield first == null || second == null || before(first, second, kind);
            }
            case NOT_BELOW -> {
                var value = row.values().get(columns.get(0));
                yield value == null || new BigDecimal(value).compareTo(Objects.requireNonNull(rule.number())) >= 0;
            }
            case DUE_AFTER, TAKES, GIVES -> true;
            case WORDS -> false;
        };
    }

    private static boolean counts(Rule rule, Row row) {
        return rule.where().stream().allMatch(condition -> {
            var wanted = "null".equals(condition.value()) ? null : condition.value();
            return condition.is() == Objects.equals(row.values().get(condition.column()), wanted);
        });
    }

    private static long agreeing(List<String> columns, Row row, List<Row> others) {
        return others.stream().filter(each -> agree(columns, row, each)).count();
    }

    private static boolean agree(List<String> columns, Row row, Row other) {
        return columns.stream().allMatch(name -> {
            var value = row.values().get(name);
            return value != null && value.equals(other.values().get(name));
        });
    }

    private static boolean overlap(List<String> columns, Row row, Row other) {
        var start = columns.get(0);
        var end = columns.get(1);
        return lies(row.values().get(start), other.values().get(end))
                && lies(other.values().get(start), row.values().get(end));
    }

    private static boolean lies(@Nullable String first, @Nullable String second) {
        return first != null && second != null && first.compareTo(second) < 0;
    }

    /** An instant as a column of days or of instants has it. */
    static String moment(ColumnModel column, Instant instant) {
        return column.type().kind() == Kind.DATE ? day(instant).toString() : instant.toString();
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
