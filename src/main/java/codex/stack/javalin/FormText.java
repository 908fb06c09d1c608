package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms on the pages of an entity: one for each route that takes one. */
final class FormText {
    private final AppModel app;
    private final EntityModel entity;
    private final PageText pages;

    FormText(AppModel app, EntityModel entity, PageText pages) {
        this.app = app;
        this.entity = entity;
        this.pages = pages;
    }

    String text() {
        return app.routesOf(entity).stream()
                .filter(RouteModel::form)
                .map(this::form)
                .collect(Collectors.joining());
    }

    private String form(RouteModel route) {
        var values = Map.of(
                "form", name(route),
                "row", parameters(route),
                "title", Words.literal(title(route)),
                "action", action(route),
                "button", Words.literal(button(route)),
                "fields", route.inputs().stream().map(this::field).collect(Collectors.joining(",\n")),
                "filled", filled(route));
        var form = Text.fill("""

                private static Form $form$($row$) {
                    return Form.to($title$, $action$, $button$, List.of($fields$))$filled$;
                }
                """, values);
        return route.inputClass() == null ? form : form + again(route);
    }

    private String parameters(RouteModel route) {
        var row = route.byKey() ? entity.className() + " " + entity.variable() : "";
        var context = asks(route) ? "Context context" : "";
        return row + (row.isEmpty() || context.isEmpty() ? "" : ", ") + context;
    }

    /** What the method that makes a form is called. */
    static String name(RouteModel route) {
        return route.handler().endsWith("Form") ? route.handler() : route.handler() + "Form";
    }

    /** The call of the method that makes a form, about the row that this expression gives. */
    String call(RouteModel route, String row) {
        var given = route.byKey() ? row : "";
        var context = asks(route) ? "context" : "";
        return "%s(%s%s%s)".formatted(name(route), given, given.isEmpty() || context.isEmpty() ? "" : ", ", context);
    }

    /** Whether rows of others are offered in it. */
    boolean asks(RouteModel route) {
        return route.inputs().stream().anyMatch(column -> pages.named(column).isPresent());
    }

    private String again(RouteModel route) {
        var back = pages.back().isEmpty() ? "" : ", " + pages.back();
        if (!route.byKey()) {
            return Text.fill(
                    """

                    static Html $form$Again(RowPages pages, Problem problem$context$) {
                        return $call$.again(pages, problem$back$);
                    }
                    """,
                    Map.of(
                            "form",
                            name(route),
                            "context",
                            asks(route) ? ", Context context" : "",
                            "call",
                            call(route, ""),
                            "back",
                            back));
        }
        return Text.fill(
                """

                static Html $form$Again(RowPages pages, $Key$ id, Problem problem, Context context) {
                    return $call$.again(pages, problem$back$);
                }
                """,
                Map.of(
                        "form", name(route),
                        "Key", entity.id().type().java(),
                        "call", call(route, "context.%s().get(id)".formatted(entity.plural())),
                        "back", back));
    }

    private String filled(RouteModel route) {
        return route.kind() == Behaviour.Kind.CHANGE
                ? ".filled(%s.of(%s), %s.version())".formatted(route.inputClass(), entity.variable(), entity.variable())
                : "";
    }

    private String action(RouteModel route) {
        var path = Words.literal(route.route().path());
        for (var binding : route.bindings()) {
            path = path.replace("{" + binding.variable() + "}", "\" + " + entity.variable() + ".id() + \"");
        }
        return path.replace(" + \"\"", "");
    }

    private String title(RouteModel route) {
        return switch (route.kind()) {
            case CREATE -> "New " + pages.words();
            case CHANGE -> "Change this " + pages.words();
            default -> button(route);
        };
    }

    private static String button(RouteModel route) {
        return switch (route.kind()) {
            case CREATE -> "Add";
            case CHANGE -> "Save";
            case DELETE -> "Delete";
            default -> {
                var path = route.route().path();
                yield PageText.sentence(
                        path.substring(path.lastIndexOf('/') + 1).replaceAll("[-_]", " "));
            }
        };
    }

    private String field(ColumnModel column) {
        var from = column.column();
        var text = new StringBuilder("Form.Field.of(%s, %s, %s)"
                .formatted(Words.literal(column.json()), Words.literal(label(column)), Words.literal(type(column))));
        if (from.required() && from.defaultValue() == null) {
            text.append(".must()");
        }
        limits(column)
                .forEach((name, value) ->
                        text.append(".with(%s, %s)".formatted(Words.literal(name), Words.literal(value))));
        var parent = pages.named(column);
        if (parent.isPresent()) {
            text.append(".referring(%s)".formatted(rows(parent.get())));
        } else if (type(column).equals("select")) {
            text.append(".choosing(%s)".formatted(options(column)));
        }
        return text.toString();
    }

    private String label(ColumnModel column) {
        var words = column.name().replaceFirst(column.column().references() == null ? "$^" : "_id$", "");
        var note = switch (column.type().kind()) {
            case DATETIME -> " (UTC)";
            case UUID, LONG ->
                column.column().references() != null && pages.named(column).isEmpty() ? " (its id)" : "";
            default -> "";
        };
        return PageText.sentence(words.replace('_', ' ')) + note;
    }

    private String type(ColumnModel column) {
        if (pages.named(column).isPresent()) {
            return "select";
        }
        return switch (column.type().kind()) {
            case ENUM, BOOLEAN -> "select";
            case TEXT -> "textarea";
            case INTEGER, LONG, NUMBER, DECIMAL -> "number";
            case DATE -> "date";
            case TIME -> "time";
            case DATETIME -> "datetime-local";
            default -> format(column.column());
        };
    }

    private static String format(Column column) {
        return switch (String.valueOf(column.limits().format())) {
            case "email" -> "email";
            case "url" -> "url";
            case "phone" -> "tel";
            case "password" -> "password";
            default -> "text";
        };
    }

    private Map<String, String> limits(ColumnModel column) {
        var limits = new TreeMap<String, String>();
        var from = column.column().limits();
        var type = type(column);
        if (type.equals("number")) {
            put(limits, "min", from.min());
            put(limits, "max", from.max());
            limits.put(
                    "step",
                    switch (column.type().kind()) {
                        case DECIMAL -> "0.01";
                        case NUMBER -> "any";
                        default -> "1";
                    });
        } else if (type.equals("datetime-local") || type.equals("time")) {
            limits.put("step", "any");
        } else if (List.of("text", "textarea", "email", "url", "tel", "password")
                        .contains(type)
                && from.maxLength() != null) {
            limits.put("maxlength", from.maxLength().toString());
        }
        return limits;
    }

    private static void put(Map<String, String> limits, String name, @Nullable BigDecimal number) {
        if (number != null) {
            limits.put(name, number.toPlainString());
        }
    }

    // One more than are offered tells that there are more.
    private static String rows(EntityModel parent) {
        return "context.%s().first(Form.MOST + 1).stream().map(each -> new Form.Option(String.valueOf(each.id()), %s)).toList()"
                .formatted(parent.plural(), PageText.name(parent, "each"));
    }

    private String options(ColumnModel column) {
        if (column.type().kind() == Kind.BOOLEAN) {
            return "List.of(new Form.Option(\"true\", \"yes\"), new Form.Option(\"false\", \"no\"))";
        }
        return app.enumeration(column.type().name()).orElseThrow().enumeration().values().stream()
                .map(value -> "new Form.Option(%s, %s)"
                        .formatted(Words.literal(value), Words.literal(value.replace('_', ' '))))
                .collect(Collectors.joining(", ", "List.of(", ")"));
    }
}
