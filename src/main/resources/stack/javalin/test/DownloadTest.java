package app.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class DownloadTest {
    @Test
    void pictures_are_shown_and_all_else_is_saved_under_a_harmless_name() throws Exception {
        assertEquals("inline; filename=\"a.png\"", sent(new Download(new byte[1], "image/png", "a.png")));
        assertEquals("inline; filename=\"a.pdf\"", sent(new Download(new byte[1], "application/pdf", "a.pdf")));
        assertEquals("attachment; filename=\"a.txt\"", sent(new Download(new byte[1], "text/plain", "a.txt")));
        assertEquals(
                "attachment; filename=\"a_b_.._c__d\"",
                sent(new Download(new byte[1], "image/svg+xml", "a\"b\n../c\r\nd")));
    }

    private static String sent(Download download) throws Exception {
        var server = Javalin.create(javalin -> {
                    javalin.startup.showJavalinBanner = false;
                    javalin.routes.get("/", download::send);
                })
                .start(0);
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/")).build();
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return answer.headers().firstValue("Content-Disposition").orElse("");
        } finally {
            server.stop();
        }
    }
}
