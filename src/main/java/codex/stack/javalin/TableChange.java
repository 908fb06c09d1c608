package codex.stack.javalin;

import codex.stack.javalin.MigrationScript.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How one table of the database becomes one of the document, column by column. */
final class TableChange {
    private final Migration migration;
    private final MigrationScript script;
    private final TablePairs pairs;
    private final Guards guards;
    private final TableShape was;
    private final TableShape now;
    private final List<ColumnStep> steps;

    /** What those columns are called in the end that the specification no longer has. */
    private final Map<String, String> left = new LinkedHashMap<>();

    TableChange(Migration migration, TableShape was, TableShape now) {
        this.migration = migration;
        this.script = migration.script();
        this.pairs = migration.pairs();
        this.guards = new Guards(migration, was);
        this.was = was;
        this.now = now;
        this.steps = now.columns().stream().map(this::step).toList();
        leave();
    }

    /** Changes the table where it stands. */
    void write() {
        var touched = touched();
        var staying = now.constraints().stream()
                .filter(each -> was.constraints().contains(each) && stays(each, touched))
                .toList();
        var found = now.indexes().stream()
                .filter(each ->
                        was.indexes().contains(each) && each.columns().stream().noneMatch(touched::contains))
                .toList();
        migration.drop(was, without(was.constraints(), staying), without(was.indexes(), found));
        tell();
        rename();
        steps.forEach(this::write);
        for (var constraint : without(now.constraints(), staying)) {
            guard(constraint);
            script.add(
                    constraint.form() == Constraint.Form.REFERENCE ? Phase.REFERENCE : Phase.CONSTRAINT,
                    "ALTER TABLE %s ADD %s".formatted(now.sql(), constraint.sql()));
        }
        without(now.indexes(), found).forEach(index -> script.add(Phase.CONSTRAINT, index.sql(now)));
    }

    /** Makes the table anew, with the rows of {@code source}, whose new ids stand in {@code id}. */
    void move(String source, String id) {
        now.constraints().forEach(this::guard);
        steps.forEach(guards::length);
        steps.forEach(this::tellOpen);
        var columns = steps.stream().map(ColumnStep::possible).toList();
        script.add(Phase.CREATE, now.with(columns).create(constraint -> constraint.target() == null));
        var names = columns.stream().map(column -> column.sql() + ", ").collect(Collectors.joining());
        var values = steps.stream()
                .map(step -> movedValue(step, Words.sql(source)) + ", ")
                .collect(Collectors.joining());
        script.add(Phase.MOVE, """
                INSERT INTO %s (id, %sversion, created_at, updated_at)
                SELECT %s, %sversion, created_at, updated_at
                FROM %s""".formatted(now.sql(), names, id, values, Words.sql(source)));
    }

    private static <T> List<T> without(List<T> all, List<T> some) {
        return all.stream().filter(each -> !some.contains(each)).toList();
    }

    private ColumnStep step(ColumnShape column) {
        var entity = migration.entity(now);
        var known = migration
                .past()
                .column(entity.table(), entity.require(column.name()).column())
                .flatMap(former -> was.column(former.name()));
        var found = known.or(() -> was.column(column.name()).filter(this::kept));
        return found.map(former -> new ColumnStep(
                        column, former, becomes(former, column), kept(former), migration.moved(former, column)))
                .orElseGet(() -> new ColumnStep(column, null, false, false, null));
    }

    // All that the last document names were no leftovers then.
    private boolean kept(ColumnShape column) {
        return migration
                .past()
                .document()
                .table(was.name())
                .flatMap(table -> table.column(column.name()))
                .isEmpty();
    }

    private boolean becomes(ColumnShape former, ColumnShape column) {
        var from = former.references();
        var to = column.references();
        var elsewhere = from != null && to != null && !pairs.formerName(to).equals(Optional.of(from));
        return column.takes(former) && !elsewhere;
    }

    private void leave() {
        var taken = Stream.concat(was.columns().stream(), now.columns().stream())
                .map(ColumnShape::name)
                .collect(Collectors.toSet());
        for (var column : was.columns()) {
            if (steps.stream().noneMatch(step -> step.same() && column.equals(step.was()))) {
                var inTheWay = now.column(column.name()).isPresent()
                        || steps.stream().anyMatch(step -> column.equals(step.was()));
                left.put(column.name(), inTheWay ? pairs.aside(column.name(), taken) : column.name());
            }
        }
    }

    private Set<String> touched() {
        var untouched = steps.stream()
                .filter(ColumnStep::untouched)
                .map(step -> step.now().name())
                .collect(Collectors.toSet());
        return Stream.concat(was.columns().stream(), now.columns().stream())
                .map(ColumnShape::name)
                .filter(name -> !untouched.contains(name))
                .collect(Collectors.toSet());
    }

    private boolean stays(Constraint constraint, Set<String> touched) {
        var target = constraint.target();
        return constraint.columns().stream().noneMatch(touched::contains)
                && alike(was, constraint).equals(alike(now, constraint))
                && (target == null || pairs.formerName(target).equals(Optional.of(target)));
    }

    // Those that ask the same come and go together: where a table is made, PostgreSQL makes only the first of them.
    private static List<Constraint> alike(TableShape table, Constraint constraint) {
        return table.constraints().stream()
                .filter(each -> each.form() == constraint.form() && each.text().equals(constraint.text()))
                .toList();
    }

    private void tell() {
        if (!was.name().equals(now.name())) {
            script.say("The table %s is now called %s.".formatted(was.name(), now.name()));
        }
        was.constraints().stream()
                .filter(former -> now.constraints().stream().noneMatch(each -> restates(each, former)))
                .forEach(former -> script.say("%s no longer holds.".formatted(former.name())));
        now.constraints().stream()
                .filter(each -> was.constraints().stream().noneMatch(former -> restates(each, former)))
                .forEach(each -> script.say("%s holds from now on.".formatted(each.name())));
    }

    private boolean restates(Constraint constraint, Constraint former) {
        return constraint.restates(
                former, this::formerColumn, table -> pairs.formerName(table).orElse(""));
    }

    private String formerColumn(String column) {
        return steps.stream()
                .filter(step -> step.now().name().equals(column) && step.same() && !step.back())
                .flatMap(step -> Stream.ofNullable(step.was()))
                .map(ColumnShape::name)
                .findFirst()
                .orElse("");
    }

    private void guard(Constraint constraint) {
        if (was.constraints().stream().noneMatch(former -> restates(constraint, former))) {
            guards.constraint(
                    constraint,
                    steps.stream()
                            .filter(step ->
                                    constraint.columns().contains(step.now().name()))
                            .toList());
        }
    }

    private void rename() {
        var names = new LinkedHashMap<>(left);
        for (var step : steps) {
            var former = step.was();
            if (former != null && step.same()) {
                names.put(former.name(), step.now().name());
            }
            if (former != null && step.renamed()) {
                script.say("The column %s.%s is now called %s."
                        .formatted(now.name(), former.name(), step.now().name()));
            }
        }
        pairs.inOrder(names)
                .forEach((from, to) -> script.add(
                        Phase.COLUMN_NAME,
                        "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(now.sql(), Words.sql(from), Words.sql(to))));
        left.forEach((name, last) -> {
            var column = was.column(name).orElseThrow();
            migration.relax(now.name(), column);
            script.keep(now.name(), ColumnShape.kept(last, column.kind(), column.type()));
        });
    }

    private void write(ColumnStep step) {
        var former = step.was();
        if (former != null && step.same()) {
            change(step, former);
        } else {
            script.say(former == null ? "The column %s is new.".formatted(called(step)) : replaced(step, former));
            fill(step);
        }
        tellOpen(step);
    }

    private String called(ColumnStep step) {
        return now.name() + "." + step.now().name();
    }

    private String replaced(ColumnStep step, ColumnShape former) {
        return "%s is %s and was %s: the values of before stay in %s."
                .formatted(
                        called(step),
                        step.now().kind().word(),
                        former.kind().word(),
                        Objects.requireNonNull(left.get(former.name())));
    }

    private void tellOpen(ColumnStep step) {
        if (step.now().required() && !step.filled()) {
            script.open(now.name(), step.now().name());
        }
    }

    private void fill(ColumnStep step) {
        var column = step.now();
        var value = step.value(name -> now.sql() + "." + Words.sql(left.getOrDefault(name, name)));
        var add = "ALTER TABLE %s ADD COLUMN ".formatted(now.sql());
        if (value.equals(column.otherwise())) {
            script.add(Phase.CHANGE, add + step.possible().definition());
            return;
        }
        script.add(Phase.CHANGE, add + column.sql() + " " + column.type());
        if (!value.equals(ColumnStep.NOTHING)) {
            update(column, value, "");
        }
        if (column.otherwise() != null) {
            alter(column, "SET DEFAULT " + column.otherwise());
        }
        if (step.filled()) {
            alter(column, "SET NOT NULL");
        }
    }

    private void change(ColumnStep step, ColumnShape former) {
        var column = step.now();
        var retyped = !column.type().equals(former.type());
        var otherwise = !Objects.equals(column.otherwise(), former.otherwise());
        if (former.otherwise() != null && (retyped || otherwise)) {
            alter(column, "DROP DEFAULT");
        }
        if (retyped) {
            script.say("%s is now %s.".formatted(called(step), column.type()));
            guards.length(step);
            alter(column, "SET DATA TYPE " + column.type());
        }
        if (column.otherwise() != null && (retyped || otherwise)) {
            alter(column, "SET DEFAULT " + column.otherwise());
        }
        if (otherwise) {
            script.say("%s is %s where nothing is said."
                    .formatted(called(step), Objects.requireNonNullElse(column.otherwise(), "empty")));
        }
        step.spellings()
                .forEach((from, to) -> update(
                        column, SqlText.quoted(to), " WHERE %s = %s".formatted(column.sql(), SqlText.quoted(from))));
        if (step.back() && column.references() != null) {
            update(column, stillThere(column, now.sql() + "." + column.sql()), "");
        }
        require(step, former);
    }

    private void require(ColumnStep step, ColumnShape former) {
        var column = step.now();
        if (former.required() && !column.required()) {
            script.say("%s may be empty now.".formatted(called(step)));
            alter(column, "DROP NOT NULL");
        }
        if (!former.required() && step.filled()) {
            script.say("%s is required now.".formatted(called(step)));
            update(column, String.valueOf(column.fill()), " WHERE %s IS NULL".formatted(column.sql()));
            alter(column, "SET NOT NULL");
        }
    }

    private void update(ColumnShape column, String value, String where) {
        script.add(Phase.CHANGE, "UPDATE %s SET %s = %s%s".formatted(now.sql(), column.sql(), value, where));
    }

    private void alter(ColumnShape column, String how) {
        script.add(Phase.CHANGE, "ALTER TABLE %s ALTER COLUMN %s %s".formatted(now.sql(), column.sql(), how));
    }

    private static String movedValue(ColumnStep step, String source) {
        UnaryOperator<String> former = name -> source + "." + Words.sql(name);
        var value = step.value(former);
        return step.back() && step.same() && step.now().references() != null ? stillThere(step.now(), value) : value;
    }

    // Nothing kept the rows that it leads to while it was no longer part of the specification.
    private static String stillThere(ColumnShape column, String id) {
        return "(SELECT other.id FROM %s other WHERE other.id = %s)"
                .formatted(Words.sql(Objects.requireNonNull(column.references())), id);
    }
}
