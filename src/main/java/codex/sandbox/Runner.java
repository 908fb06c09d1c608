package codex.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Runs inside a box: writes the project, compiles it, runs its tests and beside them the application itself, calls it,
 * stops it, starts it again elsewhere on the same data. It only does and notes; whoever gave the plan judges, outside. Uses
 * the JDK and Jackson alone.
 */
public final class Runner {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path PROJECT = Path.of("project").toAbsolutePath();
    private static final Path OUT = Path.of("out").toAbsolutePath();
    private static final int SHOWN = 4000;
    private static final int MOST_LINES = 5000;
    private static final List<String> JAVA = List.of(
            System.getProperty("java.home") + "/bin/java",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError");

    private static final String COOKIE = "cookie:";
    private static final Pattern ID = Pattern.compile("(?<=/)([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{1,18})$");
    private static final Pattern MANY = Pattern.compile("\\{\\{(.)\\*([0-9]{1,8})}}");
    private static final List<String> HEADERS = List.of(
            "content-type",
            "content-disposition",
            "x-content-type-options",
            "content-security-policy",
            "cache-control",
            "www-authenticate",
            "location",
            "set-cookie",
            "link",
            "retry-after");

    private final JsonNode plan;
    private final String jars;
    private final String classData;
    private final ObjectNode notes = JSON.createObjectNode();
    private final Map<String, String> saved = new ConcurrentHashMap<>();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    private Runner(JsonNode plan, String jars, String classData) {
        this.plan = plan;
        this.jars = jars;
        this.classData = classData;
    }

    /**
     * {@code words} are the jars, as a class path, and the option by which Java maps their classes or lists them, in a file
     * with the name of the process at {@code %s}.
     */
    public static void main(String[] words) throws Exception {
        var runner = new Runner(JSON.readTree(System.in), words[0], words[1]);
        try {
            runner.run();
        } finally {
            Files.writeString(OUT.resolve("notes.json"), JSON.writeValueAsString(runner.notes));
            // An application whose tests do not compile runs still.
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        }
    }

    private void run() throws Exception {
        for (var file : plan.path("files")) {
            var path = PROJECT.resolve(file.path("path").asText());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.path("content").asText());
        }
        var classes = PROJECT.resolve("target/classes");
        var tests = PROJECT.resolve("target/test-classes");
        // Tests of what does not compile would only repeat its errors.
        if (!compile("src/main/java", classes, jars)) {
            return;
        }
        copy(PROJECT.resolve("src/main/resources"), classes);
        var openApi = PROJECT.resolve("openapi.yaml");
        if (Files.exists(openApi)) {
            Files.copy(openApi, classes.resolve("openapi.yaml"), StandardCopyOption.REPLACE_EXISTING);
        }
        var serving = new FutureTask<>(() -> serve(classes));
        Thread.ofPlatform().daemon().start(serving);
        if (!compile("src/test/java", tests, classes + File.pathSeparator + jars)) {
            return;
        }
        copy(PROJECT.resolve("src/test/resources"), tests);
        test(classes, tests);
        notes.setAll(serving.get());
    }

    // Starts it, calls it, and starts it again elsewhere on the data of before.
    private ObjectNode serve(Path classes) throws Exception {
        var elsewhere = PROJECT.resolveSibling("elsewhere");
        copy(classes, elsewhere);
        var served = JSON.createObjectNode();
        boot(classes, served.putObject("boot"), "calls");
        kept(served.putObject("kept"));
        boot(elsewhere, served.putObject("again"), "callsAgain");
        return served;
    }

    private boolean compile(String sources, Path target, String classPath) throws IOException {
        var directory = PROJECT.resolve(sources);
        Files.createDirectories(target);
        if (Files.notExists(directory)) {
            return true;
        }
        var started = System.nanoTime();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (var manager = compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
                var paths = Files.walk(directory)) {
            var files = paths.filter(path -> path.toString().endsWith(".java")).toList();
            if (files.isEmpty()) {
                return true;
            }
            var options = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-parameters",
                    "-Xlint:all,-classfile,-processing,-options",
                    "-cp",
                    classPath,
                    "-d",
                    target.toString());
            var sound = compiler.getTask(
                            null, manager, diagnostics, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            for (var diagnostic : diagnostics.getDiagnostics()) {
                var source = diagnostic.getSource();
                notes.withArray("diagnostics")
                        .addObject()
                        .put("kind", diagnostic.getKind().name())
                        .put(
                                "path",
                                source == null
                                        ? ""
                                        : PROJECT.relativize(Path.of(source.toUri()))
                                                .toString())
                        .put("line", Math.max(0, diagnostic.getLineNumber()))
                        .put("message", diagnostic.getMessage(Locale.ROOT));
            }
            notes.put("compiled", notes.path("compiled").asInt() + files.size());
            notes.put("compileMillis", notes.path("compileMillis").asLong() + millis(started));
            return sound;
        }
    }

    private void test(Path classes, Path tests) throws Exception {
        var started = System.nanoTime();
        var command = java("tests");
        command.addAll(List.of(
                "-cp",
                String.join(File.pathSeparator, jars, tests.toString(), classes.toString()),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--scan-classpath=" + tests,
                "--include-classname=.*",
                "--disable-banner",
                "--details=none",
                "--reports-dir=" + PROJECT.resolve("target/reports")));
        var testing = new ProcessBuilder(command)
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(PROJECT.resolve("tests.log").toFile())
                .start();
        var inTime = testing.waitFor(plan.path("testSeconds").asInt(), TimeUnit.SECONDS);
        testing.destroyForcibly();
        notes.put("testsCode", inTime ? testing.waitFor() : -1);
        notes.put("testsMillis", millis(started));
        var log = Files.readString(PROJECT.resolve("tests.log"));
        notes.put("testsLog", log.substring(Math.max(0, log.length() - SHOWN)));
        var report = PROJECT.resolve("target/reports/TEST-junit-jupiter.xml");
        notes.put("testsReport", Files.exists(report) ? Files.readString(report) : "");
    }

    private void boot(Path classes, ObjectNode note, String callsName) throws Exception {
        var command = java(callsName);
        command.addAll(List.of(
                "-cp", jars + File.pathSeparator + classes, plan.path("main").asText()));
        var builder = new ProcessBuilder(command).directory(classes.toFile()).redirectErrorStream(true);
        builder.environment().put("PORT", "0");
        builder.environment().put("DATA_DIR", PROJECT.resolveSibling("data").toString());
        plan.path("environment")
                .properties()
                .forEach(each ->
                        builder.environment().put(each.getKey(), each.getValue().asText()));
        var started = System.nanoTime();
        var application = builder.start();
        var lines = new ConcurrentLinkedQueue<String>();
        var address = ready(application, lines);
        note.put("readyMillis", address.isEmpty() ? -1 : millis(started));
        if (!address.isEmpty()) {
            var answers = note.putArray(callsName + "Answers");
            var client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            for (var call : plan.path(callsName)) {
                answers.add(call(client, address, call));
            }
            // An application that is to stop waits for connections that are still open.
            client.shutdownNow();
        }
        note.put("alive", application.isAlive());
        note.put("canary", Files.exists(classes.resolve("canary")));
        application.destroy();
        note.put("stopped", application.waitFor(10, TimeUnit.SECONDS));
        application.destroyForcibly();
        var log = String.join("\n", lines);
        note.put("log", log.substring(Math.max(0, log.length() - SHOWN)));
        told.forEach(note.putArray("told")::add);
    }

    private List<String> java(String name) {
        var words = new ArrayList<>(JAVA);
        words.add(classData.formatted(name));
        return words;
    }

    // What the files of the data directory hold of that which is looked for.
    private void kept(ObjectNode found) throws IOException {
        try (var paths = Files.walk(Files.createDirectories(PROJECT.resolveSibling("data")))) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var content = Files.readString(path, StandardCharsets.ISO_8859_1);
                for (var sought : plan.path("sought")) {
                    if (Pattern.compile(sought.asText()).matcher(content).find()) {
                        found.put(sought.asText(), path.getFileName().toString());
                    }
                }
            }
        }
    }

    private void look(String line) {
        var secret = Stream.concat(
                        StreamSupport.stream(plan.path("secrets").spliterator(), false)
                                .map(JsonNode::asText),
                        saved.entrySet().stream()
                                .filter(each -> each.getKey().startsWith("token_"))
                                .map(Map.Entry::getValue))
                .anyMatch(line::contains);
        if (secret && told.size() < 3) {
            told.add(cut(line));
        }
    }

    // The line "listening on http://0.0.0.0:8080" tells the port; empty when none came in time.
    private String ready(Process application, Queue<String> lines) {
        var address = new CompletableFuture<String>();
        Thread.ofPlatform().daemon().start(() -> {
            try (BufferedReader reader = application.inputReader(StandardCharsets.UTF_8)) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    look(line);
                    if (lines.size() < MOST_LINES) {
                        lines.add(cut(line));
                    }
                    if (line.contains("listening on http://")) {
                        address.complete("http://127.0.0.1"
                                + line.substring(line.lastIndexOf(':')).strip());
                    }
                }
            } catch (IOException ended) {
                address.complete("");
            }
            address.complete("");
        });
        return address.completeOnTimeout("", 40, TimeUnit.SECONDS).join();
    }

    private ObjectNode call(HttpClient client, String address, JsonNode call) {
        var note = JSON.createObjectNode();
        var path = filled(call.path("path").asText());
        var body = filled(call.path("body").asText());
        var shown = multipart(call) ? body.replaceAll("[^\\x20-\\x7e\\n]+", " ") : body;
        note.put("request", call.path("method").asText() + " " + path + (shown.isEmpty() ? "" : "\n" + cut(shown)));
        var started = System.nanoTime();
        try {
            var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(20));
            call.path("headers")
                    .properties()
                    .forEach(header -> request.header(
                            header.getKey(), filled(header.getValue().asText())));
            request.method(
                    call.path("method").asText(), body.isEmpty() ? BodyPublishers.noBody() : publisher(call, body));
            var answers = Stream.generate(() -> client.sendAsync(request.build(), BodyHandlers.ofString()))
                    .limit(call.path("times").asInt())
                    .toList();
            HttpResponse<String> answer = answers.getFirst().get();
            for (var each : answers) {
                note.withArray("statuses").add(each.get().statusCode());
            }
            note.put("status", answer.statusCode()).put("body", cut(answer.body()));
            for (var text : call.path("present")) {
                if (!answer.body().contains(filled(text.asText()))) {
                    note.put("missing", filled(text.asText()));
                }
            }
            var absent = filled(call.path("absent").asText());
            note.put("present", !absent.isEmpty() && answer.body().contains(absent));
            var headers = note.putObject("headers");
            HEADERS.forEach(
                    name -> answer.headers().firstValue(name).ifPresent(value -> headers.put(name, cut(value))));
            var save = call.path("save").asText("");
            if (!save.isEmpty() && accepted(call, answer.statusCode())) {
                save(save, answer, call.path("pointer").asText());
            }
        } catch (IOException | IllegalArgumentException | InterruptedException | ExecutionException failed) {
            note.put("status", 0).put("body", failed.toString());
        }
        return note.put("millis", millis(started));
    }

    private static boolean multipart(JsonNode call) {
        return call.at("/headers/Content-Type").asText().startsWith("multipart/");
    }

    // A form with files is bytes, of which each letter stands for one.
    private static HttpRequest.BodyPublisher publisher(JsonNode call, String body) {
        return multipart(call)
                ? BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1))
                : BodyPublishers.ofString(body);
    }

    private void save(String name, HttpResponse<String> answer, String pointer) throws IOException {
        if (pointer.equals("members")) {
            JSON.readTree(answer.body()).properties().stream()
                    .filter(member -> member.getValue().isValueNode()
                            && !member.getValue().isNull())
                    .forEach(member -> saved.put(
                            name + "_" + member.getKey(), member.getValue().asText()));
            return;
        }
        var value = value(answer, pointer);
        if (!value.isEmpty()) {
            saved.put(name, value);
        }
    }

    // A pointer into the answer's JSON begins with a slash; anything else names a cookie, a header, or the body itself.
    private static String value(HttpResponse<String> answer, String pointer) throws IOException {
        if (pointer.equals("body")) {
            return answer.body();
        }
        if (pointer.equals("id")) {
            var location = ID.matcher(answer.headers().firstValue("Location").orElse(""));
            var json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
            return json ? JSON.readTree(answer.body()).path("id").asText() : location.find() ? location.group() : "";
        }
        if (pointer.startsWith(COOKIE)) {
            var start = pointer.substring(COOKIE.length()) + "=";
            return answer.headers().allValues("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith(start))
                    .map(cookie -> cookie.substring(start.length()).split(";", 2)[0])
                    .findFirst()
                    .orElse("");
        }
        return pointer.startsWith("/")
                ? JSON.readTree(answer.body()).at(pointer).asText()
                : answer.headers().firstValue(pointer).orElse("");
    }

    private static boolean accepted(JsonNode call, int status) {
        return StreamSupport.stream(call.path("accepted").spliterator(), false)
                .anyMatch(each -> each.asInt() == status);
    }

    private String filled(String text) {
        var result = text;
        for (var value : saved.entrySet()) {
            var mark = "{{" + value.getKey() + "}}";
            if (value.getValue().matches("[0-9]{1,18}")) {
                // In JSON a number that is an id stands without quotes.
                result = result.replace("\"" + mark + "\"", value.getValue());
            }
            result = result.replace(mark, value.getValue());
        }
        result = result.replaceAll("\\{\\{\\w+}}", "00000000-0000-4000-8000-000000000000");
        return MANY.matcher(result)
                .replaceAll(many -> Matcher.quoteReplacement(many.group(1).repeat(Integer.parseInt(many.group(2)))));
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.notExists(from)) {
            return;
        }
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static long millis(long started) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }
}
