package codex.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path JARS = Path.of("target/app-lib").toAbsolutePath();

    @TempDir
    private Path directory;

    /** E31, X4: the classes of a project are on the class path when its tests are compiled. */
    @Test
    void a_processor_that_a_project_brings_is_not_run_when_it_is_compiled() throws IOException {
        var sandbox = GivenBox.runners().findFirst().orElseThrow();
        assertThat(elsewhere(sandbox).files())
                .as("it is a processor that works")
                .containsKey("canary");

        var finished = finished(sandbox.run(new Command(
                List.of(
                        "/jdk/bin/java",
                        "-cp",
                        ClassArchive.path(JARS) + ":/runner",
                        Runner.class.getName(),
                        ClassArchive.path(JARS),
                        "/runner",
                        "-Xshare:auto"),
                Map.of("/runner", Runner.classes(), ClassArchive.INSIDE, JARS),
                Map.of(),
                plan(),
                Command.Limits.DEFAULT)));
        var notes = JSON.readTree(finished.files().get("notes.json"));
        assertThat(notes.path("compiled").asInt()).as(notes.toString()).isEqualTo(2);
        assertThat(notes.path("diagnostics")).isEmpty();
        assertThat(finished.files()).doesNotContainKey("canary");
    }

    /** The same files, compiled by a javac that was told to run processors. */
    private Result.Finished elsewhere(Sandbox sandbox) throws IOException {
        for (var file : project().entrySet()) {
            var path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        var script = """
                mkdir classes tests
                javac -proc:none -d classes /project/src/main/java/codex/sandbox/Canary.java
                cp -r /project/src/main/resources/META-INF classes
                javac -processorpath classes -d tests /project/src/test/java/SongTest.java
                """;
        return finished(sandbox.run(new Command(
                List.of("/bin/sh", "-c", script),
                Map.of("/project", directory),
                Map.of(),
                "",
                Command.Limits.DEFAULT)));
    }

    private static Map<String, String> project() throws IOException {
        return Map.of(
                "src/main/java/codex/sandbox/Canary.java",
                Files.readString(Path.of("src/test/java/codex/sandbox/Canary.java")),
                "src/main/resources/" + Canary.SERVICE,
                Canary.class.getName(),
                "src/test/java/SongTest.java",
                "class SongTest {}");
    }

    private static String plan() throws IOException {
        var plan = JSON.createObjectNode().put("main", "Nothing").put("testSeconds", 30);
        project()
                .forEach((path, content) ->
                        plan.withArray("files").addObject().put("path", path).put("content", content));
        return plan.toString();
    }

    private static Result.Finished finished(Result result) {
        assertThat(result).as(result.log()).isInstanceOf(Result.Finished.class);
        return (Result.Finished) result;
    }
}
