package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codex.RandomSpecification;
import codex.code.SourceFile;
import codex.database.TestDatabase;
import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.Samples;
import codex.stack.Project;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows to look at: GENERATED-APP.md, 1, 3, 4. */
class SeedTest {
    private static final String PASSWORD = "Correct-horse-battery-9";

    static Stream<Document> documents() {
        var samples = Stream.of(
                Samples.toDo(), Samples.library(), Samples.shop(), Samples.shortener(), NumberedAppTest.shop());
        return Stream.concat(samples, IntStream.rangeClosed(1, 12).mapToObj(RandomSpecification::of));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void the_database_takes_every_row_and_a_second_time_none(Document document) throws Exception {
        var app = AppModel.of(project(document));
        var files = new Files(app);
        new MigrationFiles(app, files).write();
        new SeedFiles(app, files).write();
        try (var database = database()) {
            resources(files.written(), "db/migration/").forEach(sql -> execute(database, sql));
            for (var role : app.roles()) {
                execute(database, """
                        INSERT INTO account VALUES
                        (random_uuid(), '%s', '', '', NULL, 1, now(), now())""".formatted(SeedFiles.email(role)));
            }
            for (var time = 0; time < 2; time++) {
                resources(files.written(), "db/seed/").forEach(sql -> execute(database, sql));
                for (var entity : app.entities()) {
                    assertThat(count(database, entity.sql()))
                            .as(entity.table().name())
                            .isBetween(1, 5);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_application_shows_them_where_it_is_asked_to_and_adds_none_later(boolean postgres, @TempDir Path folder)
            throws Exception {
        var settings = new HashMap<String, String>();
        if (postgres) {
            settings.put("DATABASE_URL", PostgresAppTest.url(TestDatabase.empty()));
        }
        try (var app = WrittenApp.start(project(NumberedAppTest.shop()), folder, settings)) {
            assertThat(total(app, "/customers")).isZero();
        }
        settings.put("SEED", "demo");
        try (var app = WrittenApp.start(project(NumberedAppTest.shop()), folder, settings)) {
            assertThat(total(app, "/customers")).isEqualTo(5);
            assertThat(total(app, "/products")).isEqualTo(5);
            assertThat(app.call("DELETE", "/addresses/" + first(app, "/addresses"), "")
                            .status())
                    .isEqualTo(204);
            var next = "{\"lastName\": \"Lovelace\", \"email\": \"ada@example.org\"}";
            assertThat(app.call("POST", "/customers", next).status()).isEqualTo(201);
        }
        try (var app = WrittenApp.start(project(NumberedAppTest.shop()), folder, settings)) {
            assertThat(total(app, "/customers")).isEqualTo(6);
            assertThat(total(app, "/addresses")).isEqualTo(4);
        }
    }

    @Test
    void rows_with_owners_belong_to_people_who_sign_in_with_the_password_of_the_setting(@TempDir Path folder)
            throws Exception {
        var settings = Map.of("SEED", "demo", "SEED_PASSWORD", PASSWORD);
        try (var app = WrittenApp.start(project(Samples.library()), folder, settings)) {
            assertThat(total(app, "/books")).isEqualTo(5);
            assertThat(total(app, "/loans", "Authorization", token(app, "member")))
                    .isEqualTo(5);
            assertThat(app.call("GET", "/auth/accounts", "", "Authorization", token(app, "admin"))
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void a_start_without_the_password_or_with_another_seed_is_refused_in_a_sentence(@TempDir Path folder) {
        var library = project(Samples.library());
        assertThatThrownBy(() -> WrittenApp.start(library, folder, Map.of("SEED", "demo")))
                .hasMessageContaining("SEED_PASSWORD must be set with SEED=demo")
                .hasMessageNotContaining("Exception");
        assertThatThrownBy(() -> WrittenApp.start(library, folder, Map.of("SEED", "full")))
                .hasMessageContaining("SEED must be demo, or left out, not full.")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void rows_are_plausible_and_one_of_them_has_gone_further_than_the_others() {
        assertThat(DemoRows.of(AppModel.of(project(Samples.toDo()))).get("task"))
                .extracting(row -> row.values().get("state"))
                .containsExactly("open", "done", "open", "open", "done");
        assertThat(seed(Samples.library()))
                .contains("'Emma', 'Jane Austen'", "email = 'member@example.com'")
                .doesNotContain("password");
        assertThat(seed(Samples.shop())).contains("'Ada', 'Clark'", "'Berlin'");
    }

    @Test
    void a_table_whose_first_row_would_need_another_is_left_out_with_those_that_need_it() {
        var customer = Samples.shop().table("customer").orElseThrow();
        var mentor = JsonNodeFactory.instance
                .objectNode()
                .put("name", "mentor_id")
                .put("references", "customer")
                .put("required", true);
        var edited =
                (Edited.Accepted) Editor.apply(Samples.shop(), new Edit.Add("column", customer.id(), mentor), "test");
        var rows = DemoRows.of(AppModel.of(project(edited.document())));
        assertThat(rows.keySet()).containsExactly("category", "product");
        assertThat(rows.get("product"))
                .allSatisfy(row ->
                        assertThat(row.values()).containsKey("category_id").doesNotContainKey("wish_list_id"));
    }

    @Test
    void a_bare_application_has_none() {
        assertThat(new JavalinStack().write(project(Samples.helloWorld())))
                .extracting(SourceFile::path)
                .noneMatch(path -> path.contains("Seed") || path.contains("seed"));
    }

    private static int total(WrittenApp app, String path, String... headers) {
        return app.call("GET", path, "", headers).json().path("total").asInt();
    }

    private static String first(WrittenApp app, String path) {
        return app.call("GET", path, "").json().path("items").path(0).path("id").asText();
    }

    private static String token(WrittenApp app, String role) {
        var login = "{\"email\": \"%s@example.com\", \"password\": \"%s\"}".formatted(role, PASSWORD);
        return "Bearer "
                + app.call("POST", "/auth/login", login)
                        .json()
                        .path("accessToken")
                        .asText();
    }

    private static String seed(Document document) {
        return SeedFiles.sql(AppModel.of(project(document)));
    }

    private static Project project(Document document) {
        return new Project(document);
    }

    private static Stream<String> resources(List<SourceFile> files, String under) {
        return files.stream()
                .filter(file -> file.path().startsWith("src/main/resources/" + under))
                .map(SourceFile::content);
    }

    // A library of developed applications, not of ours.
    private static Connection database() throws Exception {
        try (var jars = java.nio.file.Files.newDirectoryStream(Path.of("target/app-lib"), "h2-*.jar")) {
            var loader = new URLClassLoader(
                    new URL[] {jars.iterator().next().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            var driver = Class.forName("org.h2.Driver", true, loader)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
            return driver.connect(
                    "jdbc:h2:mem:;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", new Properties());
        }
    }

    private static void execute(Connection database, String sql) {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new AssertionError(sql, refused);
        }
    }

    private static int count(Connection database, String table) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
