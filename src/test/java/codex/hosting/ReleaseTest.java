package codex.hosting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import codex.code.SourceFile;
import codex.sandbox.Canary;
import codex.sandbox.Command;
import codex.sandbox.Result;
import codex.sandbox.Sandbox;
import codex.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
    private static final Sandbox SANDBOX = Sandboxes.choose("auto");
    private static final String APP =
            "package shop; public final class App { public static void main(String[] words) {} }";

    @TempDir
    private Path libraries;

    /** E31, X4. */
    @Test
    void a_processor_among_the_libraries_is_not_run_when_a_release_is_compiled() throws Exception {
        assumeThat(SANDBOX.name()).isNotEqualTo("closed");
        try (var jar = new JarOutputStream(Files.newOutputStream(libraries.resolve("canary.jar")));
                var type = Canary.class.getResourceAsStream("Canary.class")) {
            put(jar, "codex/sandbox/Canary.class", type.readAllBytes());
            put(jar, Canary.SERVICE, Canary.class.getName().getBytes(UTF_8));
        }
        var script = "cat > App.java; javac -processorpath /jars/canary.jar -d classes App.java";
        var command = new Command(
                List.of("/bin/sh", "-c", script), Map.of("/jars", libraries), Map.of(), APP, Command.Limits.DEFAULT);
        assertThat(SANDBOX.run(command))
                .isInstanceOfSatisfying(
                        Result.Finished.class,
                        finished ->
                                assertThat(finished.files()).as(finished.log()).containsKey("canary"));

        var release =
                Release.make(SANDBOX, libraries, List.of(SourceFile.scaffold("src/main/java/shop/App.java", APP)));
        var classes = release.directory().resolve("classes");
        assertThat(classes.resolve("shop/App.class")).exists();
        assertThat(classes.resolve("canary")).doesNotExist();
        release.remove();
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
