package codex.specification;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is remembered. Every table also has, unsaid, {@code id}, {@code version}, {@code created_at} and
 * {@code updated_at}.
 *
 * @param name lower case with underscores, singular: {@code order_line}. Its entity is {@code OrderLine}
 * @param owner the column that says whose row it is: a reference to {@link #ACCOUNT}, set from the caller; null when
 *     rows belong to nobody
 * @param numbers where the numbers come from that its ids are; null when they are random UUIDs
 */
public record Table(
        String id,
        String name,
        String summary,
        List<Column> columns,
        List<Rule> rules,
        @Nullable String owner,
        @Nullable Numbers numbers,
        Source source)
        implements Element {
    /** The table of people that an application with accounts has; columns may refer to it. */
    public static final String ACCOUNT = "account";

    /** Whole numbers as ids. */
    public enum Numbers {
        /** Counted up from 1. */
        COUNTED,
        /** Given by the caller with a new row; without, the next one that is free. */
        GIVEN
    }

    public Table {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
    }

    /** The type of its ids, and so of columns that refer to it. */
    public String keyType() {
        return numbers == null ? "uuid" : "long";
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
