package codex;

import codex.code.SourceFile;
import codex.database.EmbeddedDatabase;
import codex.sandbox.Sandboxes;
import codex.sandbox.Tool;
import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.Method;
import codex.specification.intake.Hints;
import codex.specification.intake.Imports;
import codex.specification.intake.Intake;
import codex.stack.Project;
import codex.stack.javalin.JavalinStack;
import codex.verify.Verifier;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The application that we write from an entity model, beside what JHipster 9.4.0 wrote from the same one: how large it is,
 * how well it is tested, how it runs, and whether it is right where the other falls short. JHipster's figures and the
 * bars were measured once, on two cores (GENERATED-APP.md, 3); ours are measured here, in one run.
 */
final class QualityBench {
    private static final Path MODEL = Path.of("../shared/inputs/entity-models/online-shop.jh");
    private static final Pattern TESTS =
            Pattern.compile("Tests run: (\\d+), Failures: 0, Errors: 0, Skipped: 0\\s*$", Pattern.MULTILINE);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int WARM = 300;
    private static final int REQUESTS = 2000;
    private static final int REHEARSAL_SECONDS = 90;
    private static final double MEGABYTE = 1 << 20;

    private final Path folder;
    private final Document document;
    private final List<SourceFile> files;
    private boolean good = true;

    private QualityBench(Path folder, Document document, List<SourceFile> files) {
        this.folder = folder;
        this.document = document;
        this.files = files;
    }

    /** Measures the model of the file that {@code arguments} name, the online shop without one; answers with the exit code. */
    static int run(Config config, List<String> arguments) {
        var model = arguments.isEmpty() ? MODEL : Path.of(arguments.getFirst());
        try {
            var document = withPeople(imported(Files.readString(model)));
            var folder = Files.createDirectories(config.home().resolve("bench").resolve("quality"))
                    .toAbsolutePath();
            clear(folder);
            return measure(config, folder, document);
        } catch (IOException unreadable) {
            System.err.printf("The entity model %s cannot be read; name one: ./run bench quality FILE%n", model);
            return 2;
        }
    }

    private static int measure(Config config, Path folder, Document document) throws IOException {
        var stack = new JavalinStack();
        var project = new Project(document);
        stack.write(project);
        var started = System.nanoTime();
        var files = stack.write(project);
        var written = since(started);
        var bench = new QualityBench(folder, document, files);
        System.out.printf("%-44s %16s %12s %s%n", "measure", "JHipster 9.4.0", "ours", "bar");
        bench.size(written);
        var verify = bench.verify();
        bench.onPostgres();
        bench.inside(config, verify);
        bench.running();
        System.out.println(bench.good ? "every bar is met" : "a bar is missed");
        return bench.good ? 0 : 1;
    }

    private static Document imported(String model) {
        return switch (Imports.read(model, new Hints("Online shop", "", 0))) {
            case Intake.Taken taken -> taken.document();
            case Intake.Refused refused -> throw new IllegalArgumentException(refused.toString());
        };
    }

    // JHipster's applications have accounts, whether the model speaks of them or not.
    private static Document withPeople(Document imported) {
        var document = edit(imported, new Edit.Change("document", object().put("access", "ACCOUNTS")));
        document = edit(
                document,
                new Edit.Add("role", null, object().put("name", "customer").put("newcomers", true)));
        document = edit(document, new Edit.Add("role", null, object().put("name", "manager")));
        for (var route : document.routes().toList()) {
            var access = object();
            if (route.method() == Method.GET) {
                access.putObject("access").put("level", "SIGNED_IN").putArray("roles");
            } else {
                access.putObject("access")
                        .put("level", "ROLES")
                        .putArray("roles")
                        .add("manager");
            }
            document = edit(document, new Edit.Change(route.id(), access));
        }
        return document;
    }

    private static Document edit(Document document, Edit edit) {
        return switch (Editor.apply(document, edit, "bench")) {
            case Edited.Accepted accepted -> accepted.document();
            case Edited refused -> throw new IllegalStateException(refused.toString());
        };
    }

    private void size(Duration written) throws IOException {
        for (var file : files) {
            var path = folder.resolve(file.path());
            Files.createDirectories(path.getParent());
            Files.write(path, file.bytes());
        }
        var main = lines("src/main/java/");
        var test = lines("src/test/java/");
        row("generation", "13.0 s", "%.2f s".formatted(seconds(written)), "1 s", seconds(written) <= 1);
        row("files", "273", String.valueOf(files.size()), "130", files.size() <= 130);
        row("lines of Java, application", "9,325", String.valueOf(main), "5500", main <= 5500);
        row("lines of Java, tests", "10,012", String.valueOf(test), "as many", test >= main);
    }

    private long lines(String place) {
        return files.stream()
                .filter(file -> file.path().startsWith(place))
                .flatMap(file -> file.content().lines())
                .count();
    }

    /** In a folder where nothing was built before, as README says. */
    private Duration verify() throws IOException {
        var ended = maven(Map.of("DATABASE_URL", ""));
        var tests = tests(ended);
        var routes = document.routes().count();
        row("tests, all green", "403", String.valueOf(tests), "3 a route", tests >= 3 * routes);
        var coverage = coverage();
        row("line coverage", "41.6 + 65.4 %", "%.1f %%".formatted(coverage), "85 %", coverage >= 85);
        var warnings =
                ended.log().lines().filter(line -> line.startsWith("[WARNING]")).count();
        row("warnings of the build", "-", String.valueOf(warnings), "0", warnings == 0);
        row("mvn verify", "94.3 s", "%.1f s".formatted(seconds(ended.took())), "60 s", seconds(ended.took()) < 60);
        var jar = Files.size(jar()) / MEGABYTE;
        row("jar", "80 MB", "%.1f MB".formatted(jar), "20 MB", jar < 20);
        return ended.took();
    }

    private void onPostgres() {
        try (var database = EmbeddedDatabase.start(folder.resolveSibling("postgres"))) {
            var address = database.address();
            var url = address.jdbcUrl()
                    .replace("jdbc:postgresql://", "postgres://" + address.user() + ":" + address.password() + "@");
            var ended = maven(Map.of("DATABASE_URL", url));
            row("the same tests on PostgreSQL", "-", String.valueOf(tests(ended)), "green", tests(ended) > 0);
        }
    }

    private Tool.Ended maven(Map<String, String> environment) {
        var log = folder.resolveSibling("quality.log");
        var ended = Tool.run(folder, log, environment, List.of("mvn", "-B", "-ntp", "clean", "verify"));
        if (ended.code() != 0) {
            System.out.println(ended.log());
        }
        return ended;
    }

    private static int tests(Tool.Ended ended) {
        return TESTS.matcher(ended.log())
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
    }

    private double coverage() throws IOException {
        var missed = 0L;
        var covered = 0L;
        for (var line : Files.readAllLines(folder.resolve("target/site/jacoco/jacoco.csv")).stream()
                .skip(1)
                .toList()) {
            var cells = line.split(",", -1);
            missed += Long.parseLong(cells[7]);
            covered += Long.parseLong(cells[8]);
        }
        return 100.0 * covered / (missed + covered);
    }

    private void inside(Config config, Duration maven) {
        try (var verifier = Main.verifier(config, Sandboxes.choose(config.sandbox()))) {
            verified(verifier, maven, "a new box");
            verifier.prepare();
            for (var waited = 0; waited < REHEARSAL_SECONDS && !verifier.prepared(); waited++) {
                pause();
            }
            if (verifier.prepared()) {
                verified(verifier, maven, "a box that rehearsed");
            } else {
                row(
                        "verified in a box that rehearsed",
                        "-",
                        "none, CODEX_REHEARSAL is " + config.rehearsal(),
                        "",
                        false);
            }
        }
    }

    private void verified(Verifier verifier, Duration maven, String where) {
        var started = System.nanoTime();
        var verification = verifier.verify(files, document, Set.of(), words -> {});
        var took = seconds(since(started));
        row("verified in " + where, "-", "%.1f s".formatted(took), "20 s", verification.verified() && took <= 20);
        var ratio = took / seconds(maven);
        row("the same, as a part of mvn verify", "-", "%.2f".formatted(ratio), "0.50", ratio <= 0.5);
        row("calls from outside", "-", String.valueOf(verification.probes().size()), "", true);
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a box rehearsed", stopped);
        }
    }

    private void running() throws IOException {
        var data = Files.createDirectories(folder.resolveSibling("quality-data"));
        clear(data);
        var settings = Map.of(
                "PORT",
                "0",
                "DATA_DIR",
                data.toString(),
                "DATABASE_URL",
                "",
                "APP_SECRET",
                "a-secret-for-the-bench-that-is-long-enough",
                "ADMIN_EMAIL",
                Shopper.ADMIN,
                "ADMIN_PASSWORD",
                Shopper.PASSWORD);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var started = System.nanoTime();
        try (var app = Tool.start(
                folder,
                folder.resolveSibling("app.log"),
                settings,
                List.of(java, "@jvm.options", "-jar", jar().toString()))) {
            var line = app.line("listening on ");
            var ready = since(started);
            row("start to ready", "17.2 s", "%.1f s".formatted(seconds(ready)), "3 s", seconds(ready) <= 3);
            var idle = app.memory() / MEGABYTE;
            row("memory after the start", "492 MB", "%.0f MB".formatted(idle), "200 MB", idle < 200);
            var shopper = new Shopper("http://localhost" + line.substring(line.lastIndexOf(':')));
            var spots = shopper.weakSpots();
            var latency = shopper.listOfTwenty(WARM, REQUESTS);
            var busy = app.memory() / MEGABYTE;
            row("memory after 2,000 requests", "593 MB", "%.0f MB".formatted(busy), "300 MB", busy < 300);
            row("a list of 20, mean", "6.3 ms", "%.1f ms".formatted(latency), "4 ms", latency <= 4);
            System.out.printf("%n%-44s %-40s %s%n", "where JHipster 9.4.0 falls short", "what it does", "ours");
            spots.forEach(this::spot);
            inFiles().forEach(this::spot);
        }
    }

    private List<Shopper.Spot> inFiles() {
        var readme = content("README.md");
        var secret = files.stream()
                .flatMap(file -> file.content().lines())
                .anyMatch(line -> line.matches("(?i).*(secret|password)\\s*[:=]\\s*[\"']?[A-Za-z0-9+/]{20,}.*"));
        var told = document.routes().allMatch(route -> readme.contains(route.path()));
        var shipped = Stream.of("Dockerfile", ".github/workflows/ci.yml", "compose.yaml")
                .noneMatch(path -> content(path).isEmpty());
        var node = files.stream().anyMatch(file -> file.path().endsWith("package.json"));
        return List.of(
                new Shopper.Spot(
                        "a signing key in the files", "committed in clear", secret ? "one is there" : "none", !secret),
                new Shopper.Spot(
                        "README, CI, Dockerfile",
                        "README names no entity; none",
                        told && shipped ? "every route named; there" : "missing",
                        told && shipped),
                new Shopper.Spot("what the build needs", "Java, Maven, Node", node ? "Node" : "Java, Maven", !node));
    }

    private String content(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .map(SourceFile::content)
                .findFirst()
                .orElse("");
    }

    private void spot(Shopper.Spot spot) {
        good &= spot.right();
        System.out.printf("%-44s %-40s %s%s%n", spot.what(), spot.theirs(), spot.ours(), spot.right() ? "" : "  WRONG");
    }

    private void row(String what, String theirs, String ours, String bar, boolean met) {
        good &= met;
        System.out.printf("%-44s %16s %12s %s%s%n", what, theirs, ours, bar, met ? "" : "  MISSED");
    }

    // The one with its libraries; beside it lies the one that it was made from.
    private Path jar() throws IOException {
        try (var jars = Files.newDirectoryStream(
                folder.resolve("target"), jar -> jar.toString().matches(".*/(?!original-)[^/]+\\.jar"))) {
            return jars.iterator().next();
        }
    }

    private static void clear(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted((one, other) -> other.compareTo(one)).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static ObjectNode object() {
        return JSON.objectNode();
    }
}
