package codex.stack.javalin;

import codex.code.SourceFile;
import codex.specification.Behaviour;
import codex.specification.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one table brings: its record, what comes in, what can be done, who is asked. The rows are {@link RowsFile}'s. */
final class EntityFiles {
    private final AppModel app;
    private final Files files;

    EntityFiles(AppModel app, Files files) {
        this.app = app;
        this.files = files;
    }

    void write() {
        for (var entity : app.entities()) {
            var elements = List.of(entity.table().id());
            files.java(entity.className(), file(entity).write(record(entity)), elements);
            files.java(entity.rowsClass(), file(entity).write(new RowsFile(app, entity).text()), elements);
            var routes = app.routesOf(entity);
            if (!routes.isEmpty()) {
                inputs(routes)
                        .forEach((name, route) -> files.java(
                                name, file(entity).write(input(entity, name, route.inputs(), routes)), elements));
                var base = new ServiceText(app, entity).base();
                files.java(entity.className() + "ServiceBase", file(entity).write(base), elements);
                var ids = routes.stream().map(route -> route.route().id()).toList();
                files.java(
                        entity.className() + "Routes",
                        file(entity, "io.javalin.http.Context")
                                .offer(entity.customPackage() + "." + entity.className() + "Service")
                                .write(new HandlerText(app, entity).text()),
                        ids);
                if (routes.stream().anyMatch(RouteModel::page)) {
                    files.java(entity.className() + "Pages", file(entity).write(new PageText(app, entity).text()), ids);
                }
                writeCustom(entity);
            }
        }
    }

    private JavaFile file(EntityModel entity) {
        return file(entity, app.base() + ".platform.Context");
    }

    private JavaFile file(EntityModel entity, String context) {
        var base = app.base();
        var file = new JavaFile(entity.basePackage())
                .offer(context)
                .offer("java.util.UUID", "java.util.List", "java.util.Map", "java.util.Optional", "java.time.Instant")
                .offer(
                        "java.util.stream.Stream",
                        "java.util.LinkedHashMap",
                        "com.fasterxml.jackson.annotation.JsonProperty")
                .offer("java.math.BigDecimal", "org.jdbi.v3.core.Handle", "org.jdbi.v3.core.mapper.RowMapper")
                .offer("org.jdbi.v3.core.mapper.reflect.ConstructorMapper", "org.jdbi.v3.core.statement.SqlStatement")
                .offer("java.nio.charset.StandardCharsets", "java.time.ZoneOffset", base + ".platform.Calls")
                .offer(entity.columns().stream()
                        .map(column -> column.type().imported())
                        .toList());
        for (var name : List.of(
                "Accept",
                "Csv",
                "ETag",
                "ErrorPages",
                "Form",
                "Format",
                "Html",
                "Inputs",
                "Json",
                "ListColumn",
                "ListQuery",
                "Page",
                "Problem",
                "Problems",
                "RowPages",
                "RowPages.Heading",
                "Value")) {
            file.offer(base + ".platform.http." + name);
        }
        app.functions().forEach(each -> file.offer(base + ".functions." + each.className()));
        app.types().forEach(each -> file.offer(base + ".types." + each.className()));
        return file;
    }

    private String record(EntityModel entity) {
        var withers = new StringBuilder(
                entity.numbered() ? """

                public $Name$ withId(Long id) {
                    return new $Name$($values$);
                }
                """.replace("$Name$", entity.className()).replace("$values$", values(entity)) : "");
        for (var column : entity.columns()) {
            withers.append(Text.fill(
                    """

                    public $Name$ with$Column$($type$ $component$) {
                        return new $Name$($values$);
                    }
                    """,
                    Map.of(
                            "Name", entity.className(),
                            "Column", EntityText.suffix(column),
                            "type", column.type().java(),
                            "component", column.component(),
                            "values", values(entity))));
        }
        return Text.fill(
                """
                /** $summary$ */
                public record $Name$($components$) {
                    /** A new one, not kept yet$unnumbered$. */
                    public static $Name$ create(Context context) {
                        return new $Name$($id$, $defaults$1, context.now(), context.now());
                    }
                    $withers$
                }
                """,
                Map.of(
                        "summary", TypeFiles.sentence(entity.table().summary(), entity.className()),
                        "Name", entity.className(),
                        "id", entity.numbered() ? "null" : "UUID.randomUUID()",
                        "unnumbered", entity.numbered() ? ": its id is null until then" : "",
                        "components", EntityText.components(entity),
                        "defaults",
                                entity.columns().stream()
                                        .map(column -> EntityText.defaultValue(column, app) + ", ")
                                        .collect(Collectors.joining()),
                        "withers", withers.toString()));
    }

    private static String values(EntityModel entity) {
        return "id, "
                + entity.columns().stream()
                        .map(column -> column.component() + ", ")
                        .collect(Collectors.joining()) + "version, createdAt, updatedAt";
    }

    private static Map<String, RouteModel> inputs(List<RouteModel> routes) {
        var result = new LinkedHashMap<String, RouteModel>();
        for (var route : routes) {
            var name = route.inputClass();
            if (name != null) {
                result.putIfAbsent(name, route);
            }
        }
        return result;
    }

    private static String input(EntityModel entity, String name, List<ColumnModel> columns, List<RouteModel> routes) {
        var changed = routes.stream()
                .anyMatch(route -> name.equals(route.inputClass()) && route.kind() == Behaviour.Kind.CHANGE);
        var current = changed
                ? Text.fill(
                        """

                /** What could be sent to leave this row as it is. */
                public static $Input$ of($Name$ $variable$) {
                    return new $Input$($values$);
                }
                """,
                        Map.of(
                                "Input", name,
                                "Name", entity.className(),
                                "variable", entity.variable(),
                                "values",
                                        columns.stream()
                                                .map(column -> entity.variable() + "." + column.component() + "()")
                                                .collect(Collectors.joining(", "))))
                : "";
        return Text.fill(
                """
                /** What a caller says about a $name$. */
                public record $Input$($components$) {
                    /** Notes what is wrong in {@code inputs}. */
                    public static $Input$ from(Inputs inputs) {
                        $read$
                    }
                    $current$

                    /** The row with these values. */
                    public $Name$ onto($Name$ $variable$) {
                        return $variable$$withers$;
                    }
                }
                """,
                Map.of(
                        "name", entity.table().name().replace('_', ' '),
                        "Input", name,
                        "components",
                                columns.stream()
                                        .map(column -> TypeFiles.renamed(column.json(), column.component())
                                                + column.type().java() + " " + column.component())
                                        .collect(Collectors.joining(", ")),
                        "read", read(entity, name, columns),
                        "current", current,
                        "Name", entity.className(),
                        "variable", entity.variable(),
                        "withers",
                                columns.stream()
                                        .map(column -> onto(entity, column))
                                        .collect(Collectors.joining())));
    }

    private static String onto(EntityModel entity, ColumnModel column) {
        return ".with%s(%s)".formatted(EntityText.suffix(column), value(entity, column));
    }

    // A row that is kept keeps its id, whatever a body says; a moment that is left out is the one that the row has.
    private static String value(EntityModel entity, ColumnModel column) {
        if (!entity.columns().contains(column)) {
            return "%1$s.id() == null ? id : %1$s.id()".formatted(entity.variable());
        }
        var from = column.column();
        var moment = "now".equals(from.defaultValue()) || "today".equals(from.defaultValue());
        return from.required() && moment
                ? "%1$s == null ? %2$s.%1$s() : %1$s".formatted(column.component(), entity.variable())
                : column.component();
    }

    private static String read(EntityModel entity, String name, List<ColumnModel> columns) {
        var made =
                "new %s(%s)".formatted(name, columns.stream().map(Readers::of).collect(Collectors.joining(",\n")));
        var checks = new ArrayList<String>();
        for (var rule : entity.table().rules()) {
            if (rule.form() == Rule.Form.ORDERED && rule.columns().size() == 2) {
                var first = entity.require(rule.columns().get(0));
                var second = entity.require(rule.columns().get(1));
                if (columns.contains(first) && columns.contains(second)) {
                    checks.add(Text.fill(
                            """
                            if (input.$first$ != null && input.$second$ != null
                                    && input.$first$.compareTo(input.$second$) >= 0) {
                                inputs.error($field$, "order", $text$);
                            }
                            """,
                            Map.of(
                                    "first", first.component(),
                                    "second", second.component(),
                                    "field", Words.literal(second.json()),
                                    "text", Words.literal(rule.text()))));
                }
            }
        }
        return checks.isEmpty()
                ? "return " + made + ";"
                : "var input = " + made + ";\n" + String.join("", checks) + "return input;";
    }

    private void writeCustom(EntityModel entity) {
        var name = entity.className();
        var file = new JavaFile(entity.customPackage())
                .offer(entity.basePackage() + "." + name + "ServiceBase")
                .write(
                        "/** Yours: override a step of {@link %1$sServiceBase} here. This file is written only once. */\n"
                                .formatted(name))
                .write("public class %1$sService extends %1$sServiceBase {}\n".formatted(name));
        files.java(
                name + "Service",
                file,
                SourceFile.Origin.FUNCTION,
                List.of(entity.table().id()));
    }
}
