package codex.queue;

import static org.assertj.core.api.Assertions.assertThat;

import codex.database.Database;
import codex.database.DatabaseAddress;
import codex.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RELIABILITY.md, A15: a process halts in the middle of a job, and another goes on where it was. */
@Tag("slow")
class CrashTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @ParameterizedTest
    @CsvSource({
        "after claim,         draft graph",
        "before step commit,  draft draft graph",
        "after step commit,   draft graph",
        "before finish,       draft graph"
    })
    void a_job_goes_on_at_its_first_unfinished_step(String moment, String ran) throws Exception {
        var address = TestDatabase.empty();
        try (var database = Database.open(address, PATIENCE)) {
            database.pages().useHandle(handle -> handle.execute("CREATE TABLE ran (id serial, step text)"));
            var given = new QueueFixture(database);
            var id = given.job();
            haltAt(moment, address);
            assertThat(given.reread(id).state()).isEqualTo(JobState.RUNNING);
            try (var worker = given.worker(handler(given.jdbi, "never"))) {
                given.age(id, "lease_until", Duration.ofMinutes(1));
                worker.rescue();
                given.runUntil(worker, id, JobState.SUCCEEDED);
            }
            assertThat(ran(given.jdbi)).isEqualTo(List.of(ran.split(" ")));
            assertThat(given.reread(id).attempt()).isZero();
        }
    }

    private static void haltAt(String moment, DatabaseAddress address) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var child = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        moment,
                        address.jdbcUrl(),
                        address.user())
                .inheritIO()
                .start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(137);
    }

    private static List<String> ran(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT step FROM ran ORDER BY id")
                .mapTo(String.class)
                .list());
    }

    private static Handler handler(Jdbi jdbi, String moment) {
        return (job, steps) -> {
            halt(moment, "after claim");
            steps.step("draft", "h", String.class, () -> {
                var draft = worked(jdbi, "draft");
                halt(moment, "before step commit");
                return draft;
            });
            halt(moment, "after step commit");
            steps.step("graph:e1", "h", String.class, () -> worked(jdbi, "graph"));
            halt(moment, "before finish");
            return new Outcome.Done("over");
        };
    }

    private static String worked(Jdbi jdbi, String step) {
        jdbi.useHandle(handle -> handle.execute("INSERT INTO ran (step) VALUES (?)", step));
        return step;
    }

    private static void halt(String wanted, String here) {
        if (wanted.equals(here)) {
            Runtime.getRuntime().halt(137);
        }
    }

    /** A worker in a process of its own. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            var database = Database.open(new DatabaseAddress(arguments[1], arguments[2], ""), PATIENCE);
            var given = new QueueFixture(database);
            given.worker(handler(given.jdbi, arguments[0])).start();
            Thread.sleep(Duration.ofMinutes(1));
        }
    }
}
