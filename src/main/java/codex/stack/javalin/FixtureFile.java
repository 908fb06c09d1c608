package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Rule;
import codex.specification.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows for the app's tests, each made through the route that makes it, its parents first. */
final class FixtureFile {
    private final AppModel app;
    private final ExampleValue examples;

    FixtureFile(AppModel app) {
        this.app = app;
        this.examples = new ExampleValue(app);
    }

    String text() {
        var file = new JavaFile(app.base())
                .offer(app.base() + ".TestApp.Caller", app.base() + ".TestApp.Row")
                .offer("com.fasterxml.jackson.databind.node.ObjectNode", "java.util.Currency", "java.util.Locale");
        file.write("""
                /** Rows for tests, made the way callers make them. */
                public final class Fixtures {
                private Fixtures() {}
                """);
        for (var entity : app.entities()) {
            creator(entity).filter(route -> makeable(entity)).ifPresent(route -> file.write(entity(entity, route)));
        }
        return file.write("}\n").text();
    }

    /** Whether tests can make a row of it. */
    boolean makeable(EntityModel entity) {
        return makeable(entity, new HashSet<>());
    }

    /** The route that makes a row. */
    Optional<RouteModel> creator(EntityModel entity) {
        return app.routesOf(entity).stream()
                .filter(route -> route.kind() == Behaviour.Kind.CREATE && route.finished() && !route.form())
                .findFirst();
    }

    /** The expression of a caller who may call the route: somebody new where rows have owners, to be quick else. */
    String caller(RouteModel route) {
        var access = route.route().access();
        var entity = route.entity();
        var owned = entity != null && entity.owner().isPresent();
        var somebody = owned ? "app.caller" : "app.known";
        return switch (access.level()) {
            case PUBLIC -> "TestApp.NOBODY";
            case SIGNED_IN -> somebody + "()";
            case ROLES ->
                access.roles().isEmpty() || access.roles().get(0).equals(AppModel.ADMIN)
                        ? "app.admin()"
                        : "%s(%s)"
                                .formatted(
                                        somebody, Words.literal(access.roles().get(0)));
        };
    }

    /** Somebody who reaches the row in {@code row} by a route for owners: who made it, or else an administrator. */
    String reaching(RouteModel route, EntityModel entity) {
        var roles = route.route().access().roles();
        var maker = creator(entity).map(made -> made.route().access()).filter(access -> switch (access.level()) {
            case PUBLIC -> false;
            case SIGNED_IN ->
                roles.isEmpty() || app.newcomersRole().filter(roles::contains).isPresent();
            case ROLES ->
                roles.isEmpty()
                        || (!access.roles().isEmpty()
                                && roles.contains(access.roles().get(0)));
        });
        return maker.isPresent() ? "row.caller()" : "app.admin()";
    }

    /** The expression of an address about many rows, or about one that is to be made. */
    String manyPath(RouteModel route) {
        return path(route, binding -> {
            var parent = binding.parent();
            var column = binding.column();
            if (parent != null) {
                return "Fixtures.%s(app).id()".formatted(parent.variable());
            }
            if (column != null && Table.ACCOUNT.equals(column.column().references())) {
                return "caller.id()";
            }
            return Words.literal(
                    column == null
                            ? "1"
                            : examples.of(column)
                                    .map(value -> TestText.encode(value.asText()))
                                    .orElse("1"));
        });
    }

    /** The expression of an address about the row in {@code row}. */
    static String onePath(RouteModel route) {
        return path(route, binding -> {
            var column = binding.column();
            return column == null ? "row.id()" : "row.text(%s)".formatted(Words.literal(column.json()));
        });
    }

    /** The expression of an address that no row has. */
    static String missingPath(RouteModel route) {
        return path(route, binding -> {
            var entity = route.entity();
            var column = binding.column();
            var key = column == null && entity != null ? entity.id() : column;
            return missing(key == null ? Kind.UUID : key.type().kind());
        });
    }

    /** The expression of an id that no row has. */
    static String missing(Kind kind) {
        return kind == Kind.LONG ? "TestApp.MISSING_NUMBER" : "TestApp.MISSING";
    }

    /** Whether all that the address of a route about many rows needs can be made. */
    boolean reachable(RouteModel route) {
        return route.bindings().stream().allMatch(binding -> {
            var parent = binding.parent();
            return parent == null || makeable(parent);
        });
    }

    private static String path(RouteModel route, Function<RouteModel.Binding, String> value) {
        var path = Words.literal(route.route().path());
        for (var binding : route.bindings()) {
            path = path.replace("{" + binding.variable() + "}", "\" + " + value.apply(binding) + " + \"");
        }
        return path.replace(" + \"\"", "");
    }

    private boolean makeable(EntityModel entity, Set<String> asked) {
        var route = creator(entity);
        if (route.isEmpty() || !asked.add(entity.className())) {
            return false;
        }
        var needed =
                route.get().inputs().stream().filter(column -> column.column().required());
        var columns = needed.allMatch(column -> {
            var parent = column.column().references();
            if (parent == null || parent.equals(Table.ACCOUNT)) {
                return parent != null || examples.of(column).isPresent();
            }
            return app.entity(parent)
                    .filter(each -> makeable(each, new HashSet<>(asked)))
                    .isPresent();
        });
        return columns
                && route.get().bindings().stream().allMatch(binding -> {
                    var parent = binding.parent();
                    return parent == null || makeable(parent, new HashSet<>(asked));
                });
    }

    private String entity(EntityModel entity, RouteModel route) {
        return Text.fill(
                """

                public static Row $name$(TestApp app) {
                    return $name$(app, $caller$);
                }

                public static Row $name$(TestApp app, Caller caller) {
                    var answer = app.call(caller, "$method$", $path$, $name$Input(app, caller));
                    TestApp.assertStatus($status$, answer);
                    return new Row(answer.json(), caller);
                }

                public static ObjectNode $name$Input(TestApp app, Caller caller) {
                    var body = TestApp.object();
                    $values$
                    return body;
                }
                """,
                Map.of(
                        "name", entity.variable(),
                        "caller", caller(route),
                        "method", route.route().method().name(),
                        "path", manyPath(route),
                        "status", String.valueOf(route.status()),
                        "values", values(entity, route.inputs())));
    }

    private String values(EntityModel entity, List<ColumnModel> inputs) {
        var unique = unique(entity);
        var moving = moving(entity);
        var values = ordered(entity, inputs);
        var statements = inputs.stream()
                .map(column -> statement(column, values.get(column.name()), unique, moving))
                .collect(Collectors.joining());
        return (statements.contains("number") ? "var number = TestApp.next();\n" : "") + statements;
    }

    private String statement(ColumnModel column, @Nullable JsonNode value, Set<String> unique, Set<String> moving) {
        var name = Words.literal(column.json());
        var parent = column.column().references();
        if (parent != null) {
            if (!column.column().required()) {
                return "";
            }
            var id = app.entity(parent)
                    .map(each -> "Fixtures.%s(app).%s()".formatted(each.variable(), each.numbered() ? "number" : "id"))
                    .orElse("caller.id()");
            return "body.put(%s, %s);\n".formatted(name, id);
        }
        if (value == null) {
            return "";
        }
        if (moving.contains(column.name()) && value.isTextual()) {
            return "body.put(%s, TestApp.later(%s, number));\n".formatted(name, Words.literal(value.textValue()));
        }
        if (unique.contains(column.name())
                && value.isTextual()
                && column.type().kind().textual()) {
            return "body.put(%s, %s);\n".formatted(name, varied(column, value));
        }
        if (unique.contains(column.name()) && value.isNumber()) {
            return "body.put(%s, %s);\n".formatted(name, counted(column, value));
        }
        return unique.contains(column.name()) ? other(column, value) : TestText.put(column.json(), value);
    }

    private static String varied(ColumnModel column, JsonNode value) {
        return switch (String.valueOf(column.column().limits().format())) {
            case "country" -> "Locale.getISOCountries()[number % Locale.getISOCountries().length]";
            case "currency" ->
                "Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).sorted()"
                        + ".skip(number % 100).findFirst().orElseThrow()";
            default -> "TestApp.vary(%s, number)".formatted(Words.literal(value.textValue()));
        };
    }

    // From the least value on, and from there again after the greatest.
    private static String counted(ColumnModel column, JsonNode value) {
        var limits = column.column().limits();
        if (limits.max() == null) {
            return "%d + number".formatted(value.longValue());
        }
        var least = limits.min() == null
                ? 0
                : limits.min().setScale(0, RoundingMode.CEILING).longValue();
        var span = Math.max(1, limits.max().longValue() - least + 1);
        return "%d + number %% %d".formatted(least, span);
    }

    // Another value for each row, where its kind has as many.
    private static String other(ColumnModel column, JsonNode value) {
        var name = Words.literal(column.json());
        return switch (column.type().kind()) {
            case DATE, DATETIME ->
                "body.put(%s, TestApp.later(%s, number));\n".formatted(name, Words.literal(value.textValue()));
            case UUID -> "body.put(%s, \"6f9619ff-8b86-4d01-b42d-%%012d\".formatted(number));\n".formatted(name);
            default -> TestText.put(column.json(), value);
        };
    }

    private static Set<String> unique(EntityModel entity) {
        var unique = new HashSet<String>();
        Stream.concat(entity.inputs().stream(), entity.columns().stream())
                .filter(column -> column.column().unique())
                .forEach(column -> unique.add(column.name()));
        entity.table().rules().stream()
                .filter(rule -> rule.form() == Rule.Form.UNIQUE)
                .forEach(rule -> unique.addAll(rule.columns()));
        return unique;
    }

    // Rows that may not overlap get a day of their own.
    private static Set<String> moving(EntityModel entity) {
        return entity.table().rules().stream()
                .filter(rule -> rule.form() == Rule.Form.NO_OVERLAP)
                .flatMap(rule -> rule.columns().stream().limit(2))
                .collect(Collectors.toSet());
    }

    private Map<String, JsonNode> ordered(EntityModel entity, List<ColumnModel> inputs) {
        var values = new LinkedHashMap<String, JsonNode>();
        inputs.forEach(column -> examples.of(column).ifPresent(value -> values.put(column.name(), value)));
        for (var rule : entity.table().rules()) {
            var pair = rule.columns();
            var forms = Set.of(Rule.Form.ORDERED, Rule.Form.NO_OVERLAP);
            if (forms.contains(rule.form()) && pair.size() > 1) {
                var first = values.get(pair.get(0));
                var second = entity.column(pair.get(1));
                if (first != null && second.isPresent() && values.containsKey(pair.get(1))) {
                    values.put(pair.get(1), after(first, second.get().type().kind()));
                }
            }
        }
        return values;
    }

    /** A value that comes after this one. */
    static JsonNode after(JsonNode first, Kind kind) {
        return switch (kind) {
            case DATE ->
                TextNode.valueOf(
                        LocalDate.parse(first.asText()).plus(Period.ofDays(1)).toString());
            case DATETIME ->
                TextNode.valueOf(Instant.parse(first.asText()).plusSeconds(3600).toString());
            case TIME ->
                TextNode.valueOf(LocalTime.parse(first.asText()).plusHours(1).toString() + ":00");
            default -> DecimalNode.valueOf(new BigDecimal(first.asText("0")).add(BigDecimal.ONE));
        };
    }
}
