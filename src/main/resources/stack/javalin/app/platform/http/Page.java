package app.platform.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Some of the rows of a list, and how many there are in all. Pages are counted from 1. */
public record Page<T>(List<T> items, int page, int size, long total) {
    /** Answers with this page and with links to the others (RFC 8288). */
    public void send(Context ctx) {
        send(ctx, this);
    }

    /** Answers with these rows in another shape, and with links to the other pages. */
    public void send(Context ctx, Object body) {
        links(ctx);
        ctx.contentType("application/json").result(Json.write(body));
    }

    /** Puts links to the other pages into the answer's header. */
    void links(Context ctx) {
        var last = Math.max(1, (total + size - 1) / size);
        var links = new ArrayList<String>();
        if (page > 1) {
            links.add(link(ctx, 1, "first"));
            links.add(link(ctx, page - 1L, "prev"));
        }
        if (page < last) {
            links.add(link(ctx, page + 1L, "next"));
            links.add(link(ctx, last, "last"));
        }
        if (!links.isEmpty()) {
            ctx.header("Link", String.join(", ", links));
        }
    }

    private static String link(Context ctx, long page, String relation) {
        return "<" + address(ctx, "page", String.valueOf(page)) + ">; rel=\"" + relation + "\"";
    }

    /** The address of the call with another value of this parameter; without a page, unless that is it. */
    static String address(Context ctx, String parameter, String value) {
        var query = new StringBuilder("?" + parameter + "=" + encoded(value));
        ctx.queryParamMap().forEach((name, values) -> {
            if (!name.equals("page") && !name.equals(parameter)) {
                values.forEach(each -> query.append("&").append(encoded(name)).append("=").append(encoded(each)));
            }
        });
        return ctx.path() + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
