package app.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.javalin.Javalin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UploadTest {
    private static Javalin server;

    @BeforeAll
    static void start() {
        server = Javalin.create(javalin -> {
                    javalin.startup.showJavalinBanner = false;
                    Problems.add(javalin.routes);
                    javalin.routes.post("/", ctx -> {
                        var inputs = Inputs.of(ctx);
                        var file = Upload.read(inputs, "file", true, 100);
                        inputs.check();
                        ctx.result(file.name() + ", " + file.mediaType() + ", " + file.bytes().length);
                    });
                })
                .start(0);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void the_type_is_told_by_the_content() throws Exception {
        assertEquals("200 a, image/png, 8", sent("a", "text/plain", "\u0089PNG\r\n\u001a\n"));
        assertEquals("200 a, image/jpeg, 3", sent("a", "image/png", "\u00ff\u00d8\u00ff"));
        assertEquals("200 a, image/gif, 6", sent("a", "image/png", "GIF89a"));
        assertEquals("200 a, image/webp, 12", sent("a", "image/png", "RIFF1234WEBP"));
        assertEquals("200 a, application/pdf, 8", sent("a", "image/png", "%PDF-1.7"));
        assertEquals("200 a, application/zip, 4", sent("a", "image/png", "PK\u0003\u0004"));
        assertEquals("200 a, application/octet-stream, 2", sent("a", "image/png", "\u0000\u0001"));
        assertEquals("200 a, application/octet-stream, 1", sent("a", "text/plain", "\u00ff"));
    }

    @Test
    void a_text_is_what_its_sender_says_but_no_page() throws Exception {
        assertEquals("200 a, text/csv, 3", sent("a", "text/csv; charset=utf-8", "a,b"));
        assertEquals("200 a, text/plain, 13", sent("a", "text/html", "<html></html>"));
        assertEquals("200 a, text/plain, 13", sent("a", "image/svg+xml", "<html></html>"));
    }

    @Test
    void a_name_is_no_path() throws Exception {
        assertEquals("200 passwd, text/plain, 1", sent("../../etc/passwd", "text/plain", "x"));
        assertEquals("200 boot.ini, text/plain, 1", sent("C:\\\\boot.ini", "text/plain", "x"));
    }

    @Test
    void nothing_and_too_much_are_refused_by_name() throws Exception {
        assertEquals("400 is missing", sent("a", "text/plain", ""));
        assertEquals("400 must have at most 100 bytes", sent("a", "text/plain", "x".repeat(101)));
    }

    private static String sent(String name, String mediaType, String content) throws IOException, InterruptedException {
        var head = "--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(name, mediaType);
        var body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content.getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes("\r\n--boundary--\r\n".getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/"))
                .header("Content-Type", "multipart/form-data; boundary=boundary")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        var text = answer.statusCode() == 200 ? answer.body() : answer.body().replaceAll(".*\"message\":\"([^\"]*)\".*", "$1");
        return answer.statusCode() + " " + text;
    }
}
