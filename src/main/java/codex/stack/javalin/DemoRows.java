package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows to look at, made from the specification alone, the same each time. A row that would break a rule is tried again
 * with other values and then left out; a table that gets no row is left out with all that needs it.
 */
final class DemoRows {
    private static final int MOST = 5;
    private static final int ATTEMPTS = 20;
    private static final Instant FIRST = Instant.parse("2026-01-05T09:00:00Z");
    private static final Set<String> ENDINGS = Set.of(
            "archived", "cancelled", "closed", "completed", "deleted", "finished", "resolved", "returned", "revoked");

    /**
     * One row.
     *
     * @param values by column, as a specification writes them; a reference has the other row's id, one to an account
     *     has the role of a demo person; empty columns are not there
     */
    record Row(String id, Map<String, String> values, Instant created) {}

    private final AppModel app;
    private final DemoValue values;
    private final Map<String, List<Row>> made = new LinkedHashMap<>();

    private DemoRows(AppModel app) {
        this.app = app;
        this.values = new DemoValue(app);
    }

    /** The rows by table, tables that others refer to first; only tables with rows. */
    static Map<String, List<Row>> of(AppModel app) {
        var rows = new DemoRows(app);
        new Shapes(app)
                .tables().stream()
                        .flatMap(table -> app.entity(table.name()).stream())
                        .forEach(rows::make);
        return rows.made;
    }

    private void make(EntityModel entity) {
        var rows = new ArrayList<Row>();
        for (int number = 0; number < MOST; number++) {
            row(entity, number, rows).ifPresent(rows::add);
        }
        if (!rows.isEmpty()) {
            made.put(entity.table().name(), rows);
        }
    }

    private Optional<Row> row(EntityModel entity, int number, List<Row> earlier) {
        var id = entity.numbered()
                ? String.valueOf(earlier.size() + 1)
                : DemoValue.id(entity.table().name(), number);
        var created = FIRST.plusSeconds(60L * number);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var row = new Row(id, values(entity, number, attempt, created, earlier), created);
            if (complete(entity, row) && DemoRules.keep(entity, row, earlier)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private Map<String, String> values(
            EntityModel entity, int number, int attempt, Instant created, List<Row> earlier) {
        var result = new HashMap<String, String>();
        for (var column : entity.columns()) {
            var refers = column.column().references() != null;
            var value = refers
                    ? reference(entity, column, number, attempt, earlier)
                    : plain(entity, column, number + attempt * MOST, created);
            value.ifPresent(each -> result.put(column.name(), each));
        }
        entity.table().rules().forEach(rule -> DemoRules.adjust(entity, rule, created, result));
        if (number % 3 == 1 && attempt == 0) {
            transitions(entity).findFirst().ifPresent(step -> take(entity, step, created, result));
        }
        return result;
    }

    // Of the rows of its own table one refers to another, so that there is something to see.
    private Optional<String> reference(
            EntityModel entity, ColumnModel column, int number, int attempt, List<Row> earlier) {
        var table = Objects.requireNonNull(column.column().references());
        if (table.equals(Table.ACCOUNT)) {
            var people = people(entity, column);
            return Optional.of(
                    people.get(column.owner() ? attempt % people.size() : (number + attempt) % people.size()));
        }
        if (table.equals(entity.table().name())) {
            var last = number == MOST - 1 && !earlier.isEmpty();
            return last ? Optional.of(earlier.getFirst().id()) : Optional.empty();
        }
        var parents = made.getOrDefault(table, List.of());
        return parents.isEmpty()
                ? Optional.empty()
                : Optional.of(parents.get((number + attempt) % parents.size()).id());
    }

    // Whoever may make such rows owns them.
    private List<String> people(EntityModel entity, ColumnModel column) {
        var makers = column.owner()
                ? app.routesOf(entity).stream()
                        .filter(route -> route.kind() == Behaviour.Kind.CREATE)
                        .flatMap(route -> route.route().access().roles().stream())
                : Stream.<String>empty();
        var others = app.roles().stream().filter(role -> !role.equals(AppModel.ADMIN));
        return Stream.of(makers, app.newcomersRole().stream(), others, Stream.of(AppModel.ADMIN))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    private Optional<String> plain(EntityModel entity, ColumnModel column, int number, Instant created) {
        var usual = column.column().defaultValue();
        var state = transitions(entity).anyMatch(step -> column.name().equals(step.column()));
        if (usual != null && !usual.equals("null") && (state || column.column().readOnly())) {
            return Optional.of(literal(column, usual, created));
        }
        if (state) {
            return values.of(entity, column, 0);
        }
        return empty(entity, column) ? Optional.empty() : values.of(entity, column, number);
    }

    // What is found out later, or says that something is over, is not known of a new row.
    private static boolean later(String name) {
        return name.matches(".*_(at|on)") && ENDINGS.stream().anyMatch(each -> name.contains(each));
    }

    private boolean empty(EntityModel entity, ColumnModel column) {
        return !column.column().required()
                && (column.column().readOnly()
                        || later(column.name())
                        || transitions(entity)
                                .anyMatch(step -> step.sets().containsKey(column.name())
                                        || step.unset().contains(column.name())));
    }

    private Stream<Behaviour.Transition> transitions(EntityModel entity) {
        return app.routesOf(entity).stream()
                .map(route -> route.route().behaviour().transition())
                .flatMap(Stream::ofNullable);
    }

    private static String literal(ColumnModel column, String value, Instant created) {
        var now = value.equals("now") || value.equals("today");
        return now ? DemoRules.moment(column, created) : value;
    }

    private static void take(EntityModel entity, Behaviour.Transition step, Instant created, Map<String, String> row) {
        var state = step.column();
        if (state != null && !step.from().isEmpty() && !step.from().contains(row.get(state))) {
            return;
        }
        if (state != null && step.to() != null) {
            row.put(state, step.to());
        }
        step.sets().forEach((name, value) -> {
            if (value.equals("null")) {
                row.remove(name);
            } else {
                row.put(name, literal(entity.require(name), value, created));
            }
        });
    }

    private static boolean complete(EntityModel entity, Row row) {
        return entity.columns().stream().allMatch(column -> {
            var value = row.values().get(column.name());
            return value == null
                    ? !column.column().required()
                    : column.column().references() != null || DemoValue.fits(column, value);
        });
    }
}
