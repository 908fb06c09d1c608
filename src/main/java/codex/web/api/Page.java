package codex.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A list as the API answers it.
 *
 * @param next the address of the next page; null on the last
 */
record Page<T>(
        List<T> items,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {
    static final int SIZE = 50;

    static <T> Page<T> all(List<T> items) {
        return new Page<>(items, null);
    }

    /** A page that was read with one row more than it shows, so that it knows whether there is a next one. */
    static <R, T> Page<T> of(Context ctx, List<R> rows, int limit, Function<R, T> item, ToLongFunction<R> id) {
        return of(ctx, "", rows, limit, item, id);
    }

    /** The same of a list that was narrowed by {@code conditions}, a query as an address has it or empty. */
    static <R, T> Page<T> of(
            Context ctx, String conditions, List<R> rows, int limit, Function<R, T> item, ToLongFunction<R> id) {
        var items = rows.stream().limit(limit).map(item).toList();
        var next = rows.size() > limit
                ? "%s?%sbefore=%d&limit=%d"
                        .formatted(
                                ctx.path(),
                                conditions.isEmpty() ? "" : conditions + "&",
                                id.applyAsLong(rows.get(limit - 1)),
                                limit)
                : null;
        return new Page<>(items, next);
    }

    static long before(Context ctx) {
        return ApiInput.number(ctx, "before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    }

    static int limit(Context ctx) {
        return (int) ApiInput.number(ctx, "limit", SIZE, 1, 100);
    }
}
