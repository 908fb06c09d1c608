package app.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A form on a page: what can be said in it, what was said, and what was wrong with that. */
public final class Form {
    /** How many rows of another table are offered; where there are more, the id of one is typed. */
    public static final int MOST = 100;

    private static final Html OPTIONAL = Html.of(" <small>(optional)</small>");

    private final String title;
    private final String action;
    private final String button;
    private final List<Field> fields;
    private final String version;
    private final Function<String, String> values;
    private final Problem problem;

    private Form(
            String title,
            String action,
            String button,
            List<Field> fields,
            String version,
            Function<String, String> values,
            Problem problem) {
        this.title = title;
        this.action = action;
        this.button = button;
        this.fields = List.copyOf(fields);
        this.version = version;
        this.values = values;
        this.problem = problem;
    }

    /** One of the values that a field may have. */
    public record Option(String value, String label) {}

    /**
     * One value of a form.
     *
     * @param type of an input, or {@code textarea} or {@code select}
     * @param limits attributes by which a browser sees what is wrong before it is sent
     */
    public record Field(
            String name, String label, String type, boolean required, Map<String, String> limits, List<Option> options) {
        public static Field of(String name, String label, String type) {
            return new Field(name, label, type, false, Map.of(), List.of());
        }

        public Field must() {
            return new Field(name, label, type, true, limits, options);
        }

        public Field with(String attribute, String value) {
            var more = new LinkedHashMap<>(limits);
            more.put(attribute, value);
            return new Field(name, label, type, required, more, options);
        }

        public Field choosing(List<Option> among) {
            return new Field(name, label, type, required, limits, among);
        }

        /** Among rows of another table, as long as they are few. */
        public Field referring(List<Option> rows) {
            return rows.size() <= MOST
                    ? choosing(rows)
                    : new Field(name, label + " (its id)", "text", required, limits, List.of());
        }
    }

    /** An empty one. Without fields it is nothing but its button. */
    public static Form to(String title, String action, String button, List<Field> fields) {
        return new Form(title, action, button, fields, null, name -> "", null);
    }

    /** With what a row has, and the version that it has it in. */
    public Form filled(Object row, long seen) {
        var json = Json.tree(row);
        return new Form(
                title, action, button, fields, String.valueOf(seen), name -> written(json.path(name)), problem);
    }

    /** A page with what was typed, and why that did not do. */
    public Html again(RowPages pages, Problem refusal, Html... below) {
        // Only who was told of a change may write over it.
        var seen = refusal.status() == 412 ? version : pages.typed("version");
        var form = new Form(title, action, button, fields, version == null ? null : seen, pages::typed, refusal);
        return Html.page(title, form.html(), Arrays.asList(below));
    }

    /** For a page that has other things as well. */
    public Html section() {
        return fields.isEmpty() ? html() : Html.of("<section>\n<h2>{}</h2>\n{}</section>\n", title, html());
    }

    private Html html() {
        var parts = new ArrayList<Html>();
        if (problem != null) {
            parts.add(Html.of("<p role=\"alert\">{}</p>\n", problem.getMessage()));
            problem.errors().stream()
                    .filter(error -> fields.stream().noneMatch(field -> field.name().equals(error.field())))
                    .forEach(error -> parts.add(Html.of("<p role=\"alert\">{} {}</p>\n", error.field(), error.message())));
        }
        fields.forEach(field -> parts.add(field(field)));
        if (version != null) {
            parts.add(Html.of("<input type=\"hidden\" name=\"version\" value=\"{}\">\n", version));
        }
        return Html.of(
                "<form method=\"post\" action=\"{}\">\n{}<button class=\"{}\">{}</button>\n</form>\n",
                action,
                parts,
                fields.isEmpty() ? "alone" : "main",
                button);
    }

    private Html field(Field field) {
        var id = "field-" + field.name();
        var error = error(field.name());
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("id", id);
        attributes.put("name", field.name());
        attributes.putAll(field.limits());
        if (field.required()) {
            attributes.put("required", "");
        }
        if (error != null) {
            attributes.put("aria-invalid", "true");
            attributes.put("aria-describedby", id + "-error");
        }
        return Html.of(
                "<label for=\"{}\">{}{}</label>\n{}\n{}",
                id,
                field.label(),
                field.required() ? null : OPTIONAL,
                control(field, attributes),
                error == null ? null : Html.of("<p role=\"alert\" id=\"{}-error\">{}</p>\n", id, error));
    }

    private Html control(Field field, Map<String, String> attributes) {
        var value = values.apply(field.name());
        if (field.type().equals("textarea")) {
            // A browser leaves out the first line end.
            return Html.of("{}\n{}</textarea>", Html.tag("textarea", attributes), value);
        }
        if (!field.type().equals("select")) {
            attributes.put("type", field.type());
            attributes.put("value", value);
            return Html.tag("input", attributes);
        }
        var options = new ArrayList<Html>();
        options.add(Html.of("<option value=\"\">–</option>"));
        for (var option : field.options()) {
            options.add(Html.of(
                    option.value().equals(value)
                            ? "<option value=\"{}\" selected>{}</option>"
                            : "<option value=\"{}\">{}</option>",
                    option.value(),
                    option.label()));
        }
        return Html.of("{}{}</select>", Html.tag("select", attributes), options);
    }

    private String error(String field) {
        var found = new ArrayList<String>();
        if (problem != null) {
            problem.errors().stream()
                    .filter(error -> error.field().equals(field))
                    .forEach(error -> found.add(error.message()));
        }
        return found.isEmpty() ? null : "It " + String.join(", ", found) + ".";
    }

    // A browser's times have no zone; they are meant in UTC.
    private static String written(JsonNode value) {
        var text = value.isNull() || value.isMissingNode() ? "" : value.asText();
        return text.matches("[0-9-]{10}T[0-9:.]+Z") ? text.substring(0, text.length() - 1) : text;
    }
}
