package app.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CookiesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Javalin server;

    @BeforeAll
    static void start() {
        server = Javalin.create(javalin -> {
                    javalin.startup.showJavalinBanner = false;
                    SameOrigin.add(javalin.routes, "https://own.example", Set.of("https://friend.example"));
                    Cookies.add(javalin.routes, "a-secret-for-tests-that-is-long-enough", "https://own.example");
                    Problems.add(javalin.routes);
                    javalin.routes.post("/set", ctx -> {
                        Cookies.of(ctx).set("name", "Zoë; 1", Duration.ofDays(1));
                        Cookies.of(ctx).send();
                    });
                    javalin.routes.post("/remove", ctx -> {
                        Cookies.of(ctx).remove("name");
                        Cookies.of(ctx).send();
                    });
                    javalin.routes.get("/read", ctx -> ctx.result(String.valueOf(Cookies.of(ctx).read("name"))));
                })
                .start(0);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void a_cookie_comes_back_as_it_was_set() throws Exception {
        assertEquals("Zoë; 1", read(cookie(call("POST", "/set"))));
    }

    @Test
    void no_script_reads_it_and_no_other_site_sends_it() throws Exception {
        var set = call("POST", "/set").headers().firstValue("Set-Cookie").orElse("");
        for (var said : new String[] {"Path=/", "Max-Age=86400", "Secure", "HttpOnly", "SameSite=Lax"}) {
            assertTrue(set.contains(said), set);
        }
    }

    @Test
    void an_answer_for_one_visitor_is_kept_by_nobody() throws Exception {
        var set = call("POST", "/set");
        assertEquals("no-store", set.headers().firstValue("Cache-Control").orElse(""));
        var read = call("GET", "/read", "Cookie", cookie(set));
        assertEquals("no-store", read.headers().firstValue("Cache-Control").orElse(""));
    }

    @Test
    void a_cookie_that_is_taken_back_has_no_life() throws Exception {
        var removed = call("POST", "/remove").headers().firstValue("Set-Cookie").orElse("");
        assertTrue(removed.startsWith("name=;") && removed.contains("Expires=Thu, 01 Jan 1970"), removed);
    }

    @Test
    void what_was_made_up_or_moved_to_another_name_counts_for_none() throws Exception {
        var cookie = cookie(call("POST", "/set"));
        for (var wrong : new String[] {
            "name=Zoe", "name=.", "name=eA.eA", cookie.replace("name=", "name=A"), cookie.replace("name=", "other=")
        }) {
            assertEquals("null", read(wrong));
        }
    }

    @Test
    void a_page_of_another_site_changes_nothing() throws Exception {
        assertEquals(403, call("POST", "/set", "Origin", "https://other.example").statusCode());
        assertEquals(403, call("POST", "/set", "Origin", "null").statusCode());
        assertEquals(403, call("POST", "/set", "Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(403, call("POST", "/set", "Sec-Fetch-Site", "same-site").statusCode());
    }

    @Test
    void own_pages_and_those_that_were_allowed_may() throws Exception {
        var own = "http://localhost:" + server.port();
        assertEquals(200, call("POST", "/set", "Origin", own).statusCode());
        assertEquals(200, call("POST", "/set", "Origin", "https://own.example").statusCode());
        assertEquals(200, call("POST", "/set", "Origin", "https://friend.example").statusCode());
        assertEquals(200, call("POST", "/set", "Sec-Fetch-Site", "same-origin").statusCode());
        assertEquals(200, call("GET", "/read", "Origin", "https://other.example").statusCode());
    }

    private static String read(String cookie) throws IOException, InterruptedException {
        return call("GET", "/read", "Cookie", cookie).body();
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElse("").split(";")[0];
    }

    private static HttpResponse<String> call(String method, String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
