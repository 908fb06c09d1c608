package codex.stack.javalin;

import codex.code.SourceFile;
import codex.stack.Project;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** A project that was written, compiled as strictly as can be, and perhaps started in a process of its own. */
public final class WrittenApp implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What an app answered. */
    record Answer(int status, JsonNode json, String text, HttpResponse<String> response) {}

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Path folder;
    private final Process process;
    private final int port;

    private WrittenApp(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** What the compiler says about the project's main sources; empty when there is nothing to say. */
    static List<String> compile(List<SourceFile> files, Path folder) {
        try {
            for (var file : files) {
                var path = folder.resolve(file.path());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.content());
            }
            var classes = Files.createDirectories(folder.resolve("target/classes"));
            copy(folder.resolve("src/main/resources"), classes);
            var compiler = ToolProvider.getSystemJavaCompiler();
            try (var manager = compiler.getStandardFileManager(null, null, null)) {
                var sources = files.stream()
                        .filter(file -> file.path().startsWith("src/main/java/"))
                        .map(file -> folder.resolve(file.path()))
                        .toList();
                var said = new ArrayList<String>();
                var options = List.of(
                        "--release",
                        "17",
                        "-proc:none",
                        "-parameters",
                        "-Xlint:all,-classfile,-options",
                        "-Werror",
                        "-cp",
                        libraries(),
                        "-d",
                        classes.toString());
                compiler.getTask(
                                null,
                                manager,
                                message -> said.add(message.toString()),
                                options,
                                null,
                                manager.getJavaFileObjectsFromPaths(sources))
                        .call();
                return said;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Compiles and starts a project; it answers once this returns. */
    public static WrittenApp start(Project project, Path folder, Map<String, String> environment) throws IOException {
        var said = compile(new JavalinStack().write(project), folder);
        if (!said.isEmpty()) {
            throw new AssertionError(String.join("\n", said));
        }
        var app = AppModel.of(project);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = folder.resolve("target/classes") + ":" + libraries();
        var builder = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", classPath, app.base() + ".App")
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors.txt").toFile());
        builder.environment().keySet().removeIf(name -> name.equals("DATABASE_URL") || name.equals("APP_SECRET"));
        builder.environment().put("PORT", "0");
        builder.environment().putAll(environment);
        var process = builder.start();
        var line = process.inputReader().readLine();
        if (line == null) {
            throw new AssertionError(Files.readString(folder.resolve("errors.txt")));
        }
        return new WrittenApp(folder, process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
    }

    Answer call(String method, String path, String body, String... headers) {
        return send(method, path, "application/json", body, headers);
    }

    /** Sends a body in which each letter is a byte where it is a form with files. */
    Answer send(String method, String path, String mediaType, String body, String... headers) {
        var letters = mediaType.startsWith("multipart/") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, letters));
        if (!body.isEmpty()) {
            request.header("Content-Type", mediaType);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var type = response.headers().firstValue("Content-Type").orElse("");
            var json = type.contains("json") ? JSON.readTree(response.body()) : JSON.nullNode();
            return new Answer(response.statusCode(), json, response.body(), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    public int port() {
        return port;
    }

    /** Asks it to end, as a host does before it starts a newer one. */
    void terminate() {
        process.destroy();
    }

    /** What the app wrote to its log. */
    String log() throws IOException {
        return Files.readString(folder.resolve("errors.txt"));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static String libraries() throws IOException {
        try (var jars = Files.list(Path.of("target/app-lib").toAbsolutePath())) {
            return jars.sorted(Comparator.naturalOrder()).map(Path::toString).collect(Collectors.joining(":"));
        }
    }

    private static void copy(Path from, Path into) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var target = into.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
