package codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The whole program as {@code ./run} starts it, its database embedded, used as a program uses it: over REST. */
final class Program implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EMAIL = "ada@example.org";
    private static final String PASSWORD = "correct horse battery staple";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Set<String> ACTIVE = Set.of("queued", "running", "waiting");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;
    final Main main;

    Program(Path home) {
        this(home, Map.of());
    }

    /** @param further settings beside the usual ones */
    Program(Path home, Map<String, String> further) {
        var settings = new HashMap<>(further);
        settings.put("CODEX_HOME", home.toString());
        settings.put("PORT", "0");
        settings.putIfAbsent("CODEX_REHEARSAL", "off");
        settings.put("CODEX_ADMIN_EMAIL", EMAIL);
        settings.put("CODEX_ADMIN_PASSWORD", PASSWORD);
        this.main = new Main(Config.read(settings));
        main.serve();
        var credentials = JSON.createObjectNode().put("email", EMAIL).put("password", PASSWORD);
        this.token = json(send("POST", "/tokens", credentials, ""), 201)
                .path("token")
                .asText();
    }

    /** A new application; answers with its path. */
    String described(String name, String description) {
        var app = JSON.createObjectNode().put("name", name).put("description", description);
        return "/apps/" + json(call("POST", "/apps", app), 201).path("id").asLong();
    }

    HttpResponse<byte[]> call(String method, String path) {
        return send(method, path, null, token);
    }

    HttpResponse<byte[]> call(String method, String path, JsonNode body) {
        return send(method, path, body, token);
    }

    /** Sends a document as it is. */
    HttpResponse<byte[]> sent(String path, String mediaType, String document) {
        return send(request(path, token).header("Content-Type", mediaType).POST(BodyPublishers.ofString(document)));
    }

    /** What a call answers that must be answered with this status. */
    JsonNode json(HttpResponse<byte[]> response, int status) {
        var body = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode())
                .as("%s %s %s", response.request().method(), response.uri().getPath(), body)
                .isEqualTo(status);
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(body, broken);
        }
    }

    JsonNode get(String path) {
        return json(call("GET", path), 200);
    }

    /** The job that an accepted call started, once it is over. */
    JsonNode ended(JsonNode accepted) {
        var path = "/jobs/" + accepted.at("/job/id").asLong();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var job = get(path);
        while (ACTIVE.contains(job.path("state").asText())) {
            assertThat(System.nanoTime()).as("%s ends", job).isLessThan(deadline);
            pause();
            job = get(path);
        }
        return job;
    }

    /** The job that was to draft the specification. */
    JsonNode draft(String app) {
        return ended(json(call("POST", app + "/specs"), 202));
    }

    /** The path of the version that a draft made. */
    static String version(String app, JsonNode job) {
        assertThat(job.path("state").asText()).as("%s", job.path("error")).isEqualTo("succeeded");
        return app + "/specs/" + job.at("/result/specId").asLong();
    }

    /** Develops a version that must come out verified; the path of what became of it. */
    String verified(String version) {
        var developed = developed(version);
        var shown = get(developed);
        assertThat(shown.path("state").asText())
                .as("%s %s", shown, get(developed + "/findings"))
                .isEqualTo("verified");
        return developed;
    }

    /** The routes of a developed application: {@code GET /books}. */
    List<String> routes(String developed) {
        return StreamSupport.stream(get(developed).path("routes").spliterator(), false)
                .map(route ->
                        route.path("method").asText() + " " + route.path("path").asText())
                .toList();
    }

    /** The path of what became of a version. */
    String developed(String version) {
        var accepted = json(call("POST", version + "/develop"), 202);
        var job = ended(accepted);
        assertThat(job.path("state").asText()).as("%s", job.path("error")).isEqualTo("succeeded");
        return "/developed-apps/" + accepted.at("/developedApp/id").asLong();
    }

    /** A call to a deployed app, by its host name, which resolvers need not know. */
    String hosted(String url, String path) throws IOException {
        var host = URI.create(url).getHost();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), main.port())) {
            var request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        http.close();
        main.close();
    }

    private HttpResponse<byte[]> send(String method, String path, @Nullable JsonNode body, String bearer) {
        var request = request(path, bearer)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        return send(body == null ? request : request.header("Content-Type", "application/json"));
    }

    private HttpRequest.Builder request(String path, String bearer) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + main.port() + "/api/v1" + path));
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new IllegalStateException(request.toString(), broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(request.toString(), stopped);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for a job", stopped);
        }
    }
}
