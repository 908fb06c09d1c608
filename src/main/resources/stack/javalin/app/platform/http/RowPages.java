package app.platform.http;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rows as people see them: many in a table, or one with all that it has. */
public final class RowPages {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Context ctx;

    private RowPages(Context ctx) {
        this.ctx = ctx;
    }

    /** For the answer to this call. */
    public static RowPages of(Context ctx) {
        return new RowPages(ctx);
    }

    /**
     * What a value of a row is called.
     *
     * @param name by which a list is sorted
     */
    public record Heading(String label, String name, boolean number) {}

    /** A page of rows. {@code values} are those of one row, in the order of the headings. */
    public <T> Html list(
            String title,
            List<Heading> headings,
            Page<T> page,
            Function<T, Object> id,
            Function<T, Stream<?>> values,
            Html... below) {
        if (page.items().isEmpty()) {
            var nothing = Html.of("<p>There is nothing to be seen here.</p>");
            return Html.page(title, search(), nothing, turn(page), Arrays.asList(below));
        }
        var rows = page.items().stream()
                .map(row -> Html.of(
                        "<tr id=\"row-{}\">{}</tr>\n",
                        id.apply(row),
                        cells(headings, values.apply(row).toList())))
                .toList();
        var table = Html.of(
                "<table class=\"rows\">\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>",
                headings.stream().map(this::head).toList(),
                rows);
        return Html.page(title, search(), table, turn(page), Arrays.asList(below));
    }

    /** All that one row has. */
    public Html one(String title, List<Heading> headings, Stream<?> values, Html... below) {
        var parts = new ArrayList<Html>();
        var next = values.iterator();
        for (var heading : headings) {
            parts.add(Html.of("<dt>{}</dt><dd>{}</dd>\n", heading.label(), shown(next.next())));
        }
        return Html.page(title, Html.of("<dl class=\"row\">\n{}</dl>", parts), Arrays.asList(below));
    }

    /** What was typed into a field of a form; empty for nothing. */
    String typed(String field) {
        var typed = ctx.formParam(field);
        return typed == null ? "" : typed;
    }

    public void send(Html page) {
        ctx.contentType("text/html; charset=utf-8").result(page.toString());
    }

    private static List<Html> cells(List<Heading> headings, List<?> values) {
        var cells = new ArrayList<Html>();
        for (var index = 0; index < headings.size(); index++) {
            var heading = headings.get(index);
            var template = heading.number()
                    ? "<td class=\"number\" data-label=\"{}\">{}</td>"
                    : "<td data-label=\"{}\">{}</td>";
            cells.add(Html.of(template, heading.label(), shown(values.get(index))));
        }
        return cells;
    }

    private static Html shown(Object value) {
        if (value instanceof Html html) {
            return html;
        }
        if (value instanceof Instant moment) {
            return Html.of("<time datetime=\"{}\">{}</time>", moment, MOMENT.format(moment));
        }
        if (value instanceof LocalDate day) {
            return Html.of("<time datetime=\"{}\">{}</time>", day, day);
        }
        if (value instanceof Boolean yes) {
            return Html.of("{}", yes ? "yes" : "no");
        }
        var text = value instanceof Enum<?> ? value.toString().replace('_', ' ') : value;
        return value == null || value.toString().isEmpty() ? Html.of("<small>–</small>") : Html.of("{}", text);
    }

    // Once more by the same column turns the order round.
    private Html head(Heading heading) {
        var sorted = String.valueOf(ctx.queryParam("sort"));
        var ascending = sorted.equals(heading.name());
        var descending = sorted.equals("-" + heading.name());
        var address = Page.address(ctx, "sort", (ascending ? "-" : "") + heading.name());
        return Html.of(
                heading.number()
                        ? "<th scope=\"col\" class=\"number\" aria-sort=\"{}\"><a href=\"{}\">{}</a></th>"
                        : "<th scope=\"col\" aria-sort=\"{}\"><a href=\"{}\">{}</a></th>",
                ascending ? "ascending" : descending ? "descending" : "none",
                address,
                heading.label());
    }

    private Html search() {
        return Html.of(
                """
                <form method="get" role="search">
                <label for="q">Search</label>
                <input id="q" name="q" type="search" maxlength="200" value="{}">
                <button>Search</button>
                </form>
                """,
                ctx.queryParam("q"));
    }

    private Html turn(Page<?> page) {
        var last = Math.max(1, (page.total() + page.size() - 1) / page.size());
        return Html.of(
                "<nav class=\"pages\" aria-label=\"Pages\">{} <span>Page {} of {}, {} in all</span> {}</nav>",
                page.page() > 1 ? link("prev", page.page() - 1L, "Previous") : null,
                page.page(),
                last,
                page.total(),
                page.page() < last ? link("next", page.page() + 1L, "Next") : null);
    }

    private Html link(String relation, long page, String label) {
        var address = Page.address(ctx, "page", String.valueOf(page));
        return Html.of("<a rel=\"{}\" href=\"{}\">{}</a>", relation, address, label);
    }
}
