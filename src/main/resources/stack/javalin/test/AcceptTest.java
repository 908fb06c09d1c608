package app.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AcceptTest {
    private static Javalin server;

    @BeforeAll
    static void start() {
        server = Javalin.create(javalin -> {
                    javalin.startup.showJavalinBanner = false;
                    javalin.routes.get("/", ctx -> ctx.result(Accept.best(ctx, "application/json", "text/csv")));
                })
                .start(0);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void the_first_comes_where_nothing_is_said() throws Exception {
        assertEquals("application/json", best("*/*"));
        assertEquals("application/json", best("image/png"));
        assertEquals("application/json", best("text/csv, application/json"));
    }

    @Test
    void what_is_wanted_more_comes() throws Exception {
        assertEquals("text/csv", best("text/csv"));
        assertEquals("text/csv", best("text/*;q=0.9, application/json;q=0.8"));
        assertEquals("text/csv", best("Text/CSV, */*;q=0.1"));
        assertEquals("application/json", best("text/csv;q=0, */*"));
    }

    private static String best(String accept) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/"))
                .header("Accept", accept)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
