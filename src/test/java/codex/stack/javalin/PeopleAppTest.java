package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.architect.DrawCodeGraph;
import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.specification.Document;
import codex.specification.Route;
import codex.specification.intake.Hints;
import codex.specification.intake.Imports;
import codex.specification.intake.Intake;
import codex.stack.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Functions register people and sign them in under paths of their own, with the statuses that their document names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleAppTest {
    private static final String PASSWORD = "a-good-password";
    private static final Map<String, String> BODIES = Map.of(
            "createUser",
            """
            var given = input.user();
            var user = context.accounts().register(given.email(), given.password(), given.username());
            return new CreateUserResponse(
                    new User(user.email(), context.accounts().token(user), user.name(), "", ""));
            """,
            "login",
            """
            var user = context.accounts().signIn(input.user().email(), input.user().password());
            return new LoginResponse(new User(user.email(), context.accounts().token(user), user.name(), "", ""));
            """,
            "getCurrentUser",
            """
            var user = context.accounts().find(context.user().id()).orElseThrow();
            return new GetCurrentUserResponse(
                    new User(user.email(), context.accounts().token(user), user.name(), "", ""));
            """,
            "updateCurrentUser",
            """
            var known = context.user();
            var given = input.user();
            if (given.password() != null) {
                context.accounts().changePassword(known.id(), given.password());
            }
            var user = context.accounts().change(
                    known.id(),
                    given.email() == null ? known.email() : given.email(),
                    given.username() == null ? known.name() : given.username());
            return new UpdateCurrentUserResponse(
                    new User(user.email(), context.accounts().token(user), user.name(), "", ""));
            """,
            "updateArticle",
            "throw Problem.notFound(\"There is no article \" + input.slug() + \".\");");

    private WrittenApp app;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        var document = conduit();
        var definitions = new ArrayList<FunctionDefinition>();
        var functions = new ArrayList<Function>();
        document.routes().filter(route -> BODIES.containsKey(route.name())).forEach(route -> {
            definitions.add(definition(document, route));
            functions.add(function(route.name()));
        });
        var unfinished = document.routes()
                .filter(route -> !BODIES.containsKey(route.name()))
                .collect(Collectors.toMap(Route::id, route -> "not written"));
        app = WrittenApp.start(new Project(document, definitions, functions, List.of(), unfinished), folder, Map.of());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void somebody_who_registers_can_sign_in_here_and_at_the_login_family() {
        var made = app.call("POST", "/users", person("ada"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var token = made.json().path("user").path("token").asText();
        assertThat(app.call("GET", "/user", "", "Authorization", "Token " + token)
                        .json()
                        .at("/user/email")
                        .asText())
                .isEqualTo("ada@example.com");
        assertThat(app.call("GET", "/auth/me", "", "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(200);
        assertThat(login("ada", PASSWORD)).isEqualTo(200);
        assertThat(app.call("GET", "/user", "").status()).isEqualTo(401);
    }

    @Test
    void an_address_is_taken_once_and_an_account_changes_address_and_password() {
        var token = token(app.call("POST", "/users", person("bell")));
        assertThat(app.call("POST", "/users", person("bell")).status()).isEqualTo(409);
        var changed = app.call(
                "PUT",
                "/user",
                "{\"user\": {\"email\": \"Carol@example.com\", \"password\": \"another-good-one\"}}",
                "Authorization",
                "Token " + token);
        assertThat(changed.json().at("/user/email").asText()).as(changed.text()).isEqualTo("carol@example.com");
        assertThat(login("bell", PASSWORD)).isEqualTo(401);
        assertThat(login("carol", PASSWORD)).isEqualTo(401);
        assertThat(login("carol", "another-good-one")).isEqualTo(200);
    }

    /** The document names 422 for its own mistakes, so every invalid input of these routes has it; others keep 400. */
    @Test
    void input_that_is_not_valid_has_the_status_of_the_document() {
        assertThat(app.call("POST", "/users", "{\"user\": {\"email\": \"x\"}}").status())
                .isEqualTo(422);
        assertThat(app.call("POST", "/users", "{\"user\": ").status()).isEqualTo(422);
        var tooShort = app.call("POST", "/users", person("dora").replace(PASSWORD, "short"));
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(tooShort.json().path("status").asInt()).isEqualTo(422);
        assertThat(tooShort.json().path("errors").findValuesAsText("field")).containsExactly("user.password");
        assertThat(app.call("POST", "/auth/register", "{}").status()).isEqualTo(400);
    }

    /** The document has a type UpdateArticle, too. */
    @Test
    void a_route_may_have_the_name_of_a_type() {
        var token = token(app.call("POST", "/users", person("fay")));
        var answer = app.call("PUT", "/articles/x", "{\"article\": {}}", "Authorization", "Token " + token);
        assertThat(answer.json().path("detail").asText()).isEqualTo("There is no article x.");
    }

    @Test
    void five_wrong_passwords_are_remembered_although_each_call_is_undone() {
        assertThat(app.call("POST", "/users", person("eve")).status()).isEqualTo(201);
        for (var i = 0; i < 5; i++) {
            assertThat(login("eve", "a-bad-password")).isEqualTo(401);
        }
        assertThat(login("eve", PASSWORD)).isEqualTo(429);
    }

    private int login(String name, String password) {
        var body = "{\"user\": {\"email\": \"%s@example.com\", \"password\": \"%s\"}}".formatted(name, password);
        return app.call("POST", "/users/login", body).status();
    }

    private static String person(String name) {
        return "{\"user\": {\"username\": \"%s\", \"email\": \"%s@example.com\", \"password\": \"%s\"}}"
                .formatted(name, name, PASSWORD);
    }

    private static String token(WrittenApp.Answer answer) {
        return answer.json().at("/user/token").asText();
    }

    private static Document conduit() throws IOException {
        var text = Files.readString(Path.of("src/test/resources/intake/conduit.yaml"));
        return ((Intake.Taken) Imports.read(text, new Hints("Conduit", "", 0))).document();
    }

    private static FunctionDefinition definition(Document document, Route route) {
        var head = new DrawCodeGraph(document, route, List.of()).head();
        return new FunctionDefinition(
                1,
                1,
                head.name(),
                "",
                head.input(),
                head.returnType(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    private static Function function(String name) {
        return new Function(
                0,
                name,
                name,
                "",
                "",
                List.of(),
                String.valueOf(BODIES.get(name)),
                "",
                Function.State.WRITTEN,
                "test",
                null,
                Instant.EPOCH);
    }
}
