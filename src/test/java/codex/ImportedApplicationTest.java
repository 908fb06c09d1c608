package codex;

import static org.assertj.core.api.Assertions.assertThat;

import codex.application.Application;
import codex.code.CompiledRoute;
import codex.code.CompiledRoutes;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.database.TestDatabase;
import codex.queue.Job;
import codex.queue.Jobs;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.specification.intake.Hints;
import codex.specification.intake.Imports;
import codex.specification.intake.Intake;
import codex.verify.Finding;
import codex.verify.Severity;
import codex.verify.Verifications;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From other tools' documents to projects, with the whole program wired: database, queue, worker, writer, sandbox. */
@Tag("slow")
class ImportedApplicationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    static Path home;

    private static Main main;
    private static Jdbi jdbi;

    @BeforeAll
    static void start() {
        var address = TestDatabase.empty();
        var url = address.jdbcUrl() + "?user=" + address.user();
        main = new Main(Config.read(
                Map.of("CODEX_HOME", home.toString(), "PORT", "0", "DATABASE_URL", url, "CODEX_REHEARSAL", "off")));
        main.work();
        jdbi = main.database.pages();
    }

    @AfterAll
    static void stop() {
        main.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"petstore.yaml", "petstore-expanded.yaml", "nullable31.yaml"})
    void a_document_of_standard_routes_becomes_a_verified_application(String name) {
        var specification = imported(name);
        var app = develop(specification);
        assertThat(app.state()).as(evidence(app)).isEqualTo(DevelopedApp.State.VERIFIED);
        assertThat(routes(app))
                .extracting(ImportedApplicationTest::line)
                .containsExactlyInAnyOrderElementsOf(lines(specification));
    }

    /** Without a model nobody writes its functions: every path is there, answers 501 and says why. */
    @Test
    void conduit_without_a_model_is_partial_with_every_path_there() {
        var specification = imported("conduit.yaml");
        var app = develop(specification);
        assertThat(app.state()).as(evidence(app)).isEqualTo(DevelopedApp.State.PARTIAL);
        assertThat(routes(app))
                .extracting(ImportedApplicationTest::line)
                .containsExactlyInAnyOrderElementsOf(lines(specification));
        assertThat(routes(app)).extracting(CompiledRoute::reason).doesNotContain("");
    }

    private static Specification imported(String name) {
        var application = new Given(jdbi).application(name.replaceAll("\\..*", ""));
        var taken = (Intake.Taken) Imports.read(text(name), new Hints(application.name(), "", 0));
        return jdbi.onDemand(Specifications.class)
                .add(application.id(), null, taken.document(), "imported", "Somebody");
    }

    private static String text(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/intake", name));
        } catch (IOException missing) {
            throw new IllegalStateException(name, missing);
        }
    }

    private static DevelopedApp develop(Specification specification) {
        Application application = jdbi.onDemand(codex.application.Applications.class)
                .findAny(specification.applicationId())
                .orElseThrow();
        var developing = main.assignments.develop(application, specification, "builtin");
        ended(developing.jobId());
        return jdbi.onDemand(DevelopedApps.class)
                .findAny(developing.developedAppId())
                .orElseThrow();
    }

    private static List<CompiledRoute> routes(DevelopedApp app) {
        return jdbi.onDemand(CompiledRoutes.class).list(app.id());
    }

    private static String line(CompiledRoute route) {
        return route.method() + " " + route.path();
    }

    private static List<String> lines(Specification specification) {
        return specification
                .document()
                .routes()
                .map(route -> route.method() + " " + route.path())
                .toList();
    }

    private static String evidence(DevelopedApp app) {
        var findings = jdbi.onDemand(Verifications.class).findings(app.id()).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map((Finding finding) -> finding.checked() + ": " + finding.evidence());
        var reasons = routes(app).stream().map(route -> line(route) + " " + route.state() + " " + route.reason());
        return String.join("\n", Stream.concat(findings, reasons).limit(20).toList());
    }

    private static void ended(long jobId) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (find(jobId).state().active() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(find(jobId).state().active()).as("job %d is over", jobId).isFalse();
    }

    private static Job find(long jobId) {
        return jdbi.onDemand(Jobs.class).findAny(jobId).orElseThrow();
    }
}
