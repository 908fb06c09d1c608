package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.account.AccountRole;
import codex.account.NewAccount;
import codex.account.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInPagesTest {
    private static final String PASSWORD = "a shed full of tools";
    private static Site site;

    @BeforeAll
    static void begin() {
        site = new Site();
        var code = site.doors.setup().issue().orElseThrow();
        var refused = site.asNobody()
                .post(
                        "/setup",
                        Map.of("code", "WRONG", "email", "rosa@example.org", "name", "Rosa", "password", PASSWORD));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("code-refused", "rosa@example.org").doesNotContain(PASSWORD);
        var added = site.asNobody()
                .post(
                        "/setup",
                        Map.of("code", code, "email", "rosa@example.org", "name", "Rosa", "password", PASSWORD));
        assertThat(added.statusCode()).isEqualTo(303);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** S3, W1.4 */
    @Test
    void setting_up_is_gone_once_it_was_done() {
        assertThat(site.asNobody().get("/setup").statusCode()).isEqualTo(404);
        assertThat(site.asNobody().get("/sign-in").body()).contains("Sign in", "autocomplete=\"current-password\"");
    }

    /** S6 */
    @Test
    void the_cookie_is_for_this_host_and_no_script() {
        var cookie = signIn("/applications").headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).matches("sid=[A-Za-z0-9_-]+; HttpOnly; SameSite=Lax; Path=/");
    }

    /** S6: under https. */
    @Test
    void under_https_the_cookie_is_bound_to_the_host_by_its_name() {
        try (var secure = new Site(java.net.URI.create("https://localhost"), List.of())) {
            var people = secure.doors.people();
            var by = secure.given.admin("boss@example.org");
            people.add(new NewAccount("kim@example.org", "Kim", PASSWORD), AccountRole.USER, by, new Visitor("-", "-"));
            var answer = secure.asNobody().post("/sign-in", Map.of("email", "kim@example.org", "password", PASSWORD));
            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                    .matches("__Host-sid=[A-Za-z0-9_-]+; Secure; HttpOnly; SameSite=Lax; Path=/");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    /** S5 */
    @Test
    void the_cookie_s_value_is_in_no_table() {
        var value =
                value(signIn("/applications").headers().firstValue("Set-Cookie").orElseThrow());
        var found = site.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM session WHERE token_hash = :value")
                        .bind("value", value)
                        .mapTo(Long.class)
                        .one());
        assertThat(found).isZero();
    }

    /** S5, S7 */
    @Test
    void signing_out_ends_the_session() {
        var value =
                value(signIn("/applications").headers().firstValue("Set-Cookie").orElseThrow());
        var rosa = site.holding(value);
        assertThat(rosa.get("/applications").statusCode()).isEqualTo(200);
        assertThat(rosa.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
        assertThat(rosa.get("/applications").statusCode()).isEqualTo(303);
    }

    /** W1.2 */
    @Test
    void a_wrong_password_says_one_thing_and_keeps_the_name_and_the_way() {
        var answer = site.asNobody()
                .post("/sign-in", Map.of("email", "rosa@example.org", "password", "wrong one", "next", "/calls"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("rosa@example.org", "value=\"/calls\"", "do not belong together");
    }

    /** S9: the corpus {@code returns}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//host",
                "/\\host",
                "https://host",
                "/%2f%2fhost",
                "javascript:alert(1)",
                "/ok\r\nX: y",
                "",
                "/sign-in",
                "/sign-in?next=/x",
                " /calls",
                "/\thost"
            })
    void only_a_local_way_is_followed(String next) {
        assertThat(SignInForm.local(next)).isEqualTo("/applications");
    }

    /** S9 */
    @Test
    void a_local_way_is_followed() {
        assertThat(signIn("/applications/7?x=1")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("/applications/7?x=1");
    }

    /** S10, S8 */
    @Test
    void a_token_is_shown_once() {
        var rosa = site.holding(
                value(signIn("/account").headers().firstValue("Set-Cookie").orElseThrow()));
        var made = rosa.post("/account/tokens", Map.of("name", "nightly build", "scope", "read", "days", "30"));
        assertThat(made.body()).contains("Your new token", "codex_", "nightly build");
        assertThat(rosa.get("/account").body()).contains("nightly build").doesNotContain("Your new token");
    }

    private static java.net.http.HttpResponse<String> signIn(String next) {
        return site.asNobody()
                .post("/sign-in", Map.of("email", "rosa@example.org", "password", PASSWORD, "next", next));
    }

    private static String value(String cookie) {
        return cookie.substring("sid=".length(), cookie.indexOf(';'));
    }
}
