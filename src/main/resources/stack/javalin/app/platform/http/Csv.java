package app.platform.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows as a file of values between commas (RFC 4180), with a line of names before them. Whatever is no number and begins
 * as a formula would gets an apostrophe in front, so that no spreadsheet computes what somebody wrote (CWE-1236).
 *
 * @param name of the file
 * @param header the names of the columns
 * @param values of a row, in the order of the names; null where there is none
 */
public record Csv<T>(String name, List<String> header, Function<T, Stream<?>> values) {
    private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r-].*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile(".*[\",\r\n].*", Pattern.DOTALL);

    /** Answers with these rows, and with links to the others where there are more. */
    public void send(Context ctx, Page<T> page) {
        var lines = Stream.concat(
                Stream.of(line(header.stream())), page.items().stream().map(row -> line(values.apply(row))));
        page.links(ctx);
        ctx.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .result(lines.collect(Collectors.joining()));
    }

    private static String line(Stream<?> values) {
        return values.map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String field(Object value) {
        if (value == null || value instanceof Number) {
            return value == null ? "" : value.toString();
        }
        var text = value.toString();
        var defused = FORMULA.matcher(text).matches() ? "'" + text : text;
        return QUOTED.matcher(defused).matches() ? "\"" + defused.replace("\"", "\"\"") + "\"" : defused;
    }
}
