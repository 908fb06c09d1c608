package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Response;
import codex.specification.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route with all its names resolved.
 *
 * @param handler the method that answers it
 * @param handlerPackage where its class is
 * @param handlerClass {@code TaskRoutes} for a route of an entity, {@code HelloEndpoints} else
 * @param path as Javalin writes it
 * @param entity what it reads or writes without a function; null for routes that a function or a fixed text answers
 * @param bindings the variables of the path, in its order
 * @param parameters all that comes in beside a JSON body
 * @param body the fields of a JSON body that a function takes; empty for none
 * @param whole a body that is one value instead, a list, a text or a file; null for none
 * @param inputClass the record that a standard behaviour reads the body into; null for none
 * @param inputs the columns in that record
 * @param status of success
 * @param mediaType of success; empty without a body
 * @param answer the type of the answer; null without a body, for a redirect and for standard behaviours
 * @param guard the function that is called before writing; null for none
 * @param unfinished why it answers 501; null when it works
 */
record RouteModel(
        Route route,
        ModuleModel module,
        String handler,
        String handlerPackage,
        String handlerClass,
        String path,
        @Nullable EntityModel entity,
        List<Binding> bindings,
        List<FieldModel> parameters,
        List<FieldModel> body,
        @Nullable FieldModel whole,
        @Nullable String inputClass,
        List<ColumnModel> inputs,
        int status,
        String mediaType,
        @Nullable JavaType answer,
        @Nullable FunctionModel function,
        @Nullable FunctionModel guard,
        @Nullable String unfinished) {

    /**
     * A variable of the path.
     *
     * @param column the column whose value it is; null for the key of the row
     * @param parent the entity that must have a row of this id; null when the column refers to nothing
     */
    record Binding(
            String variable,
            @Nullable ColumnModel column,
            @Nullable EntityModel parent) {
        boolean key() {
            return column == null;
        }
    }

    RouteModel {
        bindings = List.copyOf(bindings);
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
        inputs = List.copyOf(inputs);
    }

    Behaviour.Kind kind() {
        return route.behaviour().kind();
    }

    /** Whether its rows go out as CSV. */
    boolean csv() {
        return entity != null && kind() == Behaviour.Kind.LIST && route.offers(Response.CSV);
    }

    /** Whether its rows go out as JSON too, so that the caller chooses. */
    boolean csvOrJson() {
        return csv() && route.offers(Response.JSON);
    }

    /** Whether its rows, or its one row, go out as a page for people. */
    boolean page() {
        return entity != null && mediaType.startsWith(Response.HTML);
    }

    /** Whether people fill it in on a page. */
    boolean form() {
        return entity != null && route.form();
    }

    /** The media type of the body that it takes. */
    String takes() {
        var request = route.request();
        return request == null ? "application/json" : request.mediaType();
    }

    /** Whether that body is JSON. */
    boolean takesJson() {
        return takes().startsWith("application/json");
    }

    boolean own() {
        return route.access().own();
    }

    boolean finished() {
        return unfinished == null;
    }

    /** Whether it sends the caller to another address. */
    boolean redirects() {
        return status >= 300 && status < 400;
    }

    /** What a handler says first where invalid input has another status than 400; else empty. */
    String invalidAs() {
        return route.invalid() == 400 ? "" : "Problems.invalidAs(ctx, %d);\n".formatted(route.invalid());
    }

    List<Binding> columnBindings() {
        return bindings.stream().filter(binding -> !binding.key()).toList();
    }

    boolean byKey() {
        return bindings.stream().anyMatch(Binding::key);
    }
}
