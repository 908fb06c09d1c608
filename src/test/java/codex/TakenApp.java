package codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;

/** A downloaded application in the hands of somebody who has Java and Maven, and nothing of Codex. */
final class TakenApp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READY = "listening on ";

    private final Path project;

    private TakenApp(Path project) {
        this.project = project;
    }

    /** Unpacks the zip into a folder that is not there yet. */
    static TakenApp unpacked(Path zip, Path folder) throws IOException {
        try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                var path = folder.resolve(entry.getName()).normalize();
                assertThat(path).startsWithRaw(folder);
                Files.createDirectories(entry.isDirectory() ? path : path.getParent());
                if (!entry.isDirectory()) {
                    Files.write(path, entries.readAllBytes());
                }
            }
        }
        return new TakenApp(root(folder));
    }

    private static Path root(Path folder) throws IOException {
        try (var found = Files.find(folder, 2, (path, any) -> path.endsWith("pom.xml"))) {
            return found.findFirst().orElseThrow().getParent();
        }
    }

    /** Runs its own build and tests; not offline, since a machine of its own has to fetch what it needs. */
    void verify() throws IOException, InterruptedException {
        var output = project.resolveSibling("maven.log");
        var maven = new ProcessBuilder("mvn", "-B", "-q", "verify")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(maven.waitFor(5, TimeUnit.MINUTES)).as("mvn verify ends").isTrue();
        } finally {
            maven.destroy();
        }
        assertThat(maven.exitValue()).as(Files.readString(output)).isZero();
    }

    Running start() throws IOException {
        return start(Map.of());
    }

    /** @param settings environment variables beside the usual ones */
    Running start(Map<String, String> settings) throws IOException {
        var jar = jar();
        var java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString());
        java.directory(project.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        java.environment().putAll(settings);
        java.environment().put("PORT", "0");
        return Running.ready(java.start());
    }

    // The one with its libraries; beside it lies the one that it was made from.
    private Path jar() throws IOException {
        try (var jars = Files.newDirectoryStream(
                project.resolve("target"), jar -> jar.toString().matches(".*/(?!original-)[^/]+\\.jar"))) {
            return jars.iterator().next();
        }
    }

    /** The application's process, and the address it printed. */
    static final class Running implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Process process;
        private final String address;

        private Running(Process process, String address) {
            this.process = process;
            this.address = address;
        }

        private static Running ready(Process process) throws IOException {
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var line = output.readLine();
            while (line != null && !line.startsWith(READY)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the application ended before it was ready");
            }
            return new Running(process, line.substring(READY.length()).replace("0.0.0.0", "localhost"));
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(URI.create(address + path)));
        }

        HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(URI.create(address + path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json)));
        }

        /** Any call of somebody with a token; empty for nobody. */
        HttpResponse<String> call(String method, String path, String token, String json)
                throws IOException, InterruptedException {
            return call(method, path, token, "application/json", json);
        }

        /** The JSON that a call is answered with, which must have this status. */
        JsonNode answered(int status, String method, String path, String token, String json)
                throws IOException, InterruptedException {
            var answer = call(method, path, token, json);
            assertThat(answer.statusCode())
                    .as("%s %s: %s", method, path, answer.body())
                    .isEqualTo(status);
            return JSON.readTree(answer.body());
        }

        HttpResponse<String> call(String method, String path, String token, String mediaType, String body)
                throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(URI.create(address + path))
                    .header("Content-Type", mediaType)
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            return send(token.isEmpty() ? request : request.header("Authorization", "Token " + token));
        }

        /** Any call; {@code headers} are names and values in turn, and without a body there is no media type. */
        HttpResponse<String> send(String method, String path, String mediaType, String body, String... headers)
                throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(URI.create(address + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            if (!mediaType.isEmpty()) {
                request.header("Content-Type", mediaType);
            }
            return send(headers.length == 0 ? request : request.headers(headers));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return http.send(request.build(), BodyHandlers.ofString());
        }

        @Override
        public void close() {
            http.close();
            process.destroy();
            process.onExit().join();
        }
    }
}
