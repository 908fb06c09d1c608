package codex.web;

import codex.engine.CallFilter;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of the ledger an address asks for. The address says all of it, so a reload and a second tab show the same (H3):
 * {@code /calls?application=7&outcome=failed&from=2026-03-01&by=model}.
 *
 * @param before calls with lower ids are listed
 * @param written the conditions that are in use, as the address has them
 * @param problems what could not be used, by its name, each as what was expected and found
 */
public record CallQuery(
        CallFilter filter, Grouping by, long before, Map<String, String> written, Map<String, String> problems) {
    private static final int LENGTH = 200;

    /** What calls are added up by, a tab each; by {@code CALL} each stands for itself. */
    public enum Grouping {
        CALL("Calls"),
        DAY("Days"),
        APPLICATION("Applications"),
        ROUTE("Routes"),
        AGENT("Agents"),
        PROMPT("Prompts"),
        MODEL("Models"),
        ACCOUNT("Accounts");

        private final String label;

        Grouping(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** The word in the address; the usual one needs none. */
        public String word() {
            return this == CALL ? "" : name().toLowerCase(Locale.ROOT);
        }
    }

    public CallQuery {
        written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
        problems = Map.copyOf(problems);
    }

    /** Reads the query parameters. {@code everyone} counts for administrators alone, and is nothing to anybody else. */
    public static CallQuery of(Context ctx) {
        var account = Visit.account(ctx);
        var reader = new Reader(ctx, new LinkedHashMap<>(), new LinkedHashMap<>());
        var everyone = account.admin() && reader.choice("everyone", "true").equals("true");
        var filter = new CallFilter(
                everyone ? null : Long.valueOf(account.id()),
                reader.id("application"),
                reader.id("job"),
                reader.text("agent"),
                reader.text("question"),
                reader.text("model"),
                reader.outcome(),
                reader.text("prompt"),
                reader.day("from"),
                reader.day("to"));
        var from = filter.from();
        if (from != null && filter.to() != null && filter.to().isBefore(from)) {
            reader.problems.put("to", "is a day that is not before the first; found \"%s\"".formatted(filter.to()));
        }
        var by = reader.choice(
                "by", Arrays.stream(Grouping.values()).map(Grouping::word).toArray(String[]::new));
        var before = reader.id("before");
        reader.written.remove("before");
        return new CallQuery(
                filter,
                by.isEmpty() ? Grouping.CALL : Grouping.valueOf(by.toUpperCase(Locale.ROOT)),
                before == null ? Long.MAX_VALUE : before,
                reader.written,
                reader.problems);
    }

    public boolean everyone() {
        return filter.account() == null;
    }

    /** Whether something is left out of what one may see. */
    public boolean narrowed() {
        return written.keySet().stream().anyMatch(name -> !name.equals("by") && !name.equals("everyone"));
    }

    public String value(String name) {
        return written.getOrDefault(name, "");
    }

    /** The same calls, added up by something else. */
    public String by(Grouping grouping) {
        return url("/calls", "by", grouping.word());
    }

    /** The calls that meet one more condition, or with the empty text one less, each for itself. */
    public String with(String name, String value) {
        var more = new LinkedHashMap<>(written);
        more.remove("by");
        return url("/calls", more, name, value);
    }

    /** The calls of one day. */
    String day(String day) {
        var more = new LinkedHashMap<>(written);
        more.remove("by");
        more.put("from", day);
        return url("/calls", more, "to", day);
    }

    /** The same tab without any condition. */
    public String everything() {
        var fewer = new LinkedHashMap<>(written);
        fewer.keySet().retainAll(List.of("everyone", "by"));
        return url("/calls", fewer, "", "");
    }

    /** The same tab with this condition instead. */
    public String having(String name, String value) {
        return url("/calls", name, value);
    }

    public String after(long id) {
        return url("/calls", "before", String.valueOf(id));
    }

    /** All of them as a table for other programs; spreadsheets want to be told that it is UTF-8. */
    public String csv(boolean marked) {
        return url("/calls.csv", "mark", marked ? "true" : "");
    }

    /** The conditions as the beginning of a query: {@code model=a&from=2026-03-01}. */
    public String parameters() {
        return parameters(written);
    }

    private String url(String path, String name, String value) {
        return url(path, new LinkedHashMap<>(written), name, value);
    }

    private static String url(String path, Map<String, String> parameters, String name, String value) {
        parameters.remove(name);
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
        return parameters.isEmpty() ? path : path + "?" + parameters(parameters);
    }

    private static String parameters(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private record Reader(Context ctx, Map<String, String> written, Map<String, String> problems) {
        String text(String name) {
            var value = Visit.query(ctx, name).strip();
            if (value.length() > LENGTH || value.indexOf('\0') >= 0) {
                problems.put(name, "is a text of at most %d characters".formatted(LENGTH));
                return "";
            }
            return keep(name, value);
        }

        String choice(String name, String... known) {
            var value = Visit.query(ctx, name);
            if (value.isEmpty() || Arrays.asList(known).contains(value)) {
                return keep(name, value);
            }
            problems.put(name, "is one of %s; found \"%s\"".formatted(String.join(", ", known), Phrase.cut(value, 40)));
            return "";
        }

        String outcome() {
            var value = text("outcome");
            if (value.isEmpty() || OutcomeWords.known(value)) {
                return value;
            }
            written.remove("outcome");
            problems.put(
                    "outcome", "is a word of the ledger, or failed; found \"%s\"".formatted(Phrase.cut(value, 40)));
            return "";
        }

        @Nullable
        Long id(String name) {
            var value = Visit.query(ctx, name);
            if (value.isEmpty()) {
                return null;
            }
            if (!value.matches("[0-9]{1,18}")) {
                problems.put(name, "is a number; found \"%s\"".formatted(Phrase.cut(value, 40)));
                return null;
            }
            return Long.valueOf(keep(name, value));
        }

        @Nullable
        LocalDate day(String name) {
            var value = Visit.query(ctx, name);
            if (value.isEmpty()) {
                return null;
            }
            try {
                // A year beyond four digits is one that the database's calendar may not know.
                var day = value.length() == 10 ? LocalDate.parse(value) : null;
                if (day != null) {
                    keep(name, value);
                    return day;
                }
            } catch (DateTimeException none) {
                // Said below, as for one of another length.
            }
            problems.put(name, "is a day like 2026-03-31; found \"%s\"".formatted(Phrase.cut(value, 40)));
            return null;
        }

        private String keep(String name, String value) {
            if (!value.isEmpty()) {
                written.put(name, value);
            }
            return value;
        }
    }
}
