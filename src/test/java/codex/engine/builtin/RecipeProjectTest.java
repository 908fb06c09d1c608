package codex.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.architect.DrawCodeGraph;
import codex.agent.architect.DrawCodeGraph.Drawing;
import codex.agent.developer.WriteFunction;
import codex.agent.developer.WriteFunction.FunctionBody;
import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.code.SourceFile;
import codex.engine.Answer;
import codex.specification.Behaviour;
import codex.specification.Document;
import codex.specification.Example;
import codex.specification.Parameter.Place;
import codex.specification.Route;
import codex.stack.Project;
import codex.stack.javalin.JavalinStack;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each recipe as a whole application: written by the stack, compiled strictly, started, its examples called over HTTP. */
@Tag("slow")
class RecipeProjectTest {
    private static final Recipes RECIPES = new Recipes();
    private static final JavalinStack STACK = new JavalinStack();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> the_application_of_a_recipe_answers_its_examples() {
        return RECIPES.all().stream().map(recipe -> DynamicTest.dynamicTest(recipe.name(), () -> answers(recipe)));
    }

    private void answers(Recipe recipe) throws Exception {
        var home = Files.createDirectories(folder.resolve(recipe.name()));
        var files = STACK.write(project(recipe.brings()));
        compile(files, home);
        var main = files.stream()
                .map(SourceFile::path)
                .filter(path -> path.endsWith("/App.java") && path.startsWith("src/main/java/"))
                .findFirst()
                .orElseThrow();
        var process = start(
                main.substring("src/main/java/".length()).replace(".java", "").replace('/', '.'), home);
        try {
            var base = address(process);
            for (var route : recipe.brings().routes().toList()) {
                for (var example : route.examples()) {
                    var values = example.values();
                    if (values != null) {
                        holds(base, route, example, values);
                    }
                }
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static void holds(String base, Route route, Example example, Map<String, JsonNode> values)
            throws Exception {
        var reply = call(base, route, values);
        assertThat(reply.statusCode())
                .as("%s: %s: %s", route.name(), example.when(), reply.body())
                .isEqualTo(example.status());
        if (example.answer() != null) {
            assertThat(Workbench.has(JSON.readTree(reply.body()), example.answer()))
                    .as("%s: %s wants %s of %s", route.name(), example.when(), example.answer(), reply.body())
                    .isTrue();
        }
    }

    private static HttpResponse<String> call(String base, Route route, Map<String, JsonNode> values) throws Exception {
        var path = route.path();
        var query = new ArrayList<String>();
        var rest = new LinkedHashMap<>(values);
        var request = HttpRequest.newBuilder();
        for (var parameter : route.parameters()) {
            var value = rest.remove(parameter.name());
            if (value == null) {
                continue;
            }
            var encoded = URLEncoder.encode(value.asText(), StandardCharsets.UTF_8);
            if (parameter.place() == Place.PATH) {
                path = path.replace("{" + parameter.name() + "}", encoded);
            } else if (parameter.place() == Place.QUERY) {
                query.add(parameter.name() + "=" + encoded);
            } else {
                request.header(parameter.name(), value.asText());
            }
        }
        var body = rest.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(rest));
        return HTTP.send(
                request.uri(URI.create(base + path + (query.isEmpty() ? "" : "?" + String.join("&", query))))
                        .header("Content-Type", "application/json")
                        .method(route.method().name(), body)
                        .build(),
                BodyHandlers.ofString());
    }

    static Project project(Document document) {
        var definitions = new ArrayList<FunctionDefinition>();
        var functions = new ArrayList<Function>();
        for (var route : document.routes()
                .filter(each -> each.behaviour().kind() == Behaviour.Kind.RECIPE)
                .toList()) {
            if (!(RECIPES.draw(new DrawCodeGraph(document, route, List.of()))
                    instanceof Answer.Given<Drawing>(var drawing))) {
                throw new AssertionError("no drawing of " + route.name());
            }
            for (var drawn : drawing.functions()) {
                if (definitions.stream().noneMatch(each -> each.name().equals(drawn.name()))) {
                    var definition = new FunctionDefinition(
                            definitions.size() + 1,
                            1,
                            drawn.name(),
                            drawn.description(),
                            drawn.input(),
                            drawn.returnType(),
                            drawn.errors(),
                            drawn.tables(),
                            drawing.packages(),
                            drawn.recipe(),
                            null,
                            (long) definitions.size() + 1);
                    definitions.add(definition);
                    functions.add(function(definition, document));
                }
            }
        }
        return new Project(document, definitions, functions, STACK.allowed(), Map.of());
    }

    private static Function function(FunctionDefinition definition, Document document) {
        if (!(RECIPES.write(new WriteFunction(definition, document, "", "", List.of(), List.of()))
                instanceof Answer.Given<FunctionBody>(var body))) {
            throw new AssertionError("no body of " + definition.name());
        }
        return new Function(
                definition.id(),
                definition.name(),
                definition.description(),
                "",
                definition.returnType(),
                body.imports(),
                body.body(),
                body.helpers(),
                Function.State.WRITTEN,
                "builtin",
                null,
                java.time.Instant.EPOCH);
    }

    private static void compile(List<SourceFile> files, Path home) throws IOException {
        var sources = new ArrayList<Path>();
        for (var file : files) {
            if (file.path().startsWith("src/main/")) {
                var path = home.resolve(file.path());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.content());
                if (file.path().endsWith(".java")) {
                    sources.add(path);
                }
            }
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        var options = List.of(
                "--release",
                "17",
                "-Xlint:all,-processing,-classfile",
                "-Werror",
                "-proc:none",
                "-parameters",
                "-d",
                home.resolve("classes").toString(),
                "-classpath",
                libraries());
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var compiled = compiler.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    private static String libraries() throws IOException {
        try (var jars = Files.list(Path.of("target/app-lib"))) {
            return jars.map(path -> path.toAbsolutePath().toString()).sorted().collect(Collectors.joining(":"));
        }
    }

    private static Process start(String main, Path home) throws IOException {
        var classpath = home.resolve("classes") + ":" + home.resolve("src/main/resources") + ":" + libraries();
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Djava.awt.headless=true",
                "-cp",
                classpath,
                main);
        command.environment().clear();
        command.environment()
                .putAll(Map.of("PORT", "0", "DATA_DIR", home.resolve("data").toString(), "LC_ALL", "C.UTF-8"));
        return command.directory(home.toFile())
                .redirectError(home.resolve("errors.log").toFile())
                .start();
    }

    private static String address(Process process) throws IOException {
        var out = process.inputReader();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("listening on ")) {
                return line.substring("listening on ".length()).replace("0.0.0.0", "127.0.0.1");
            }
        }
        throw new AssertionError("the application did not start");
    }
}
