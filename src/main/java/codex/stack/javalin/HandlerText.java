package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The handlers of an entity's routes: read what came in, make one call, answer. */
final class HandlerText {
    private static final Set<String> PAGING = Set.of("page", "size", "limit", "offset");

    private final AppModel app;
    private final EntityModel entity;

    HandlerText(AppModel app, EntityModel entity) {
        this.app = app;
        this.entity = entity;
    }

    String text() {
        var handlers = app.routesOf(entity).stream().map(this::handler).collect(Collectors.joining("\n"));
        return Text.fill(
                """
                /** Handlers of the routes about a $words$. */
                public final class $Name$Routes {
                    $file$
                    private final Calls calls;
                    private final $Name$Service service;

                    public $Name$Routes(Calls calls, $Name$Service service) {
                        this.calls = calls;
                        this.service = service;
                    }

                    $handlers$
                }
                """,
                Map.of(
                        "words",
                        entity.table().name().replace('_', ' '),
                        "Name",
                        entity.className(),
                        "file",
                        app.routesOf(entity).stream().anyMatch(RouteModel::csv) ? file() : "",
                        "handlers",
                        handlers));
    }

    // All that JSON shows of a row, under the same names.
    private String file() {
        var names = new ArrayList<String>(List.of("id"));
        var values = new ArrayList<String>(List.of("id"));
        for (var column : entity.columns()) {
            names.add(column.json());
            values.add(column.component());
        }
        var unsaid = List.of("version", "createdAt", "updatedAt");
        names.addAll(unsaid);
        values.addAll(unsaid);
        return """
                private static final Csv<%s> FILE =
                        new Csv<>(%s, List.of(%s), %s -> Stream.of(%s));

                """.formatted(
                        entity.className(),
                        Words.literal(fileName(entity)),
                        names.stream().map(Words::literal).collect(Collectors.joining(", ")),
                        entity.variable(),
                        values.stream()
                                .map(value -> "%s.%s()".formatted(entity.variable(), value))
                                .collect(Collectors.joining(", ")));
    }

    /** What a browser calls the file of a table's rows. */
    static String fileName(EntityModel entity) {
        return Names.kebab(Names.plural(entity.table().name())) + ".csv";
    }

    private String handler(RouteModel route) {
        var body = switch (route.kind()) {
            case LIST, AGGREGATE -> list(route);
            case CREATE -> create(route);
            case READ, REPLACE, CHANGE, DELETE, TRANSITION -> one(route);
            case FIXED, RECIPE, CUSTOM -> throw new IllegalStateException(route.handler() + " is no standard route");
        };
        return "/** %s */\npublic void %s(Context ctx) {\n%s%s}\n"
                .formatted(
                        TypeFiles.sentence(route.route().summary(), route.handler()),
                        route.handler(),
                        route.invalidAs(),
                        body.replace("$row$", entity.variable()).replace("$rows$", entity.plural()));
    }

    private String list(RouteModel route) {
        var text = new StringBuilder(pages(route));
        var paging = paging(route);
        if (!route.bindings().isEmpty() || !paging.isEmpty()) {
            text.append("var inputs = Inputs.of(ctx).allow(ctx.queryParamMap().keySet());\n")
                    .append(pathValues(route))
                    .append(paging)
                    .append("inputs.check();\n");
        }
        text.append(query(route));
        var before = new StringBuilder(parents(route));
        for (var binding : route.columnBindings()) {
            var column = Objects.requireNonNull(binding.column());
            before.append("query.and(%s, %s);\n".formatted(Words.literal(column.sql()), column.local()));
        }
        var query = route.own() ? "service.own(query, context)" : "query";
        var invocation = "service.%s(%s, context)".formatted(route.handler(), query);
        text.append(call("answer", before.toString(), route.page() ? page("list", invocation) : invocation));
        return text.append(sent(route)).toString();
    }

    private static String pages(RouteModel route) {
        return route.page() ? "var pages = RowPages.of(ctx);\n" : "";
    }

    private String query(RouteModel route) {
        var listed = entity.rowsClass() + ".LISTED";
        if (route.csvOrJson()) {
            return """
                    var file = Accept.best(ctx, %s).equals(%s);
                    var query = file ? ListQuery.ofFile(ctx, %s) : ListQuery.of(ctx, %s);
                    """.formatted(forms(route), Words.literal(Response.CSV), listed, listed);
        }
        return "var query = ListQuery.%s(ctx, %s);\n".formatted(route.csv() ? "ofFile" : "of", listed);
    }

    // In the order of the specification: whoever says nothing gets the first.
    private static String forms(RouteModel route) {
        return route.route().responses().stream()
                .filter(Response::success)
                .map(response -> response.mediaType().startsWith(Response.CSV) ? Response.CSV : Response.JSON)
                .distinct()
                .map(Words::literal)
                .collect(Collectors.joining(", "));
    }

    private String sent(RouteModel route) {
        if (route.kind() == Behaviour.Kind.AGGREGATE) {
            return "ctx.contentType(\"application/json\").result(Json.write(answer));\n";
        }
        if (route.page()) {
            return sendPage(route);
        }
        var page = ListAnswer.of(route, app.types()).send();
        if (route.csvOrJson()) {
            return "if (file) {\nFILE.send(ctx, answer);\nreturn;\n}\n" + page;
        }
        return route.csv() ? "FILE.send(ctx, answer);\n" : page;
    }

    // The limits that a route itself has for its paging are narrower than those of every list.
    private static String paging(RouteModel route) {
        return route.parameters().stream()
                .filter(field -> PAGING.contains(field.json()) && field.place() == Parameter.Place.QUERY)
                .map(field -> Readers.of(field) + ";\n")
                .collect(Collectors.joining());
    }

    private String create(RouteModel route) {
        var text = new StringBuilder(again(route));
        text.append("var inputs = Inputs.%s(ctx);\n"
                .formatted(route.inputClass() == null ? "of" : route.form() ? "typed" : "json"));
        text.append(pathValues(route));
        if (route.inputClass() != null) {
            text.append("var input = %s.from(inputs);\n".formatted(route.inputClass()));
        }
        text.append("inputs.check();\n");
        var arguments = route.columnBindings().stream()
                        .map(binding -> Objects.requireNonNull(binding.column()).local() + ", ")
                        .collect(Collectors.joining())
                + (route.inputClass() == null ? "" : "input, ");
        text.append(call("$row$", parents(route), "service.%s(%scontext)".formatted(route.handler(), arguments)));
        if (route.form()) {
            return text.append(onward(route)).toString();
        }
        var location = location(app, entity);
        if (location != null) {
            text.append("ctx.header(\"Location\", \"%s\" + $row$.id());\n".formatted(location));
        }
        return text.append("ETag.send(ctx, %d, $row$.version(), $row$);\n".formatted(route.status()))
                .toString();
    }

    /** Where a new row can be read: as JSON if some route shows it so, else on a page; null when there is neither. */
    static @Nullable String location(AppModel app, EntityModel entity) {
        return address(app, entity, false).or(() -> address(app, entity, true)).orElse(null);
    }

    /** The path in front of its id of the route that shows a row by its id alone, on a page or as JSON. */
    static Optional<String> address(AppModel app, EntityModel entity, boolean page) {
        return app.routesOf(entity).stream()
                .filter(route ->
                        route.kind() == Behaviour.Kind.READ && route.bindings().size() == 1 && route.byKey())
                .filter(route -> route.page() == page)
                .map(RouteModel::path)
                .filter(path -> path.endsWith("}"))
                .map(path -> path.substring(0, path.lastIndexOf('{')))
                .findFirst();
    }

    private String one(RouteModel route) {
        var kind = route.kind();
        var writes = kind != Behaviour.Kind.READ;
        var typed = route.form() && kind == Behaviour.Kind.CHANGE;
        var text = new StringBuilder(pages(route));
        text.append("var inputs = Inputs.%s(ctx);\n"
                .formatted(typed ? "typed" : kind == Behaviour.Kind.REPLACE ? "json" : "of"));
        text.append(pathValues(route));
        if (typed) {
            text.append(again(route)).append("var seen = inputs.field(\"version\").longNumber();\n");
        }
        if (typed || kind == Behaviour.Kind.REPLACE) {
            text.append("var input = %s.from(inputs);\n".formatted(route.inputClass()));
        }
        text.append("inputs.check();\n");
        var call = new StringBuilder(parents(route)).append(current(route, writes));
        if (writes) {
            call.append("ETag.check(ctx, current.version());\n");
        }
        if (typed) {
            call.append("ETag.check(seen, current.version());\n");
        } else if (kind == Behaviour.Kind.CHANGE) {
            call.append("""
                    var merged = Inputs.merged(ctx, %1$s.of(current));
                    var input = %1$s.from(merged);
                    merged.check();
                    """.formatted(route.inputClass()));
        }
        var input = kind == Behaviour.Kind.REPLACE || kind == Behaviour.Kind.CHANGE ? "input, " : "";
        var invocation = "service.%s(current, %scontext)".formatted(route.handler(), input);
        if (kind == Behaviour.Kind.DELETE) {
            return text.append("calls.run(ctx, context -> {\n")
                    .append(call)
                    .append(invocation)
                    .append(";\n});\n")
                    .append(route.form() ? onward(route) : "ctx.status(%d);\n".formatted(route.status()))
                    .toString();
        }
        if (route.page()) {
            return text.append(call("answer", call.toString(), page("one", invocation)))
                    .append(sendPage(route))
                    .toString();
        }
        if (route.form()) {
            return text.append(call("$row$", call.toString(), invocation))
                    .append(onward(route))
                    .toString();
        }
        return text.append(call("$row$", call.toString(), invocation))
                .append("ETag.send(ctx, %d, $row$.version(), $row$);\n".formatted(route.status()))
                .toString();
    }

    // A browser that is told no by a form gets that form once more.
    private String again(RouteModel route) {
        if (!route.form() || route.inputClass() == null) {
            return "";
        }
        var start = "var pages = RowPages.of(ctx);\n";
        var form = "%sPages.%sAgain(pages, ".formatted(entity.className(), FormText.name(route));
        if (!route.byKey() && !new FormText(app, entity, new PageText(app, entity)).asks(route)) {
            return start + "ErrorPages.again(ctx, problem -> %sproblem));\n".formatted(form);
        }
        var row = route.byKey() ? Words.local(keyOf(route).variable()) + ", " : "";
        return start + """
                ErrorPages.again(
                        ctx, problem -> calls.answer(ctx, context -> %s%sproblem, context)));
                """.formatted(form, row);
    }

    private static RouteModel.Binding keyOf(RouteModel route) {
        return route.bindings().stream()
                .filter(RouteModel.Binding::key)
                .findFirst()
                .orElseThrow();
    }

    // To the page of the row, while there is one, or to that of all.
    private String onward(RouteModel route) {
        var row = route.kind() == Behaviour.Kind.DELETE
                ? Optional.<String>empty()
                : address(app, entity, true).map(path -> Words.literal(path) + " + $row$.id()");
        var page = row.or(() -> listPage(app, entity).map(Words::literal)).orElse("\"/\"");
        return "ctx.status(303).header(\"Location\", %s);\n".formatted(page);
    }

    /** The path of the page with all rows. */
    static Optional<String> listPage(AppModel app, EntityModel entity) {
        return app.routesOf(entity).stream()
                .filter(route -> route.kind() == Behaviour.Kind.LIST && route.page())
                .filter(route -> route.bindings().isEmpty())
                .map(RouteModel::path)
                .findFirst();
    }

    // Within the transaction: a page names the rows that others refer to.
    private String page(String shown, String invocation) {
        return "%sPages.%s(pages, %s, context)".formatted(entity.className(), shown, invocation);
    }

    private static String sendPage(RouteModel route) {
        var status = route.status() == 200 ? "" : "ctx.status(%d);\n".formatted(route.status());
        return status + "pages.send(answer);\n";
    }

    private static String call(String result, String before, String invocation) {
        return before.isEmpty()
                ? "var %s = calls.answer(ctx, context -> %s);\n".formatted(result, invocation)
                : "var %s = calls.answer(ctx, context -> {\n%sreturn %s;\n});\n".formatted(result, before, invocation);
    }

    private String current(RouteModel route, boolean writes) {
        var find = writes ? "lock" : "get";
        var own = route.own() ? "service.own(%s, context)" : "%s";
        var missing = "Problem.notFound(\"There is no such %s.\")"
                .formatted(entity.table().name().replace('_', ' '));
        if (route.byKey()) {
            var key = keyOf(route);
            var row = "context.$rows$().%s(%s)".formatted(find, Words.local(key.variable()));
            var checks = route.columnBindings().stream()
                    .map(binding -> Objects.requireNonNull(binding.column()))
                    .map(column -> "if (!%s.equals(current.%s())) { throw %s; }\n"
                            .formatted(column.local(), column.component(), missing))
                    .collect(Collectors.joining());
            return "var current = %s;\n".formatted(own.formatted(row)) + checks;
        }
        var columns = route.columnBindings().stream()
                .map(binding -> Objects.requireNonNull(binding.column()))
                .toList();
        var first = columns.get(0);
        var others = columns.subList(1, columns.size()).stream()
                .map(column -> ".filter(each -> %s.equals(each.%s()))".formatted(column.local(), column.component()))
                .collect(Collectors.joining());
        var row = "context.$rows$().findBy%s(%s).stream()%s.findFirst().orElseThrow(() -> %s)"
                .formatted(EntityText.suffix(first), first.local(), others, missing);
        return "var current = %s;\n".formatted(own.formatted(row));
    }

    private String pathValues(RouteModel route) {
        return route.bindings().stream()
                .map(binding -> {
                    var column = binding.column();
                    var name = column == null ? Words.local(binding.variable()) : column.local();
                    return "var %s = inputs.path(%s)%s;\n"
                            .formatted(
                                    name,
                                    Words.literal(binding.variable()),
                                    Readers.path(column == null ? entity.id() : column));
                })
                .collect(Collectors.joining());
    }

    private static String parents(RouteModel route) {
        return route.columnBindings().stream()
                .filter(binding -> binding.parent() != null)
                .map(binding -> "context.%s().get(%s);\n"
                        .formatted(
                                Objects.requireNonNull(binding.parent()).plural(),
                                Objects.requireNonNull(binding.column()).local()))
                .collect(Collectors.joining());
    }
}
