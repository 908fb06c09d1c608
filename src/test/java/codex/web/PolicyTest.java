package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What holds for every answer, whoever writes it. */
class PolicyTest {
    private static final Site site = new Site(List.of(routes -> routes.get(
            "/broken",
            ctx -> {
                throw new IllegalStateException("secret detail");
            },
            Access.OPEN)));

    @AfterAll
    static void close() {
        site.close();
    }

    /** S23, S46 */
    @Test
    void every_answer_carries_the_policy() {
        var ann = site.as(site.given.account("ann@example.org"));
        for (var path :
                List.of("/applications", "/help", "/nowhere", "/broken", "/static/app.css", "/api/v1/nothing")) {
            var headers = ann.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .isEqualTo(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
                                    + "frame-ancestors 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).contains("same-origin");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy"))
                    .as(path)
                    .contains("same-origin");
            assertThat(headers.firstValue("Content-Type").orElseThrow().toLowerCase(java.util.Locale.ROOT))
                    .as(path)
                    .matches(".*(charset=utf-8|problem\\+json).*");
            assertThat(headers.map().keySet()).as(path).noneMatch(name -> name.startsWith("access-control"));
        }
        assertThat(ann.get("/applications").headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    /** S20 */
    @Test
    void an_unsafe_request_needs_proof_that_a_page_of_ours_sent_it() {
        var ann = site.as(site.given.account("ann@example.org"));
        var own = "http://localhost:" + site.port();
        assertThat(post(ann.with("Sec-Fetch-Site", "same-origin"))).isEqualTo(422);
        assertThat(post(ann.with("Sec-Fetch-Site", "none"))).isEqualTo(422);
        assertThat(post(ann.with("Origin", own))).isEqualTo(422);
        assertThat(post(ann)).isEqualTo(403);
        assertThat(post(ann.with("Sec-Fetch-Site", "same-site"))).isEqualTo(403);
        assertThat(post(ann.with("Sec-Fetch-Site", "cross-site").with("Origin", own)))
                .isEqualTo(403);
        assertThat(post(ann.with("Origin", "http://evil.example"))).isEqualTo(403);
        assertThat(post(ann.with("Origin", "null"))).isEqualTo(403);
        assertThat(post(ann.with("Authorization", "Bearer codex_x"))).isEqualTo(403);
    }

    /** S47, W15 */
    @Test
    void a_failure_is_told_in_the_form_that_was_asked_for_and_tells_nothing_else() {
        var ann = site.as(site.given.account("ann@example.org"));
        assertThat(ann.get("/broken").statusCode()).isEqualTo(500);
        assertThat(ann.get("/broken").body())
                .contains("<h1>Something went wrong here")
                .doesNotContain("secret", "Exception");
        assertThat(ann.with("HX-Request", "true").get("/broken").body())
                .contains("role=\"alert\"")
                .doesNotContain("<html");
        var problem = ann.get("/api/v1/nothing");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(problem.body()).contains("\"status\":404");
    }

    /** W15.4 */
    @Test
    void a_wrong_address_under_one_s_own_application_leads_back_to_it() {
        var ann = site.given.account("ann@example.org");
        var shop = site.given.application(ann, "Book shop");
        assertThat(site.as(ann).get("/applications/" + shop.id() + "/nonsense").body())
                .contains("href=\"/applications/" + shop.id() + "\">To the application");
    }

    /** SECURITY.md, 8 */
    @Test
    void only_our_host_names_get_pages_and_deployed_applications_get_theirs() throws IOException {
        assertThat(raw("GET", "/help", "localhost")).contains("200 OK", "<h1>Help");
        assertThat(raw("GET", "/help", "127.0.0.1")).contains("200 OK");
        assertThat(raw("GET", "/help", "evil.example")).contains("404").doesNotContain("<h1>");
        assertThat(raw("GET", "/help", "shop.apps.localhost"))
                .contains("the application shop")
                .doesNotContain("<h1>");
        assertThat(raw("GET", "/help", "a.b.apps.localhost")).contains("404");
        assertThat(raw("TRACE", "/help", "localhost")).contains("40").doesNotContain("200 OK");
    }

    /** V6: what is loaded beside a page is kept as long as it does not change. */
    @Test
    void assets_are_kept_for_a_year_and_asked_for_by_tag() {
        var asset = site.asNobody().get(Asset.STYLE.url());
        assertThat(asset.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        var tag = asset.headers().firstValue("ETag").orElseThrow();
        assertThat(site.asNobody()
                        .with("If-None-Match", tag)
                        .get("/static/app.css")
                        .statusCode())
                .isEqualTo(304);
        assertThat(site.asNobody().get("/static/../app.css").statusCode()).isIn(400, 404);
    }

    /** S40 */
    @Test
    void a_body_beyond_a_megabyte_is_refused() {
        var ann = site.as(site.given.account("ann@example.org"));
        assertThat(ann.post("/applications", Map.of("description", "x".repeat(1_100_000)))
                        .statusCode())
                .isEqualTo(413);
    }

    private static int post(Site.Guest guest) {
        return guest.form("POST", "/applications", Map.of("description", "short"))
                .statusCode();
    }

    private static String raw(String method, String path, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
            var request = method + " " + path + " HTTP/1.1\r\nHost: " + host + ":" + site.port()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
