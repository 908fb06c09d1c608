package codex.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private static final Path JARS = Path.of("target/app-lib").toAbsolutePath();
    private static final String PROGRAM = "org.h2.tools.Shell";

    private static Sandbox sandbox;

    @TempDir
    private Path home;

    @BeforeAll
    static void choose() {
        sandbox = Sandboxes.choose("auto");
    }

    @Test
    void what_one_run_loaded_is_mapped_in_the_next() throws InterruptedException, IOException {
        var archive = new ClassArchive(sandbox, home, JARS);
        var earlier = Files.writeString(home.resolve("earlier.jsa"), "of other jars");
        assertThat(archive.file()).isEmpty();
        var first = run(Map.of(), "-XX:DumpLoadedClassList=/box/out/classes");
        archive.learn(List.of(first.files().get("classes")));
        await(archive);

        var file = archive.file().orElseThrow();
        var next = run(
                Map.of("/archive", file), "-Xshare:on", "-XX:SharedArchiveFile=/archive", "-Xlog:class+load:stdout");
        assertThat(next.code()).as(next.log()).isZero();
        assertThat(next.log()).containsPattern(PROGRAM + " source: shared objects file");
        assertThat(new ClassArchive(sandbox, home, JARS).file()).contains(file);
        assertThat(earlier).doesNotExist();
    }

    @Test
    void a_list_that_names_files_is_no_list() {
        var archive = new ClassArchive(sandbox, home, JARS);
        archive.learn(List.of("App id: 7 super: 1 source: /box/evil.jar\n# a word\n-javaagent:x\n".getBytes(UTF_8)));
        assertThat(home).isEmptyDirectory();
        assertThat(archive.file()).isEmpty();
    }

    private static Result.Finished run(Map<String, Path> more, String... options) {
        var words = new ArrayList<>(List.of("/jdk/bin/java", "-XX:+UseSerialGC"));
        words.addAll(List.of(options));
        words.addAll(List.of("-cp", ClassArchive.path(JARS) + ":/box", PROGRAM, "-?"));
        var readOnly = new HashMap<>(more);
        readOnly.put(ClassArchive.INSIDE, JARS);
        return (Result.Finished) sandbox.run(new Command(words, readOnly, Map.of(), "", Command.Limits.DEFAULT));
    }

    private static void await(ClassArchive archive) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (archive.file().isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
