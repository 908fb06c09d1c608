package codex.specification;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is remembered. Every table also has, unsaid, {@code id} (a random UUID), {@code version},
 * {@code created_at} and {@code updated_at}.
 *
 * @param name lower case with underscores, singular: {@code order_line}. Its entity is {@code OrderLine}
 * @param owner the column that says whose row it is: a reference to {@link #ACCOUNT}, set from the caller; null when
 *     rows belong to nobody
 */
public record Table(
        String id,
        String name,
        String summary,
        List<Column> columns,
        List<Rule> rules,
        @Nullable String owner,
        Source source)
        implements Element {
    /** The table of people that an application with accounts has; columns may refer to it. */
    public static final String ACCOUNT = "account";

    public Table {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
