package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.specification.Document;
import codex.specification.Samples;
import codex.stack.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both commands of the README, on the project as it lies in the zip (GENERATED-APP.md, 1, 10, 12). */
@Tag("slow")
class GeneratedProjectTest {
    private static final String READY = "listening on ";

    static List<Arguments> samples() {
        return List.of(
                Arguments.of("hello", Samples.helloWorld(), "/hello"),
                Arguments.of("toDo", Samples.toDo(), "/tasks"),
                Arguments.of("library", Samples.libraryWithFiles(), "/books.csv"),
                Arguments.of("shop", Samples.shopWithForms(), "/pages/products"),
                Arguments.of("shortener", Samples.shortener(), "/health/ready"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void the_project_is_green_and_its_jar_answers(String name, Document document, String path, @TempDir Path folder)
            throws IOException, InterruptedException {
        var app = AppModel.of(new Project(document));
        write(app, folder);
        assertThat(verify(folder)).as(name).isZero();
        assertThat(answer(folder, app.artifact(), path)).isEqualTo(200);
    }

    private static void write(AppModel app, Path folder) throws IOException {
        for (var file : new JavalinStack().write(app.project())) {
            var path = folder.resolve(file.path());
            Files.createDirectories(path.getParent());
            Files.write(path, file.bytes());
        }
    }

    // Offline: whatever the project's build needs has been fetched by building one such project before.
    private static int verify(Path folder) throws IOException, InterruptedException {
        var maven = new ProcessBuilder("mvn", "-o", "-q", "-B", "verify")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (!maven.waitFor(5, TimeUnit.MINUTES)) {
            maven.destroyForcibly();
        }
        return maven.waitFor();
    }

    private static int answer(Path folder, String artifact, String path) throws IOException, InterruptedException {
        var java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/" + artifact + ".jar");
        java.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        java.environment().put("PORT", "0");
        var process = java.start();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = output.readLine();
            while (line != null && !line.startsWith(READY)) {
                line = output.readLine();
            }
            assertThat(line).startsWith(READY);
            var address = line.substring(READY.length()).replace("0.0.0.0", "localhost") + path;
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                    .statusCode();
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
