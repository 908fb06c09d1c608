package codex.stack.javalin;

import codex.code.SourceFile;
import java.util.List;
import java.util.Map;

/** The functions that engines and recipes wrote, with the records of what they take. */
final class FunctionFiles {
    private final AppModel app;
    private final Files files;

    FunctionFiles(AppModel app, Files files) {
        this.app = app;
        this.files = files;
    }

    void write() {
        for (var function : app.functions()) {
            var route = app.routes().stream()
                    .filter(each -> function.equals(each.function()))
                    .findFirst();
            // A function whose route is unfinished has no record to take.
            if (function.function() != null && (function.route() == null || route.isPresent())) {
                write(function);
                route.ifPresent(each -> writeInput(function, each));
            }
        }
    }

    private void writeInput(FunctionModel function, RouteModel route) {
        var fields = FunctionText.inputs(route);
        var file = new JavaFile(app.base() + ".functions")
                .offer("java.util.List", "com.fasterxml.jackson.annotation.JsonProperty")
                .offer(fields.stream().map(field -> field.type().imported()).toList())
                .write("/** What {@link %s} takes; it has been validated. Null where nothing came in. */\n"
                        .formatted(function.className()))
                .write("public record %s(%s) {}\n".formatted(function.inputClass(), TypeFiles.components(fields)));
        files.java(function.inputClass(), file, List.of(route.route().id()));
    }

    private void write(FunctionModel model) {
        var function = model.function();
        if (function == null) {
            return;
        }
        var text = Text.fill(
                """
                /** $summary$ */
                public final class $Name$ {
                    private $Name$() {}

                    $head$ {
                        $code$
                    }

                    $helpers$
                }
                """,
                Map.of(
                        "summary", TypeFiles.sentence(model.definition().description(), model.className()),
                        "Name", model.className(),
                        "head", FunctionText.signature(model.definition(), app),
                        "code", function.code(),
                        "helpers", function.helpers()));
        var file = new JavaFile(app.base() + ".functions")
                .offer(FunctionText.imports(app))
                .offer(function.imports())
                .write(text);
        var elements = app.routes().stream()
                .filter(route -> model.equals(route.function()))
                .map(route -> route.route().id())
                .toList();
        files.java(model.className(), file, SourceFile.Origin.FUNCTION, elements);
    }
}
