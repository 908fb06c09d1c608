package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Names;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The service of an entity: one method for each of its routes, and steps that may be overridden. */
final class ServiceText {
    private final AppModel app;
    private final EntityModel entity;

    ServiceText(AppModel app, EntityModel entity) {
        this.app = app;
        this.entity = entity;
    }

    String base() {
        var routes = app.routesOf(entity);
        var saves = routes.stream()
                .anyMatch(route -> List.of(
                                Behaviour.Kind.CREATE,
                                Behaviour.Kind.REPLACE,
                                Behaviour.Kind.CHANGE,
                                Behaviour.Kind.TRANSITION)
                        .contains(route.kind()));
        var deletes = routes.stream().anyMatch(route -> route.kind() == Behaviour.Kind.DELETE);
        return Text.fill(
                """
                /** What can be done with a $words$; {@code $Name$Service} may override each step. */
                public abstract class $Name$ServiceBase {
                    $methods$
                    $own$
                    $saving$
                    $deleting$
                }
                """,
                Map.of(
                        "words", entity.table().name().replace('_', ' '),
                        "Name", entity.className(),
                        "methods", routes.stream().map(this::method).collect(Collectors.joining("\n")),
                        "own", own(routes),
                        "saving",
                                saves
                                        ? Text.fill(
                                                """

                        /** The row as it will be kept; a place for rules of your own. */
                        protected $Name$ beforeSaving($Name$ $variable$, Context context) {
                            return $variable$;
                        }
                        """, Map.of("Name", entity.className(), "variable", entity.variable()))
                                        : "",
                        "deleting",
                                deletes
                                        ? Text.fill(
                                                """

                        /** The last moment to refuse. */
                        protected void beforeDeleting($Name$ $variable$, Context context) {}
                        """, Map.of("Name", entity.className(), "variable", entity.variable()))
                                        : ""));
    }

    private String own(List<RouteModel> routes) {
        if (routes.stream().noneMatch(RouteModel::own)) {
            return "";
        }
        var owner = entity.owner().orElseThrow();
        var refusal = app.othersAnswer(entity) == 403
                ? "Problem.forbidden(\"This %s is somebody else's.\")".formatted(words())
                : "Problem.notFound(\"There is no such %s.\")".formatted(words());
        return Text.fill(
                """

                /** The row, if it is the caller's; an administrator reaches all. */
                public $Name$ own($Name$ $variable$, Context context) {
                    var user = context.user();
                    if (user.admin() || user.id().equals($variable$.$owner$())) {
                        return $variable$;
                    }
                    throw $refusal$;
                }

                /** Only the caller's rows; an administrator sees all. */
                public ListQuery own(ListQuery query, Context context) {
                    var user = context.user();
                    return user.admin() ? query : query.and($sql$, user.id());
                }
                """,
                Map.of(
                        "Name", entity.className(),
                        "variable", entity.variable(),
                        "owner", owner.component(),
                        "sql", Words.literal(owner.sql()),
                        "refusal", refusal));
    }

    private String method(RouteModel route) {
        var text = switch (route.kind()) {
            case LIST ->
                "public Page<$Name$> $method$(ListQuery query, Context context) { return context.$rows$().list(query); }";
            case AGGREGATE ->
                "public Map<String, Object> $method$(ListQuery query, Context context) { return context.$rows$().$method$(query); }";
            case CREATE -> create(route);
            case READ -> "public $Name$ $method$($Name$ $variable$, Context context) { return $variable$; }";
            case REPLACE, CHANGE ->
                """
                            public $Name$ $method$($Name$ $variable$, $Input$ input, Context context) {
                                var changed = input.onto($variable$);
                                $guard$return context.$rows$().update(beforeSaving(changed, context));
                            }
                            """.replace("$Input$", Objects.requireNonNullElse(route.inputClass(), "Void"))
                        .replace("$guard$", guard(route, "changed"));
            case DELETE -> """
                            public void $method$($Name$ $variable$, Context context) {
                                $guard$beforeDeleting($variable$, context);
                                context.$rows$().delete($variable$.id());
                            }
                            """.replace("$guard$", guard(route, entity.variable()));
            case TRANSITION -> transition(route);
            case FIXED, RECIPE, CUSTOM -> throw new IllegalStateException(route.handler() + " is no standard route");
        };
        var summary = TypeFiles.sentence(route.route().summary(), route.handler());
        var filled = text.replace("$Name$", entity.className())
                .replace("$variable$", entity.variable())
                .replace("$rows$", entity.plural())
                .replace("$method$", route.handler());
        return "/** " + summary + " */\n" + filled + "\n";
    }

    private String create(RouteModel route) {
        var arguments = route.columnBindings().stream()
                .map(RouteModel.Binding::column)
                .filter(Objects::nonNull)
                .map(column -> column.type().java() + " " + column.local() + ", ")
                .collect(Collectors.joining());
        var input = route.inputClass() == null ? "" : route.inputClass() + " input, ";
        var fresh = "$Name$.create(context)"
                + route.columnBindings().stream()
                        .map(RouteModel.Binding::column)
                        .filter(Objects::nonNull)
                        .map(column -> ".with%s(%s)".formatted(EntityText.suffix(column), column.local()))
                        .collect(Collectors.joining());
        var owner = entity.owner()
                .filter(column -> route.columnBindings().stream().noneMatch(each -> column.equals(each.column())))
                .map(column -> ".with%s(%s)"
                        .formatted(
                                EntityText.suffix(column),
                                column.column().required()
                                        ? "context.user().id()"
                                        : "context.maybeUser().map(user -> user.id()).orElse(null)"))
                .orElse("");
        var made = route.inputClass() == null ? fresh + owner : "input.onto(" + fresh + owner + ")";
        return """
                public $Name$ $method$(%s%sContext context) {
                    var fresh = %s;
                    %sreturn context.$rows$().insert(beforeSaving(fresh, context));
                }
                """.formatted(arguments, input, made, guard(route, "fresh"));
    }

    private String transition(RouteModel route) {
        var transition = Objects.requireNonNull(route.route().behaviour().transition());
        var text = new StringBuilder("public $Name$ $method$($Name$ $variable$, Context context) {\n");
        var changes = new StringBuilder("$variable$");
        var state = transition.column();
        if (state != null) {
            var column = entity.require(state);
            var type = app.enumeration(column.type().name()).orElseThrow();
            if (!transition.from().isEmpty()) {
                var test = transition.from().stream()
                        .map(from -> "$variable$.%s() != %s.%s"
                                .formatted(column.component(), type.className(), type.constant(from)))
                        .collect(Collectors.joining(" && "));
                var refusal = "Only a %s that is %s can become %s."
                        .formatted(
                                words(), spoken(transition.from()), spoken(List.of(String.valueOf(transition.to()))));
                text.append("if (%s) { throw Problem.conflict(%s); }\n".formatted(test, Words.literal(refusal)));
            }
            changes.append(".with%s(%s.%s)"
                    .formatted(
                            EntityText.suffix(column),
                            type.className(),
                            type.constant(String.valueOf(transition.to()))));
        }
        for (var name : transition.unset()) {
            var column = entity.require(name);
            var refusal = refusal(Names.snake(name));
            text.append("if ($variable$.%s() != null) { throw Problem.conflict(%s); }\n"
                    .formatted(column.component(), Words.literal(refusal)));
        }
        transition.sets().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(set -> {
            var column = entity.require(set.getKey());
            changes.append(".with%s(%s)"
                    .formatted(EntityText.suffix(column), EntityText.literal(column, set.getValue(), app)));
        });
        text.append("var changed = ").append(changes).append(";\n").append(guard(route, "changed"));
        return text.append("return context.$rows$().update(beforeSaving(changed, context));\n}")
                .toString();
    }

    // "returned_at" tells of something that happened: the loan is returned already.
    private String refusal(String column) {
        var happened = column.replaceFirst("_(at|on)$", "");
        return happened.equals(column)
                ? "This %s has its %s already.".formatted(words(), column.replace('_', ' '))
                : "This %s is %s already.".formatted(words(), happened.replace('_', ' '));
    }

    private static String spoken(List<String> values) {
        return values.stream().map(value -> value.replace('_', ' ')).collect(Collectors.joining(" or "));
    }

    private String guard(RouteModel route, String row) {
        var guard = route.guard();
        if (guard == null) {
            return "";
        }
        var arguments = guard.definition().input().stream()
                .map(argument -> {
                    if (argument.type().equals(entity.className())) {
                        return row;
                    }
                    return entity.columns().stream()
                            .filter(column -> column.component().equals(argument.name()))
                            .findFirst()
                            .map(column -> row + "." + column.component() + "()")
                            .orElseThrow(() -> new IllegalArgumentException("%s asks for %s, which is no %s"
                                    .formatted(guard.definition().name(), argument.name(), entity.className())));
                })
                .map(argument -> argument + ", ")
                .collect(Collectors.joining());
        return "%s.%s(%scontext);\n"
                .formatted(guard.className(), Words.java(guard.definition().name()), arguments);
    }

    private String words() {
        return entity.table().name().replace('_', ' ');
    }
}
