package codex.stack.javalin;

import codex.specification.Access;
import codex.specification.Behaviour;
import codex.specification.Body;
import codex.specification.Limits;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.Paths;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.TypeName;
import codex.stack.Project;
import codex.stack.javalin.RouteModel.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names in a route. What a standard behaviour cannot do as the route asks makes the route unfinished, with
 * the reason: it then answers 501, which is honest, where guessed code would not be.
 */
final class RouteResolver {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9_]+)}");
    private static final String WHOLE = "body";

    private final Project project;
    private final NameModel names;
    private final List<FunctionModel> functions;

    RouteResolver(Project project, NameModel names, List<FunctionModel> functions) {
        this.project = project;
        this.names = names;
        this.functions = functions;
    }

    /** What is wrong with a route that a standard behaviour should answer. */
    private static final class Unfinished extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfinished(String reason) {
            super(reason, null, false, false);
        }
    }

    RouteModel resolve(Route route, ModuleModel module) {
        var known = project.unfinished().get(route.id());
        if (known != null) {
            return unfinished(route, module, known);
        }
        try {
            return route.behaviour().kind().needsFunction() || route.behaviour().kind() == Behaviour.Kind.FIXED
                    ? endpoint(route, module)
                    : standard(route, module);
        } catch (Unfinished reason) {
            return unfinished(route, module, String.valueOf(reason.getMessage()));
        }
    }

    private RouteModel endpoint(Route route, ModuleModel module) {
        checkAccess(route);
        if (route.behaviour().kind() == Behaviour.Kind.FIXED) {
            checkCookies(route);
        }
        var function = functions.stream()
                .filter(each -> route.name().equals(each.route()))
                .findFirst()
                .orElse(null);
        if (route.behaviour().kind().needsFunction() && (function == null || function.function() == null)) {
            throw new Unfinished("The function %s is not written yet.".formatted(route.name()));
        }
        var success = success(route);
        return new RouteModel(
                route,
                module,
                Words.java(route.name()),
                module.packageName(),
                module.endpointsClass(),
                route.path(),
                null,
                variables(route).stream()
                        .map(name -> new Binding(name, null, null))
                        .toList(),
                parameters(route),
                body(route),
                whole(route),
                null,
                List.of(),
                status(route, success),
                success == null ? defaultMedia(route) : success.mediaType(),
                success == null || success.type().isEmpty() ? null : names.type(success.type()),
                function,
                null,
                null);
    }

    private RouteModel standard(Route route, ModuleModel module) {
        checkAccess(route);
        checkCookies(route);
        var entity = names.entity(String.valueOf(route.behaviour().table()))
                .orElseThrow(() -> new Unfinished("It works on the table %s, which is not there."
                        .formatted(route.behaviour().table())));
        var bindings = bindings(route, entity);
        checkKind(route, entity, bindings);
        if (route.form() && bindings.stream().anyMatch(binding -> !binding.key())) {
            throw new Unfinished("A form stands on the page of its row, so its path has no variable but that row's.");
        }
        var parameters = parameters(route).stream()
                .filter(each -> each.place() != Parameter.Place.PATH)
                .toList();
        parameters.forEach(each -> checkParameter(route, entity, each));
        var inputs = inputs(route, entity, bindings);
        var success = success(route);
        checkAnswer(route, entity, success);
        return new RouteModel(
                route,
                module,
                Words.java(route.name()),
                entity.basePackage(),
                entity.className() + "Routes",
                route.path(),
                entity,
                bindings,
                parameters,
                List.of(),
                null,
                inputs.isEmpty() ? null : inputClass(route, entity, inputs),
                inputs,
                status(route, success),
                success == null ? defaultMedia(route) : success.mediaType(),
                null,
                null,
                guard(route),
                null);
    }

    private RouteModel unfinished(Route route, ModuleModel module, String reason) {
        return new RouteModel(
                route,
                module,
                Words.java(route.name()),
                module.packageName(),
                module.endpointsClass(),
                route.path(),
                null,
                variables(route).stream()
                        .map(name -> new Binding(name, null, null))
                        .toList(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                501,
                "application/problem+json",
                null,
                null,
                null,
                reason);
    }

    private void checkAccess(Route route) {
        var access = route.access();
        if (access.level() != RouteAccess.Level.PUBLIC && project.document().access() == Access.NONE) {
            throw new Unfinished("It is not for everybody, but the application knows no people.");
        }
        for (var role : access.roles()) {
            if (!role.equals(AppModel.ADMIN) && project.document().role(role).isEmpty()) {
                throw new Unfinished("It is for the role %s, which is not there.".formatted(role));
            }
        }
        if (access.own() && access.level() == RouteAccess.Level.PUBLIC) {
            throw new Unfinished("It reaches only a caller's own rows, but anybody may call it.");
        }
    }

    private static void checkCookies(Route route) {
        if (route.responses().stream().anyMatch(response -> !response.cookies().isEmpty())) {
            throw new Unfinished("It sets cookies, which no standard behaviour does.");
        }
    }

    private void checkKind(Route route, EntityModel entity, List<Binding> bindings) {
        var kind = route.behaviour().kind();
        var oneRow = Set.of(
                        Behaviour.Kind.READ,
                        Behaviour.Kind.REPLACE,
                        Behaviour.Kind.CHANGE,
                        Behaviour.Kind.DELETE,
                        Behaviour.Kind.TRANSITION)
                .contains(kind);
        if (oneRow && bindings.isEmpty()) {
            throw new Unfinished("Its path does not say which %s it is about.".formatted(entity.className()));
        }
        if (!oneRow && bindings.stream().anyMatch(Binding::key)) {
            throw new Unfinished("Its path names one %s, but it is about many.".formatted(entity.className()));
        }
        var owner = entity.owner();
        if (route.access().own() && owner.isEmpty()) {
            throw new Unfinished("It reaches only a caller's own rows, but %s says nowhere whose they are."
                    .formatted(entity.table().name()));
        }
        var anonymous = route.access().level() == RouteAccess.Level.PUBLIC;
        if (kind == Behaviour.Kind.CREATE
                && anonymous
                && owner.isPresent()
                && owner.get().column().required()) {
            throw new Unfinished(
                    "A new %s belongs to its caller, but anybody may call it.".formatted(entity.className()));
        }
        if (kind == Behaviour.Kind.TRANSITION) {
            checkTransition(route, entity);
        }
        var aggregate = route.behaviour().aggregate();
        if (kind == Behaviour.Kind.AGGREGATE) {
            if (aggregate == null) {
                throw new Unfinished("It does not say which figure it answers.");
            }
            var named = new ArrayList<String>();
            if (aggregate.column() != null) {
                named.add(aggregate.column());
            } else if (aggregate.figure() != Behaviour.Aggregate.Figure.COUNT) {
                throw new Unfinished("It does not say which column its figure is about.");
            }
            if (aggregate.groupBy() != null) {
                named.add(aggregate.groupBy());
            }
            named.forEach(column -> column(entity, column));
        }
    }

    private void checkTransition(Route route, EntityModel entity) {
        var transition = route.behaviour().transition();
        if (transition == null) {
            throw new Unfinished("It does not say what changes.");
        }
        transition.unset().forEach(column -> column(entity, column));
        transition.sets().keySet().forEach(column -> column(entity, column));
        if (transition.column() != null) {
            var state = column(entity, transition.column());
            if (state.type().kind() != Kind.ENUM || transition.to() == null) {
                throw new Unfinished("A change of state needs an enumeration and the state that it enters.");
            }
        }
    }

    private void checkParameter(Route route, EntityModel entity, FieldModel parameter) {
        if (parameter.place() == Parameter.Place.QUERY && route.behaviour().kind() == Behaviour.Kind.LIST) {
            var filter = parameter.json().split("\\.", -1)[0];
            var known = ColumnModel.LIST_PARAMETERS.contains(filter)
                    || entity.columns().stream()
                            .anyMatch(column -> column.listed()
                                    && (column.json().equals(filter) || (column.json() + "s").equals(filter)));
            if (known) {
                return;
            }
        }
        throw new Unfinished("What its parameter %s does is not a standard behaviour.".formatted(parameter.json()));
    }

    private void checkAnswer(Route route, EntityModel entity, @Nullable Response success) {
        if (success == null) {
            return;
        }
        var type = TypeName.of(success.type());
        var file = route.behaviour().kind() == Behaviour.Kind.LIST
                && success.mediaType().startsWith(Response.CSV);
        var page = Set.of(Behaviour.Kind.LIST, Behaviour.Kind.READ)
                        .contains(route.behaviour().kind())
                && success.mediaType().startsWith(Response.HTML);
        if (!file
                && !page
                && !success.mediaType().isEmpty()
                && !success.mediaType().startsWith(Response.JSON)) {
            throw new Unfinished("%s is not what a standard behaviour answers with.".formatted(success.mediaType()));
        }
        var lists = route.behaviour().kind() == Behaviour.Kind.LIST
                && names.typeModel(success.type())
                        .filter(each -> ListAnswer.holds(each, entity))
                        .isPresent();
        var standard = lists || type.base().isEmpty() || type.base().equals(entity.className());
        if (!standard && !type.scalar()) {
            throw new Unfinished("%s is not what a standard behaviour of %s answers with."
                    .formatted(success.type(), entity.className()));
        }
    }

    private List<Binding> bindings(Route route, EntityModel entity) {
        var result = new ArrayList<Binding>();
        var before = "";
        for (var segment : route.path().split("/", -1)) {
            var variable = VARIABLE.matcher(segment);
            if (variable.matches()) {
                result.add(binding(variable.group(1), before, route, entity));
            } else if (segment.contains("{")) {
                throw new Unfinished("Its path has a variable inside the segment %s.".formatted(segment));
            }
            before = segment;
        }
        return result;
    }

    private Binding binding(String variable, String before, Route route, EntityModel entity) {
        var many = route.behaviour().kind() == Behaviour.Kind.LIST
                || route.behaviour().kind() == Behaviour.Kind.CREATE;
        var byName = entity.column(Names.snake(variable));
        if (byName.isEmpty()
                && !(many && variable.equals("id"))
                && Paths.key(variable, many ? "" : route.path(), entity.table().name())) {
            return new Binding(variable, null, null);
        }
        // "/books/{id}/loans": the variable stands behind the name of a table that this one refers to.
        var column = byName.or(() -> entity.columns().stream()
                        .filter(each -> each.column().references() != null)
                        .filter(each -> Names.snake(before)
                                .equals(Names.plural(
                                        String.valueOf(each.column().references()))))
                        .findFirst())
                .orElseThrow(() -> new Unfinished("Its path names {%s}, which is no column of %s."
                        .formatted(variable, entity.table().name())));
        var parent = column.column().references();
        return new Binding(
                variable, column, parent == null ? null : names.entity(parent).orElse(null));
    }

    private List<ColumnModel> inputs(Route route, EntityModel entity, List<Binding> bindings) {
        var kind = route.behaviour().kind();
        if (kind != Behaviour.Kind.CREATE && kind != Behaviour.Kind.REPLACE && kind != Behaviour.Kind.CHANGE) {
            return List.of();
        }
        var open = entity.inputs().stream()
                .filter(column -> bindings.stream().noneMatch(binding -> column.equals(binding.column())))
                .toList();
        var request = route.request();
        if (route.form()) {
            checkForm(entity, open);
            return open;
        }
        if (request == null || request.type().equals(entity.className())) {
            return open;
        }
        checkJson(request);
        var type = names.typeModel(request.type())
                .orElseThrow(() -> new Unfinished("It takes %s, which is no type.".formatted(request.type())));
        var asked = new ArrayList<ColumnModel>();
        for (var field : type.fields()) {
            asked.add(open.stream()
                    .filter(column -> column.json().equals(field.json()))
                    .findFirst()
                    .orElseThrow(() -> new Unfinished("It takes %s, which a caller cannot set in %s."
                            .formatted(field.json(), entity.table().name()))));
        }
        for (var column : open) {
            var needed = column.column().required() && column.column().defaultValue() == null;
            if (kind == Behaviour.Kind.CREATE && needed && !asked.contains(column)) {
                throw new Unfinished("It makes a new %s without %s, which must be there."
                        .formatted(entity.className(), column.json()));
            }
        }
        return asked;
    }

    private static void checkForm(EntityModel entity, List<ColumnModel> open) {
        if (open.stream().anyMatch(column -> column.type().kind() == Kind.JSON)) {
            throw new Unfinished("A form cannot say the JSON that a %s has.".formatted(entity.className()));
        }
    }

    // The first set of columns is the entity's own input; another set is named after its route.
    private String inputClass(Route route, EntityModel entity, List<ColumnModel> inputs) {
        return inputs.equals(entity.inputs())
                ? free(entity.className() + "Input")
                : free(Names.pascal(route.name()) + "Input");
    }

    // A specification may have a type PetInput of its own beside the table pet.
    private String free(String className) {
        return project.document().names(className) ? free(className + "Values") : className;
    }

    private List<FieldModel> parameters(Route route) {
        var result = new ArrayList<FieldModel>();
        for (var parameter : route.parameters()) {
            var type = names.type(parameter.type());
            if (type.kind() == Kind.TYPE || type.kind() == Kind.ENTITY || type.kind() == Kind.JSON) {
                throw new Unfinished("Its parameter %s is no plain value.".formatted(parameter.name()));
            }
            if (type.kind() == Kind.FILE && parameter.place() != Parameter.Place.FORM) {
                throw new Unfinished("Its parameter %s is a file outside a form.".formatted(parameter.name()));
            }
            result.add(FieldModel.of(parameter, type));
        }
        for (var variable : variables(route)) {
            if (result.stream().noneMatch(each -> each.json().equals(variable))) {
                throw new Unfinished("The variable {%s} of its path is not among its parameters.".formatted(variable));
            }
        }
        return result;
    }

    private List<FieldModel> body(Route route) {
        var request = route.request();
        if (request == null || request.type().isEmpty() || whole(route) != null) {
            return List.of();
        }
        checkJson(request);
        var type = names.typeModel(request.type());
        if (type.isPresent()) {
            return type.get().fields();
        }
        var entity = names.entities().stream()
                .filter(each -> each.className().equals(request.type()))
                .findFirst()
                .orElseThrow(() -> new Unfinished("It takes %s, which is no type.".formatted(request.type())));
        return entity.inputs().stream().map(RouteResolver::field).toList();
    }

    // The argument for it is called body, which so no other may be.
    private @Nullable FieldModel whole(Route route) {
        var request = route.request();
        if (request == null || request.type().isEmpty()) {
            return null;
        }
        var type = names.type(request.type());
        var json = request.mediaType().startsWith("application/json");
        var members = type.kind() == Kind.TYPE || type.kind() == Kind.ENTITY;
        if (json && members && !type.many()) {
            return null;
        }
        var bytes = type.kind() == Kind.FILE;
        if (json
                ? bytes || type.kind() == Kind.ENTITY
                : type.many() || !(bytes || type.kind().textual())) {
            throw new Unfinished("A body of %s that is %s is not read.".formatted(request.mediaType(), request.type()));
        }
        if (route.parameters().stream()
                .anyMatch(each -> each.place() == Parameter.Place.FORM
                        || Words.java(each.name()).equals(WHOLE))) {
            throw new Unfinished("It takes a form, or a parameter named body, beside its body.");
        }
        return new FieldModel(WHOLE, WHOLE, type, true, null, Limits.NONE, null, null);
    }

    private static FieldModel field(ColumnModel column) {
        var from = column.column();
        return new FieldModel(
                column.json(),
                column.component(),
                column.type(),
                from.required(),
                from.defaultValue(),
                from.limits(),
                from.example(),
                null);
    }

    private static void checkJson(Body request) {
        if (!request.mediaType().startsWith("application/json")) {
            var form = request.mediaType().equals(Body.FORM) ? " A form on a page answers with 303." : "";
            throw new Unfinished("A body of %s is not read yet.%s".formatted(request.mediaType(), form));
        }
    }

    private @Nullable FunctionModel guard(Route route) {
        var name = "check" + Names.pascal(route.name());
        return functions.stream()
                .filter(each -> each.definition().name().equals(name) && each.function() != null)
                .findFirst()
                .orElse(null);
    }

    private static ColumnModel column(EntityModel entity, String name) {
        return entity.column(name)
                .orElseThrow(() -> new Unfinished("It speaks of %s, which is no column of %s."
                        .formatted(name, entity.table().name())));
    }

    private static List<String> variables(Route route) {
        return VARIABLE.matcher(route.path())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static @Nullable Response success(Route route) {
        return route.responses().stream().filter(Response::success).findFirst().orElse(null);
    }

    private static int status(Route route, @Nullable Response success) {
        if (success != null) {
            return success.status();
        }
        return switch (route.behaviour().kind()) {
            case CREATE -> 201;
            case DELETE -> 204;
            default -> 200;
        };
    }

    private static String defaultMedia(Route route) {
        return switch (route.behaviour().kind()) {
            case DELETE -> "";
            case FIXED -> "text/plain";
            default -> "application/json";
        };
    }
}
