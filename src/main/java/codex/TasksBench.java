package codex;

import codex.application.Applications;
import codex.code.CompiledRoute;
import codex.code.CompiledRoutes;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.code.SourceFile;
import codex.code.SourceFiles;
import codex.engine.EngineCalls;
import codex.sandbox.Tool;
import codex.specification.Specifications;
import codex.verify.Severity;
import codex.verify.Verifications;
import codex.web.ExampleTask;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;

/**
 * Whether the example tasks are done: each goes from exactly its words to a verified application without a model, which
 * is then started and called as {@code bench/tasks} says. A task is done when it is verified and every call holds.
 */
final class TasksBench {
    private static final int SHOWN = 40;
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Main main;
    private final Jdbi jdbi;
    private final Path home;

    private TasksBench(Main main, Path home) {
        this.main = main;
        this.jdbi = main.database.pages();
        this.home = home;
    }

    /** Does the tasks with these ids, all without any; answers with the exit code. */
    static int run(Config config, List<String> ids) {
        var home = config.home().resolve("bench").toAbsolutePath();
        var settings = new HashMap<>(Map.of("CODEX_HOME", home.toString(), "PORT", "0"));
        settings.put("CODEX_SANDBOX", config.sandbox());
        settings.put("CODEX_REHEARSAL", "off");
        var tasks = ExampleTask.all().stream()
                .filter(task -> ids.isEmpty() || ids.contains(task.id()))
                .toList();
        try (var main = new Main(Config.read(settings))) {
            main.work();
            return new TasksBench(main, home.resolve("tasks")).run(tasks);
        }
    }

    /** What became of a task. */
    private record Outcome(String state, int held, int calls, long modelCalls, List<String> faults) {
        boolean done() {
            return faults.isEmpty() && held == calls && calls > 0;
        }
    }

    private int run(List<ExampleTask> tasks) {
        System.out.printf("%-38s %-9s %9s %7s  %s%n", "task", "state", "calls", "seconds", "");
        var done = 0;
        var held = 0;
        var calls = 0;
        var modelCalls = 0L;
        for (var task : tasks) {
            var started = System.nanoTime();
            var outcome = outcome(task);
            done += outcome.done() ? 1 : 0;
            held += outcome.held();
            calls += outcome.calls();
            modelCalls += outcome.modelCalls();
            System.out.printf(
                    "%-38s %-9s %3d of %2d %7.1f  %s%n",
                    task.id(),
                    outcome.state(),
                    outcome.held(),
                    outcome.calls(),
                    Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0,
                    outcome.done() ? "done" : "");
            outcome.faults().stream().limit(SHOWN).forEach(fault -> System.out.println("    " + fault));
        }
        System.out.printf(
                "%d of %d tasks, %d of %d calls, %d calls to a model%n", done, tasks.size(), held, calls, modelCalls);
        return done == tasks.size() && modelCalls == 0 ? 0 : 1;
    }

    private Outcome outcome(ExampleTask task) {
        var application = jdbi.onDemand(Applications.class).add(Bench.account(jdbi), task.name(), task.description());
        Bench.ended(jdbi, main.assignments.draft(application));
        var acceptance = yaml(new String(resource(task.id() + ".yaml"), StandardCharsets.UTF_8));
        var calls = StreamSupport.stream(acceptance.path("calls").spliterator(), false)
                .map(AcceptanceCall::new)
                .toList();
        var specification = jdbi.onDemand(Specifications.class).latest(application.id());
        if (specification.isEmpty()) {
            return new Outcome("none", 0, calls.size(), 0, List.of("no specification was made of its words"));
        }
        var developing = main.assignments.develop(application, specification.get(), "builtin");
        Bench.ended(jdbi, developing.jobId());
        var app = jdbi.onDemand(DevelopedApps.class)
                .findAny(developing.developedAppId())
                .orElseThrow();
        var faults = new ArrayList<>(unfinished(app));
        var held = held(task, app, acceptance, calls, faults);
        var modelCalls =
                jdbi.onDemand(EngineCalls.class).ofApplication(application.id()).calls();
        return new Outcome(app.state().label(), held, calls.size(), modelCalls, faults);
    }

    /** Why it is not verified. */
    private List<String> unfinished(DevelopedApp app) {
        var routes = jdbi.onDemand(CompiledRoutes.class).list(app.id()).stream()
                .filter(route -> route.state() != CompiledRoute.State.VERIFIED)
                .map(route -> "%s %s is %s: %s"
                        .formatted(route.method(), route.path(), route.state().label(), route.reason()));
        var findings = jdbi.onDemand(Verifications.class).findings(app.id()).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> "%s: %s".formatted(finding.checked(), finding.evidence()))
                .map(text -> text.replaceAll("\\s+", " "))
                .map(text -> text.length() > 300 ? text.substring(0, 300) : text);
        return Stream.concat(findings, routes).toList();
    }

    private int held(
            ExampleTask task, DevelopedApp app, JsonNode acceptance, List<AcceptanceCall> calls, List<String> faults) {
        var folder = home.resolve(task.id() + "-" + app.id());
        var settings = Map.of(
                "PORT",
                "0",
                "DATA_DIR",
                folder.resolve("data").toString(),
                "DATABASE_URL",
                "",
                "APP_SECRET",
                "a-secret-for-the-bench-that-is-long-enough",
                "ADMIN_EMAIL",
                Acceptance.ADMIN,
                "ADMIN_PASSWORD",
                Acceptance.PASSWORD);
        try (var running = Tool.start(folder(folder), folder.resolve("app.log"), settings, compiled(folder, app))) {
            var line = running.line("listening on ");
            var address = "http://127.0.0.1" + line.substring(line.lastIndexOf(':'));
            var contract = new Contract(yaml(text(address + "/openapi.yaml")));
            if (acceptance.path("accounts").asBoolean() && !contract.accounts()) {
                faults.add("people do not sign in");
            }
            var run = new Acceptance(address, contract, folder, reading());
            var held = 0;
            for (var call : calls) {
                var fault = run.fault(call);
                held += fault.isEmpty() ? 1 : 0;
                fault.ifPresent(text -> faults.add(call.says() + " | " + text));
            }
            return held;
        } catch (IllegalStateException broken) {
            faults.add(String.valueOf(broken.getMessage()));
            return 0;
        }
    }

    /** The command that starts it. */
    private List<String> compiled(Path folder, DevelopedApp app) {
        var sources = jdbi.onDemand(SourceFiles.class).in(app.id(), "src/main/");
        sources.forEach(source -> write(folder.resolve(source.path()), source.bytes()));
        // The build of an application packs it from its root.
        jdbi.onDemand(SourceFiles.class)
                .find(app.id(), "openapi.yaml")
                .ifPresent(file -> write(folder.resolve("src/main/resources/openapi.yaml"), file.bytes()));
        var java = sources.stream()
                .map(SourceFile::path)
                .filter(path -> path.endsWith(".java"))
                .toList();
        compile(folder, java);
        var start = java.stream()
                .filter(path -> path.matches("src/main/java/\\w+/App\\.java"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no App.java: " + app.summary()));
        var name = start.replaceAll("src/main/java/|\\.java", "").replace('/', '.');
        var path = folder.resolve("classes") + ":" + folder.resolve("src/main/resources") + ":" + libraries();
        return Stream.concat(java("-cp", path).stream(), Stream.of(name)).toList();
    }

    /** The command that says what a file holds; compiled once. */
    private List<String> reading() {
        var folder = folder(home.resolve("reading"));
        if (!Files.exists(folder.resolve("classes/Reading.class"))) {
            write(folder.resolve("Reading.java"), resource("Reading.java.txt"));
            compile(folder, List.of("Reading.java"));
        }
        return Stream.concat(
                        java("-Djava.awt.headless=true", "-cp", folder.resolve("classes") + ":" + libraries()).stream(),
                        Stream.of("Reading"))
                .toList();
    }

    private static List<String> java(String... options) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(Stream.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), Stream.of(options))
                .toList();
    }

    private static void compile(Path folder, List<String> sources) {
        var javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        var options = Stream.of(javac, "-proc:none", "-parameters", "-d", "classes", "-cp", libraries());
        var ended = Tool.run(
                folder,
                folder.resolve("javac.log"),
                Map.of(),
                Stream.concat(options, sources.stream()).toList());
        if (ended.code() != 0) {
            throw new IllegalStateException("it does not compile: " + ended.log());
        }
    }

    private static String libraries() {
        try (var jars = Files.list(Main.libraries())) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(":"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static void write(Path path, byte[] bytes) {
        try {
            folder(Objects.requireNonNull(path.getParent()));
            Files.write(path, bytes);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static String text(String url) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for " + url, stopped);
        }
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "this is no YAML: " + text.lines().findFirst().orElse(""), broken);
        }
    }

    /** A file of {@code bench/tasks}. */
    static byte[] resource(String name) {
        try (var in = TasksBench.class.getResourceAsStream("/bench/tasks/" + name)) {
            return Objects.requireNonNull(in, "there is no bench/tasks/" + name).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
