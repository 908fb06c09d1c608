package codex.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
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
    private static final Path BOX = Path.of("").toAbsolutePath();
    private static final Path DATA = BOX.resolve("data");
    private static final Path OUT = Path.of("out").toAbsolutePath();
    private static final int SHOWN = 4000;
    private static final int READY_SECONDS = 40;
    private static final int REHEARSAL_SECONDS = 60;
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
    private final Standing tests;
    private final Standing app;
    private final Path place;
    private final Path project;
    private final String jars;
    private final String classData;
    private final ObjectNode notes = JSON.createObjectNode();
    private final Map<String, String> saved = new ConcurrentHashMap<>();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    private Runner(JsonNode plan, Standing tests, Standing app, String jars, String classData) {
        this.plan = plan;
        this.tests = tests;
        this.app = app;
        this.jars = jars;
        this.classData = classData;
        this.place = BOX.resolve(rehearsal() ? "rehearsal" : "run");
        this.project = place.resolve("project");
    }

    /**
     * {@code words} are the jars, as a class path, the directory of these classes, and the option by which Java maps the
     * jars' classes or lists them, in a file with the name of the process at {@code %s}. Standard input has one plan a
     * line; all but the last are rehearsals, which leave this JVM and the two it starts warm.
     */
    public static void main(String[] words) throws Exception {
        var plans = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var plan = JSON.readTree(plans.readLine());
        var path = words[0] + File.pathSeparator + words[1];
        var home = Files.createDirectories(BOX.resolve("run/project"));
        var tests = Standing.start(standby("tests", words[2], path), home, Map.of());
        var app = Standing.start(standby("calls", words[2], path), BOX, environment(plan));
        try {
            while (plan.path("rehearsal").asBoolean()) {
                new Runner(plan, tests, app, words[0], words[2]).run();
                System.out.println(Standby.REHEARSED);
                plan = JSON.readTree(plans.readLine());
            }
            var runner = new Runner(plan, tests, app, words[0], words[2]);
            try {
                runner.run();
            } finally {
                Files.writeString(OUT.resolve("notes.json"), JSON.writeValueAsString(runner.notes));
            }
        } finally {
            // An application whose tests do not compile runs still.
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static List<String> standby(String name, String classData, String classPath) {
        var words = java(name, classData);
        words.addAll(List.of("-cp", classPath, Standby.class.getName()));
        return words;
    }

    /** What a box needs of ours to run this, in a directory of its own. */
    public static Path classes() {
        return OwnClasses.copy(Runner.class, Standing.class, Standby.class, Printed.class);
    }

    private static Map<String, String> environment(JsonNode plan) {
        var environment = new HashMap<>(Map.of("PORT", "0", "DATA_DIR", DATA.toString()));
        plan.path("environment")
                .properties()
                .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
        return environment;
    }

    private boolean rehearsal() {
        return plan.path("rehearsal").asBoolean();
    }

    private void run() throws Exception {
        for (var file : plan.path("files")) {
            var path = project.resolve(file.path("path").asText());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.path("content").asText());
        }
        var classes = project.resolve("target/classes");
        var testClasses = project.resolve("target/test-classes");
        // Tests of what does not compile would only repeat its errors.
        if (!compile("src/main/java", classes, jars)) {
            return;
        }
        copy(project.resolve("src/main/resources"), classes);
        var openApi = project.resolve("openapi.yaml");
        if (Files.exists(openApi)) {
            Files.copy(openApi, classes.resolve("openapi.yaml"), StandardCopyOption.REPLACE_EXISTING);
        }
        var serving = new FutureTask<>(() -> serve(classes));
        Thread.ofPlatform().daemon().start(serving);
        if (!compile("src/test/java", testClasses, classes + File.pathSeparator + jars)) {
            return;
        }
        copy(project.resolve("src/test/resources"), testClasses);
        test(classes, testClasses);
        notes.setAll(serving.get());
    }

    // Starts it, calls it, and starts it again, in a process of its own and elsewhere, on the data of before.
    private ObjectNode serve(Path classes) throws Exception {
        var served = JSON.createObjectNode();
        var main = plan.path("main").asText();
        if (rehearsal()) {
            ready(app, () -> app.order("rehearse", "app", classes.toString(), main, place + "/data"))
                    .ifPresent(address -> calls(address, "calls"));
            var over = app.printed().next(Standby.REHEARSED);
            app.order("enough");
            over.get(REHEARSAL_SECONDS, TimeUnit.SECONDS);
            return served;
        }
        var elsewhere = place.resolve("elsewhere");
        copy(classes, elsewhere);
        boot(app, () -> app.order("run", "app", classes.toString(), main), "calls", BOX, served.putObject("boot"));
        kept(served.putObject("kept"));
        var command = java("callsAgain", classData);
        command.addAll(List.of("-cp", jars + File.pathSeparator + elsewhere, main));
        var again = Standing.start(command, elsewhere, environment(plan));
        boot(again, () -> {}, "callsAgain", elsewhere, served.putObject("again"));
        return served;
    }

    private boolean compile(String sources, Path target, String classPath) throws IOException {
        var directory = project.resolve(sources);
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
                                        : project.relativize(Path.of(source.toUri()))
                                                .toString())
                        .put("line", Math.max(0, diagnostic.getLineNumber()))
                        .put("message", diagnostic.getMessage(Locale.ROOT));
            }
            notes.put("compiled", notes.path("compiled").asInt() + files.size());
            notes.put("compileMillis", notes.path("compileMillis").asLong() + millis(started));
            return sound;
        }
    }

    private void test(Path classes, Path testClasses) throws Exception {
        var started = System.nanoTime();
        var reports = project.resolve("target/reports");
        var printed = tests.printed();
        printed.begin(line -> {});
        // Nothing that is said by the run that counts; it is over when the process is.
        var over = printed.next(rehearsal() ? Standby.REHEARSED : Printed.NOTHING);
        tests.order(
                rehearsal() ? "rehearse" : "run",
                "tests",
                testClasses + File.pathSeparator + classes,
                reports.toString());
        over.completeOnTimeout("", plan.path("testSeconds").asInt(), TimeUnit.SECONDS)
                .get();
        if (rehearsal()) {
            return;
        }
        var inTime = tests.process().waitFor(1, TimeUnit.SECONDS);
        tests.process().destroyForcibly();
        notes.put("testsCode", inTime ? tests.process().exitValue() : -1);
        notes.put("testsMillis", millis(started));
        notes.put("testsLog", tail(printed.text()));
        var report = reports.resolve("TEST-junit-jupiter.xml");
        notes.put("testsReport", Files.exists(report) ? Files.readString(report) : "");
    }

    private void boot(Standing application, Runnable start, String callsName, Path home, ObjectNode note)
            throws Exception {
        var started = System.nanoTime();
        var address = ready(application, start);
        note.put("readyMillis", address.isEmpty() ? -1 : millis(started));
        address.ifPresent(at -> note.set(callsName + "Answers", calls(at, callsName)));
        var process = application.process();
        note.put("alive", process.isAlive());
        note.put("canary", Files.exists(home.resolve("canary")));
        process.destroy();
        note.put("stopped", process.waitFor(10, TimeUnit.SECONDS));
        process.destroyForcibly();
        note.put("log", tail(application.printed().text()));
        told.forEach(note.putArray("told")::add);
    }

    private ArrayNode calls(String address, String callsName) {
        var answers = JSON.createArrayNode();
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (var call : plan.path(callsName)) {
            answers.add(call(client, address, call));
        }
        // An application that is to stop waits for connections that are still open.
        client.shutdownNow();
        return answers;
    }

    private static List<String> java(String name, String classData) {
        var words = new ArrayList<>(JAVA);
        words.add(classData.formatted(name));
        return words;
    }

    // What the files of the data directory hold of that which is looked for.
    private void kept(ObjectNode found) throws IOException {
        try (var paths = Files.walk(Files.createDirectories(DATA))) {
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
    private Optional<String> ready(Standing application, Runnable start) {
        application.printed().begin(this::look);
        var listening = application.printed().next("listening on http://");
        start.run();
        var line =
                listening.completeOnTimeout("", READY_SECONDS, TimeUnit.SECONDS).join();
        return line.isEmpty()
                ? Optional.empty()
                : Optional.of("http://127.0.0.1"
                        + line.substring(line.lastIndexOf(':')).strip());
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

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - SHOWN));
    }

    static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static long millis(long started) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }
}
