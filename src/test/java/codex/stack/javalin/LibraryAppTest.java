package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.specification.Samples;
import codex.stack.Project;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The library as it really runs: accounts, roles, owners and rules of GENERATED-APP.md, 6. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryAppTest {
    private static final String PASSWORD = "Correct-horse-battery-9";

    private WrittenApp app;
    private String admin = "";
    private String librarian = "";
    private int lastIsbn;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var project = new Project(Samples.library());
        app = WrittenApp.start(project, folder, Map.of("ADMIN_EMAIL", "admin@example.com", "ADMIN_PASSWORD", PASSWORD));
        admin = login("admin@example.com", PASSWORD).json().path("accessToken").asText();
        var id = register("librarian").json().path("id").asText();
        var given = app.call(
                "PUT", "/auth/accounts/" + id + "/role", "{\"role\": \"librarian\"}", "Authorization", admin());
        assertThat(given.status()).isEqualTo(200);
        librarian = token("librarian");
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void books_are_read_by_everybody_and_written_by_librarians() {
        var member = member("reader");
        assertThat(app.call("GET", "/books", "").status()).isEqualTo(200);
        assertThat(app.call("POST", "/books", "{}").status()).isEqualTo(401);
        assertThat(app.call("POST", "/books", "{}", "Authorization", member).status())
                .isEqualTo(403);
        assertThat(app.call("GET", book(), "").status()).isEqualTo(200);
    }

    @Test
    void the_login_family_answers_as_its_description_says() throws IOException {
        var registered = register("described");
        assertThat(names(registered.json())).isEqualTo(names(described("/auth/register", "201")));
        var signedIn = login("described@example.com", PASSWORD);
        assertThat(names(signedIn.json())).isEqualTo(names(described("/auth/login", "200")));
    }

    @Test
    void a_member_borrows_a_book_for_14_days_and_returns_it_once() {
        var member = member("borrower");
        var loan = app.call("POST", book() + "/loans", "", "Authorization", member);
        assertThat(loan.status()).isEqualTo(201);
        assertThat(loan.json().path("dueOn").asText()).isNotEmpty();
        var path = "/loans/" + loan.json().path("id").asText();
        assertThat(app.call("POST", path + "/return", "", "Authorization", member)
                        .status())
                .isEqualTo(200);
        var again = app.call("POST", path + "/return", "", "Authorization", member);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("detail").asText()).isEqualTo("This loan is returned already.");
    }

    @Test
    void somebody_elses_loan_is_not_there_but_an_administrator_sees_it() {
        var loan = app.call("POST", book() + "/loans", "", "Authorization", member("owner"));
        var path = "/loans/" + loan.json().path("id").asText();
        var stranger = member("stranger");
        assertThat(app.call("GET", path, "", "Authorization", stranger).status())
                .isEqualTo(404);
        assertThat(app.call("GET", "/loans", "", "Authorization", stranger)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(app.call("GET", path, "", "Authorization", admin()).status()).isEqualTo(200);
    }

    @Test
    void of_many_who_borrow_one_book_at_once_one_gets_it() throws Exception {
        var path = book() + "/loans";
        var member = member("racer");
        Callable<Integer> borrow =
                () -> app.call("POST", path, "", "Authorization", member).status();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var statuses = threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(i -> borrow).toList());
            assertThat(statuses)
                    .extracting(future -> future.get())
                    .containsOnlyOnce(201)
                    .containsOnly(201, 409);
        }
    }

    @Test
    void a_member_has_at_most_five_books_on_loan() {
        var member = member("collector");
        for (var i = 0; i < 5; i++) {
            assertThat(app.call("POST", book() + "/loans", "", "Authorization", member)
                            .status())
                    .isEqualTo(201);
        }
        var sixth = app.call("POST", book() + "/loans", "", "Authorization", member);
        assertThat(sixth.status()).isEqualTo(409);
        assertThat(sixth.json().path("detail").asText()).isEqualTo("A member may have at most 5 books on loan.");
    }

    @Test
    void a_refresh_token_that_comes_back_ends_the_login() {
        register("refresher");
        var first = refreshToken(login("refresher@example.com", PASSWORD));
        var second = refreshToken(app.call("POST", "/auth/refresh", "{\"refreshToken\": \"" + first + "\"}"));
        assertThat(app.call("POST", "/auth/refresh", "{\"refreshToken\": \"" + first + "\"}")
                        .status())
                .isEqualTo(401);
        assertThat(app.call("POST", "/auth/refresh", "{\"refreshToken\": \"" + second + "\"}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void guessing_passwords_is_slowed_down() {
        register("victim");
        for (var i = 0; i < 5; i++) {
            assertThat(login("victim@example.com", "wrong").status()).isEqualTo(401);
        }
        var refused = login("victim@example.com", PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.response().headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(600L, 900L);
        assertThat(login("nobody@example.com", "wrong").json().path("detail").asText())
                .isEqualTo("E-mail or password is wrong.");
    }

    @Test
    void a_changed_token_is_no_token() {
        var unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.";
        assertThat(app.call("GET", "/auth/me", "", "Authorization", "Bearer " + unsigned)
                        .status())
                .isEqualTo(401);
        assertThat(app.call("GET", "/auth/me", "", "Authorization", admin() + "x")
                        .status())
                .isEqualTo(401);
    }

    private String book() {
        lastIsbn++;
        var body = "{\"title\": \"Emma\", \"author\": \"Jane Austen\", \"isbn\": \"%013d\"}".formatted(lastIsbn);
        var made = app.call("POST", "/books", body, "Authorization", librarian);
        assertThat(made.status()).isEqualTo(201);
        return "/books/" + made.json().path("id").asText();
    }

    private String admin() {
        return "Bearer " + admin;
    }

    private String member(String name) {
        assertThat(register(name).status()).isEqualTo(201);
        return token(name);
    }

    private String token(String name) {
        return "Bearer "
                + login(name + "@example.com", PASSWORD)
                        .json()
                        .path("accessToken")
                        .asText();
    }

    private WrittenApp.Answer register(String name) {
        return app.call(
                "POST",
                "/auth/register",
                "{\"email\": \"%1$s@example.com\", \"password\": \"%2$s\", \"name\": \"%1$s\"}"
                        .formatted(name, PASSWORD));
    }

    private WrittenApp.Answer login(String email, String password) {
        return app.call("POST", "/auth/login", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    private static String refreshToken(WrittenApp.Answer answer) {
        return answer.json().path("refreshToken").asText();
    }

    private static JsonNode described(String path, String status) throws IOException {
        var paths = new ObjectMapper().readTree(RootFiles.resource("/stack/javalin/openapi/auth.json"));
        return paths.path(path)
                .path("post")
                .path("responses")
                .path(status)
                .path("content")
                .path("application/json")
                .path("schema")
                .path("properties");
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
