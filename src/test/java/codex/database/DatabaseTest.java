package codex.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codex.Given;
import codex.account.AccountRole;
import codex.application.ApplicationStatus;
import codex.application.InterviewQuestions;
import codex.code.CompiledRoute;
import codex.code.DevelopedApp;
import codex.code.Function;
import codex.code.SourceFile;
import codex.hosting.DeploymentState;
import codex.hosting.DeploymentTarget;
import codex.queue.JobState;
import codex.verify.Rung;
import codex.verify.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTest {
    private Database database;

    @BeforeAll
    void open() {
        database = TestDatabase.create();
    }

    @Test
    void every_migration_applies_to_an_empty_database_and_once_only() {
        var address = TestDatabase.empty();
        Database.open(address, TestDatabase.PATIENCE).close();
        try (var again = Database.open(address, TestDatabase.PATIENCE)) {
            var applied = again.pages()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank")
                            .mapTo(String.class)
                            .list());
            assertThat(applied).startsWith("001", "002", "003").doesNotHaveDuplicates();
        }
    }

    static Stream<Arguments> enums() {
        return Stream.of(
                Arguments.of("account_role", AccountRole.class),
                Arguments.of("application_status", ApplicationStatus.class),
                Arguments.of("job_state", JobState.class),
                Arguments.of("developed_app_state", DevelopedApp.State.class),
                Arguments.of("compiled_route_state", CompiledRoute.State.class),
                Arguments.of("function_state", Function.State.class),
                Arguments.of("source_file_origin", SourceFile.Origin.class),
                Arguments.of("rung", Rung.class),
                Arguments.of("severity", Severity.class),
                Arguments.of("deployment_target", DeploymentTarget.class),
                Arguments.of("deployment_state", DeploymentState.class));
    }

    @ParameterizedTest
    @MethodSource("enums")
    <E extends Enum<E>> void a_java_enum_and_its_database_type_have_the_same_labels(String type, Class<E> javaEnum) {
        var labels = database.pages()
                .withHandle(handle -> handle.createQuery("SELECT unnest(enum_range(NULL::" + type + "))::text")
                        .mapTo(String.class)
                        .list());
        assertThat(labels)
                .containsExactlyElementsOf(Arrays.stream(javaEnum.getEnumConstants())
                        .map(Enum::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("enums")
    <E extends Enum<E>> void every_label_goes_in_and_comes_out(String type, Class<E> javaEnum) {
        for (var label : javaEnum.getEnumConstants()) {
            var read = database.pages().withHandle(handle -> {
                handle.execute("CREATE TEMPORARY TABLE IF NOT EXISTS kept_" + type + " (label " + type + ")");
                return handle.createQuery("INSERT INTO kept_" + type + " (label) VALUES (:label) RETURNING label")
                        .bind("label", label)
                        .mapTo(javaEnum)
                        .one();
            });
            assertThat(read).isEqualTo(label);
        }
    }

    @Test
    void a_null_goes_into_an_enum_column() {
        var none = database.pages()
                .withHandle(handle -> handle.createQuery("SELECT CAST(:state AS job_state) IS NULL")
                        .bindByType("state", null, JobState.class)
                        .mapTo(boolean.class)
                        .one());
        assertThat(none).isTrue();
    }

    @Test
    void json_and_records_go_in_and_come_out() {
        var given = new Given(database.pages());
        var shop = given.marked(given.application("Book shop"), ApplicationStatus.SPECIFYING);
        assertThat(shop.status()).isEqualTo(ApplicationStatus.SPECIFYING);
        var questions = database.pages().withExtension(InterviewQuestions.class, table -> {
            table.ask(shop.id(), "Who may lend?", "It decides on roles.", "Members", List.of("Members", "Anyone"));
            return table.list(shop.id());
        });
        assertThat(questions).singleElement().satisfies(question -> {
            assertThat(question.choices()).containsExactly("Members", "Anyone");
            assertThat(question.effectiveAnswer()).isEqualTo("Members");
        });
    }

    @Test
    void a_connection_outside_the_pools_gives_up_after_three_seconds() {
        var limit = database.unpooled()
                .withHandle(handle -> handle.createQuery("SHOW statement_timeout")
                        .mapTo(String.class)
                        .one());
        assertThat(limit).isEqualTo("3s");
    }

    /** SECURITY.md, S48. */
    @Test
    void the_audit_trail_can_only_grow() {
        database.pages().useHandle(handle -> {
            handle.execute("INSERT INTO audit_entry (address, action, subject) VALUES ('::1', 'sign-in', 'account:1')");
            assertThatThrownBy(() -> handle.execute("DELETE FROM audit_entry")).hasMessageContaining("append-only");
            assertThatThrownBy(() -> handle.execute("UPDATE audit_entry SET action = 'none'"))
                    .hasMessageContaining("append-only");
        });
    }

    @Test
    void a_database_that_is_not_there_is_told_in_a_sentence() {
        var nobody = DatabaseAddress.parse("postgres://rosa:secret@127.0.0.1:1/shop");
        assertThatThrownBy(() -> Database.open(nobody, Duration.ofMillis(1)))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageStartingWith("The database at postgresql://127.0.0.1:1/shop cannot be used: ")
                .hasMessageContaining("DATABASE_URL")
                .hasMessageNotContaining("secret");
    }
}
