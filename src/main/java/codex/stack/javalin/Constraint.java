package codex.stack.javalin;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the database itself holds of a table's rows.
 *
 * @param text with its columns in braces, so that it can be said of other names: {@code {pages} >= 1}; where a reference
 *     leads stands as {@code @}
 * @param columns all that the text names
 * @param target the table that a reference leads to; null for other forms
 */
record Constraint(
        String name,
        Form form,
        String text,
        List<String> columns,
        @Nullable String target) {
    /** How it is added: references last, when all that they lead to is there. */
    enum Form {
        UNIQUE,
        CHECK,
        REFERENCE
    }

    private static final Pattern COLUMN = Pattern.compile("\\{([a-z][a-z0-9_]*)\\}");

    Constraint {
        columns = List.copyOf(columns);
    }

    /** As it stands in a statement. */
    String sql() {
        var said = said(Words::sql);
        return "CONSTRAINT %s %s"
                .formatted(
                        name,
                        switch (form) {
                            case UNIQUE -> "UNIQUE (%s)".formatted(said);
                            case CHECK -> "CHECK (%s)".formatted(said);
                            case REFERENCE ->
                                "FOREIGN KEY " + said.replace("@", Words.sql(Objects.requireNonNull(target, name)));
                        });
    }

    /** The text, with expressions of SQL for its columns. */
    String said(UnaryOperator<String> expression) {
        return COLUMN.matcher(text).replaceAll(match -> Matcher.quoteReplacement(expression.apply(match.group(1))));
    }

    /** Whether it holds what {@code earlier} held, given what columns and tables were called then. */
    boolean restates(Constraint earlier, UnaryOperator<String> column, UnaryOperator<String> table) {
        var leads = target == null ? null : table.apply(target);
        return form == earlier.form()
                && Objects.equals(leads, earlier.target())
                && said(name -> "{" + column.apply(name) + "}").equals(earlier.text());
    }
}
