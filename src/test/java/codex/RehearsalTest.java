package codex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import codex.code.SourceFile;
import codex.sandbox.Sandbox;
import codex.sandbox.Sandboxes;
import codex.specification.Document;
import codex.specification.Samples;
import codex.stack.Project;
import codex.stack.javalin.JavalinStack;
import codex.verify.Finding;
import codex.verify.Verification;
import codex.verify.Verifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box that rehearsed with a project of ours shows of another one what a new box shows. */
class RehearsalTest {
    private static final Sandbox SANDBOX = Sandboxes.choose("auto");
    private static final Document LIBRARY = Samples.library();

    @TempDir
    Path home;

    @BeforeAll
    static void needsSandbox() {
        assumeTrue(!SANDBOX.name().equals("closed"), SANDBOX.description());
    }

    @Test
    void a_box_that_rehearsed_shows_what_a_new_one_shows() throws InterruptedException {
        var sound = new JavalinStack().write(new Project(LIBRARY));
        var broken = PlantedFault.all().stream()
                .filter(fault -> fault.name().equals("at least means more than"))
                .findFirst()
                .orElseThrow()
                .plantedIn(sound)
                .orElseThrow();
        try (var verifier = verifier("on")) {
            var cold = verify(verifier, sound);
            assertThat(cold.verified()).as(cold.findings().toString()).isTrue();

            // Each verification leaves a box behind.
            rehearsed(verifier);
            var warm = verify(verifier, sound);
            assertThat(verifier.prepared()).as("it was used").isFalse();
            assertThat(warm.findings()).isEqualTo(cold.findings());
            assertThat(seen(warm)).isEqualTo(seen(cold));
            assertThat(warm.rungs().get(1).summary())
                    .isEqualTo(cold.rungs().get(1).summary());

            rehearsed(verifier);
            assertThat(verify(verifier, broken).findings())
                    .extracting(Finding::checked)
                    .anyMatch(checked -> checked.startsWith("rows at least and at most of a time as"));
        }
    }

    @Test
    void where_it_is_off_no_box_waits() {
        try (var verifier = verifier("off")) {
            verifier.prepare();
            assertThat(verifier.prepared()).isFalse();
        }
    }

    private Verifier verifier(String rehearsal) {
        return Main.verifier(Config.read(Map.of("CODEX_HOME", home.toString(), "CODEX_REHEARSAL", rehearsal)), SANDBOX);
    }

    // Of calls that are made at once any may be the first.
    private static List<String> seen(Verification verification) {
        return verification.probes().stream()
                .filter(probe -> !probe.what().endsWith("at once"))
                .map(probe -> "%s as %s: %d".formatted(probe.what(), probe.actor(), probe.status()))
                .toList();
    }

    private static void rehearsed(Verifier verifier) throws InterruptedException {
        for (var waited = 0; waited < 900 && !verifier.prepared(); waited++) {
            Thread.sleep(Duration.ofMillis(200));
        }
        assertThat(verifier.prepared()).isTrue();
    }

    private static Verification verify(Verifier verifier, List<SourceFile> files) {
        return verifier.verify(files, LIBRARY, Set.of(), words -> {});
    }
}
