package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Routes that a fixed text or a function answers: one class for each module that has some. */
final class EndpointFiles {
    private final AppModel app;
    private final Files files;

    EndpointFiles(AppModel app, Files files) {
        this.app = app;
        this.files = files;
    }

    void write() {
        for (var module : app.modules()) {
            var routes = app.endpointsOf(module).stream()
                    .filter(RouteModel::finished)
                    .toList();
            if (!routes.isEmpty()) {
                write(module, routes);
            }
        }
    }

    private void write(ModuleModel module, List<RouteModel> routes) {
        var calls = routes.stream().anyMatch(route -> route.function() != null);
        var handlers = routes.stream().map(this::handler).collect(Collectors.joining("\n"));
        var http = app.base() + ".platform.http.";
        var file = new JavaFile(module.packageName())
                .offer("io.javalin.http.Context", app.base() + ".platform.Calls")
                .offer(http + "Inputs", http + "Json", http + "Format", http + "Problems", http + "Upload")
                .offer(routes.stream()
                        .flatMap(route -> FunctionText.inputs(route).stream())
                        .map(field -> field.type().imported())
                        .toList())
                .offer(app.functions().stream()
                        .flatMap(each -> List.of(each.className(), each.inputClass()).stream())
                        .map(each -> app.base() + ".functions." + each)
                        .toList())
                .write(Text.fill(
                        """
                        /** Handlers: $module$. */
                        public final class $Name$ {
                            $constructor$
                            $handlers$
                        }
                        """,
                        Map.of(
                                "module",
                                Words.comment(module.module().name()),
                                "Name",
                                module.endpointsClass(),
                                "constructor",
                                calls ? """
                                private final Calls calls;

                                public %s(Calls calls) {
                                    this.calls = calls;
                                }
                                """.formatted(module.endpointsClass()) : "",
                                "handlers",
                                handlers)));
        files.java(
                module.endpointsClass(),
                file,
                routes.stream().map(route -> route.route().id()).toList());
    }

    private String handler(RouteModel route) {
        return Text.fill(
                """
                /** $summary$ */
                public void $handler$(Context ctx) {
                    $invalid$$body$
                }
                """,
                Map.of(
                        "summary", TypeFiles.sentence(route.route().summary(), route.handler()),
                        "handler", route.handler(),
                        "invalid", route.invalidAs(),
                        "body", route.kind() == Behaviour.Kind.FIXED ? fixed(route) : call(route)));
    }

    private static String fixed(RouteModel route) {
        var answer = route.route().behaviour().answer();
        return "ctx.status(%d).contentType(%s).result(%s);"
                .formatted(
                        route.status(),
                        Words.literal(withCharset(route.mediaType())),
                        Words.literal(answer == null ? "" : answer));
    }

    private String call(RouteModel route) {
        var function = route.function();
        if (function == null) {
            throw new IllegalStateException(route.handler() + " has no function");
        }
        var fields = FunctionText.inputs(route);
        var values = fields.stream().map(field -> read(route, field)).collect(Collectors.joining(",\n"));
        var returned = FunctionText.returnType(function.definition(), app);
        var invocation = "%s.%s(input, context)"
                .formatted(
                        function.className(), Words.java(function.definition().name()));
        var read = """
                var inputs = Inputs.%s(ctx);
                var input = new %s(%s);
                inputs.check();
                """.formatted(route.body().isEmpty() ? "of" : "json", function.inputClass(), values);
        if (returned.equals("void")) {
            return read
                    + "calls.run(ctx, context -> %s);\nctx.status(%d);\n"
                            .formatted(invocation, route.route().responses().isEmpty() ? 204 : route.status());
        }
        return read + "var answer = calls.answer(ctx, context -> %s);\n".formatted(invocation) + send(route, returned);
    }

    private String read(RouteModel route, FieldModel field) {
        if (field.equals(route.whole())) {
            return Readers.whole(field, route.takes());
        }
        var own = field.place() == Parameter.Place.COOKIE && app.cookies().contains(field.json());
        return own ? Readers.ownCookie(field) : Readers.of(field);
    }

    private static String send(RouteModel route, String returned) {
        var status = "ctx.status(%d)".formatted(route.status());
        if (returned.equals("URI")) {
            var redirect = route.redirects() ? route.status() : 302;
            return "ctx.status(%d).header(\"Location\", answer.toASCIIString());".formatted(redirect);
        }
        if (returned.equals("Download")) {
            return "answer.send(%s);".formatted(status);
        }
        if (returned.equals("Html")) {
            return status + ".contentType(\"text/html; charset=utf-8\").result(answer.toString());";
        }
        if (returned.equals("String") && !route.mediaType().startsWith("application/json")) {
            return status
                    + ".contentType(%s).result(answer);".formatted(Words.literal(withCharset(text(route.mediaType()))));
        }
        return status + ".contentType(\"application/json\").result(Json.write(answer));";
    }

    private static String text(String mediaType) {
        return mediaType.isEmpty() ? "text/plain" : mediaType;
    }

    private static String withCharset(String mediaType) {
        return mediaType.startsWith("text/") && !mediaType.contains("charset")
                ? mediaType + "; charset=utf-8"
                : mediaType;
    }
}
