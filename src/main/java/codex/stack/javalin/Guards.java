package codex.stack.javalin;

import codex.stack.javalin.MigrationScript.Phase;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Asks, before anything is changed, whether each row of a table keeps to what holds from now on. */
final class Guards {
    private final MigrationScript script;
    private final TablePairs pairs;
    private final TableShape was;

    Guards(Migration migration, TableShape was) {
        this.script = migration.script();
        this.pairs = migration.pairs();
        this.was = was;
    }

    /** Whether a text fits that may be longer than it may be now. */
    void length(ColumnStep step) {
        var former = step.was();
        var column = step.now();
        if (former != null && former.kind().textual() && column.kind().textual() && column.length() < former.length()) {
            refuse(column.name(), "char_length(%s) > %d".formatted(qualified(former.name()), column.length()));
        }
    }

    /** Whether a constraint holds; {@code steps} are those of its columns. */
    void constraint(Constraint constraint, List<ColumnStep> steps) {
        switch (constraint.form()) {
            case CHECK -> check(constraint, steps);
            case UNIQUE -> unique(constraint, steps);
            case REFERENCE -> reference(constraint, steps.get(0));
        }
    }

    private void check(Constraint constraint, List<ColumnStep> steps) {
        var names = steps.stream().map(step -> step.now().name()).toList();
        var values = steps.stream().map(this::value).toList();
        // What compares with nothing holds.
        var asked = steps.stream().anyMatch(ColumnStep::same)
                && steps.stream().noneMatch(ColumnStep::follows)
                && !values.contains(ColumnStep.NOTHING);
        if (asked) {
            refuse(constraint.name(), "NOT (%s)".formatted(constraint.said(name -> values.get(names.indexOf(name)))));
        }
    }

    // Rows that lead to different rows still do when those have other ids.
    private void unique(Constraint constraint, List<ColumnStep> steps) {
        if (steps.stream().allMatch(step -> step.same() || step.follows())) {
            var values = steps.stream()
                    .map(step -> step.same()
                            ? value(step)
                            : qualified(Objects.requireNonNull(step.was()).name()))
                    .toList();
            refuse(
                    constraint.name(),
                    "(%1$s) IN (SELECT %1$s FROM %2$s GROUP BY %1$s HAVING count(*) > 1)"
                            .formatted(String.join(", ", values), was.sql()));
        }
    }

    private void reference(Constraint constraint, ColumnStep step) {
        if (!step.same() || step.back()) {
            return;
        }
        var value = value(step);
        var nowhere = pairs.formerName(Objects.requireNonNull(constraint.target()))
                .map(target -> " AND %s NOT IN (SELECT other.id FROM %s other)".formatted(value, Words.sql(target)))
                .orElse("");
        refuse(constraint.name(), value + " IS NOT NULL" + nowhere);
    }

    private String value(ColumnStep step) {
        UnaryOperator<String> former = this::qualified;
        return step.follows() ? step.fresh() : step.value(former);
    }

    private String qualified(String column) {
        return was.sql() + "." + Words.sql(column);
    }

    private void refuse(String what, String broken) {
        script.add(Phase.GUARD, """
                UPDATE %1$s
                SET version = CAST('%2$s does not hold for the row of %3$s with the id ' || %1$s.id AS bigint)
                WHERE %4$s""".formatted(was.sql(), what, was.name(), broken));
    }
}
