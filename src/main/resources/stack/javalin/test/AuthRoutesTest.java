package app;

import static app.TestApp.assertInvalid;
import static app.TestApp.assertProblem;
import static app.TestApp.assertStatus;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Registering, signing in and out, and who may give roles. */
class AuthRoutesTest {
    private static TestApp app;

    @BeforeAll
    static void start() {
        app = TestApp.start();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void registering_tells_no_secret() {
        var answer = post("/auth/register", person());
        assertStatus(201, answer);
        assertFalse(answer.text().toLowerCase(Locale.ROOT).contains("password"), answer.text());
    }

    @Test
    void an_address_registers_once() {
        var person = person();
        assertStatus(201, post("/auth/register", person));
        assertProblem(409, post("/auth/register", person));
    }

    @Test
    void a_short_password_is_refused() {
        assertInvalid("password", post("/auth/register", person().put("password", "short")));
    }

    @Test
    void a_role_cannot_be_asked_for() {
        assertInvalid("role", post("/auth/register", person().put("role", "admin")));
    }

    @Test
    void known_and_unknown_people_are_refused_alike() {
        var person = person();
        assertStatus(201, post("/auth/register", person));
        var known = post("/auth/login", login(person).put("password", "Wrong-horse-battery-9"));
        var unknown = post("/auth/login", login(person()));
        assertProblem(401, known);
        assertProblem(401, unknown);
        assertEquals(known.json().get("detail"), unknown.json().get("detail"));
    }

    @Test
    void the_sixth_wrong_login_has_to_wait() {
        var wrong = login(person());
        for (var i = 0; i < 5; i++) {
            assertProblem(401, post("/auth/login", wrong));
        }
        var refused = post("/auth/login", wrong);
        assertProblem(429, refused);
        var seconds = Long.parseLong(refused.header("Retry-After"));
        assertTrue(seconds > 600 && seconds <= 900, refused.header("Retry-After"));
    }

    @Test
    void a_refresh_token_works_once_and_its_reuse_ends_the_login() {
        var person = person();
        assertStatus(201, post("/auth/register", person));
        var first = refreshToken(post("/auth/login", login(person)));
        var renewed = post("/auth/refresh", first);
        assertStatus(200, renewed);
        assertProblem(401, post("/auth/refresh", first));
        assertProblem(401, post("/auth/refresh", refreshToken(renewed)));
    }

    @Test
    void nobody_is_nobody() {
        assertProblem(401, app.get(TestApp.NOBODY, "/auth/me"));
        assertProblem(401, app.get(new TestApp.Caller("", "not.a.token"), "/auth/me"));
    }

    @Test
    void only_the_administrator_sees_people() {
        assertProblem(401, app.get(TestApp.NOBODY, "/auth/accounts"));
        assertProblem(403, app.get(app.caller(), "/auth/accounts"));
        assertStatus(200, app.get(app.admin(), "/auth/accounts"));
    }

    @Test
    void a_logout_ends_the_login() {
        var person = person();
        assertStatus(201, post("/auth/register", person));
        var token = refreshToken(post("/auth/login", login(person)));
        assertStatus(204, post("/auth/logout", token));
        assertProblem(401, post("/auth/refresh", token));
        assertInvalid("refreshToken", post("/auth/logout", TestApp.object()));
    }

    @Test
    void a_new_password_needs_the_old_one_and_ends_all_logins() {
        var person = person();
        assertStatus(201, post("/auth/register", person));
        var session = post("/auth/login", login(person));
        var caller = new TestApp.Caller("", session.json().get("accessToken").asText());
        var change = TestApp.object().put("newPassword", "Another-horse-battery-9");
        change.put("currentPassword", "Wrong-horse-battery-9");
        assertInvalid("currentPassword", app.call(caller, "POST", "/auth/password", change));
        change.put("currentPassword", TestApp.PASSWORD);
        assertStatus(204, app.call(caller, "POST", "/auth/password", change));
        assertProblem(401, post("/auth/refresh", refreshToken(session)));
        assertProblem(401, post("/auth/login", login(person)));
        assertStatus(200, post("/auth/login", login(person).put("password", "Another-horse-battery-9")));
    }

    @Test
    void the_administrator_finds_people_and_gives_roles() {
        var person = person();
        var id = post("/auth/register", person).json().get("id").asText();
        var list = "/auth/accounts?email=" + person.get("email").asText();
        assertEquals(1, app.get(app.admin(), list).json().get("total").asInt());
        var path = "/auth/accounts/" + id + "/role";
        var role = TestApp.object().put("role", "admin");
        assertEquals("admin", app.call(app.admin(), "PUT", path, role).json().get("role").asText());
        assertInvalid("role", app.call(app.admin(), "PUT", path, TestApp.object().put("role", "nobodyHasThis")));
        assertProblem(404, app.call(app.admin(), "PUT", path.replace(id, TestApp.MISSING), role));
        assertProblem(403, app.call(app.caller(), "PUT", path, role));
    }

    @Test
    void the_caller_is_told_who_they_are() {
        var caller = app.caller();
        var me = app.get(caller, "/auth/me");
        assertStatus(200, me);
        assertEquals(caller.id(), me.json().get("id").asText());
        assertEquals("no-store", me.header("Cache-Control"));
    }

    private static ObjectNode person() {
        return TestApp.object()
                .put("email", "someone" + TestApp.next() + "@example.com")
                .put("password", TestApp.PASSWORD)
                .put("name", "Someone");
    }

    private static ObjectNode login(ObjectNode person) {
        return TestApp.object()
                .put("email", person.get("email").asText())
                .put("password", person.get("password").asText());
    }

    private static ObjectNode refreshToken(TestApp.Answer session) {
        return TestApp.object().put("refreshToken", session.json().get("refreshToken").asText());
    }

    private static TestApp.Answer post(String path, ObjectNode body) {
        return app.call(TestApp.NOBODY, "POST", path, body);
    }
}
