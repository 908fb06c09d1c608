package codex;

import codex.account.AccountRole;
import codex.account.Accounts;
import codex.application.Application;
import codex.application.Applications;
import codex.code.CompiledRoute;
import codex.code.CompiledRoutes;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.code.SourceFiles;
import codex.engine.EngineCalls;
import codex.queue.Job;
import codex.queue.Jobs;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.verify.Severity;
import codex.verify.Verifications;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Scores the pipeline: each description of {@code bench/} goes from words to a verified zip, on a database and with jobs
 * as in production. The table says what came of it; the exit code says whether all did.
 */
final class Bench {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SHOWN = 5;
    private static final String TWICE = "--twice";
    private static final long RANDOM = 50;

    /** The budgets of DESIGN.md, section 7; the second one is for the description with five entities. */
    private static final Duration DRAFT_BUDGET = Duration.ofSeconds(1);

    private static final Duration DEVELOP_BUDGET = Duration.ofSeconds(20);
    private static final String FIVE_ENTITIES = "online-shop";

    /**
     * One line of the table.
     *
     * @param draft from the description to the specification
     * @param develop from the specification to the zip
     * @param same whether a second development gave the same bytes; "-" where there was none
     */
    private record Row(
            String name,
            long routes,
            int tables,
            String state,
            Duration draft,
            Duration develop,
            String same,
            long calls,
            String remark) {
        boolean good() {
            return state.equals("verified") && !same.equals("no");
        }
    }

    private final Main main;
    private final Jdbi jdbi;
    private final boolean twice;

    private Bench(Main main, boolean twice) {
        this.main = main;
        this.twice = twice;
        this.jdbi = main.database.pages();
    }

    /**
     * Runs it and answers with the exit code.
     *
     * @param arguments names of descriptions, none runs all; {@code --twice} develops each a second time to compare;
     *     {@code editor} measures editing instead; {@code latency} a development with a model of fixed latency; {@code random} verifies fifty random specifications, or those of the
     *     seeds that follow; {@code faults} plants faults and counts those that verification finds; {@code quality}
     *     compares what is written from an entity model with what JHipster makes of it; {@code tasks} does the example
     *     tasks, or those with the ids that follow, and calls what came of them; {@code words} measures what is
     *     understood of user stories
     */
    static int run(Config config, List<String> arguments) {
        var rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
            case "editor" -> EditorBench.run(config);
            case "latency" -> LatencyBench.run(config);
            case "faults" -> FaultsBench.run(config, rest);
            case "quality" -> QualityBench.run(config, rest);
            case "random" ->
                RandomBench.run(
                        config,
                        rest.isEmpty()
                                ? RandomBench.seeds(RANDOM)
                                : rest.stream().map(Long::valueOf).toList());
            case "tasks" -> TasksBench.run(config, rest);
            case "words" -> WordsBench.run(config);
            default -> descriptions(config, arguments);
        };
    }

    private static int descriptions(Config config, List<String> arguments) {
        var home = config.home().resolve("bench");
        var settings = new HashMap<>(Map.of("CODEX_HOME", home.toString(), "PORT", "0"));
        settings.put("CODEX_SANDBOX", config.sandbox());
        settings.put("CODEX_REHEARSAL", "off");
        var names =
                arguments.stream().filter(argument -> !argument.equals(TWICE)).toList();
        try (var main = new Main(Config.read(settings))) {
            main.work();
            return new Bench(main, arguments.contains(TWICE)).run(names);
        }
    }

    private int run(List<String> names) {
        var rows = new ArrayList<Row>();
        System.out.printf(
                "%-18s %6s %6s %-9s %6s %8s %-4s %5s%n",
                "description", "routes", "tables", "state", "draft", "develop", "same", "calls");
        for (var description : descriptions().entrySet()) {
            if (names.isEmpty() || names.contains(description.getKey())) {
                var row = score(description.getKey(), description.getValue());
                rows.add(row);
                System.out.printf(
                        "%-18s %6d %6d %-9s %6.1f %8.1f %-4s %5d  %s%n",
                        row.name(),
                        row.routes(),
                        row.tables(),
                        row.state(),
                        seconds(row.draft()),
                        seconds(row.develop()),
                        row.same(),
                        row.calls(),
                        row.remark());
            }
        }
        var good = rows.stream().filter(Row::good).count();
        System.out.printf("%d of %d verified%n", good, rows.size());
        rows.stream()
                .map(Row::draft)
                .max(Duration::compareTo)
                .ifPresent(longest -> budget("the longest draft", longest, DRAFT_BUDGET));
        rows.stream()
                .filter(row -> row.name().equals(FIVE_ENTITIES))
                .forEach(row -> budget("five entities, specification to zip", row.develop(), DEVELOP_BUDGET));
        return good == rows.size() && good > 0 ? 0 : 1;
    }

    // Told, not enforced: seconds depend on what else the machine does.
    private static void budget(String what, Duration taken, Duration budget) {
        System.out.printf(
                "%s: %.1f s of %d s%s%n",
                what, seconds(taken), budget.toSeconds(), taken.compareTo(budget) > 0 ? ", over budget" : "");
    }

    private Row score(String name, String description) {
        var application = jdbi.onDemand(Applications.class).add(account(), name, description);
        var started = System.nanoTime();
        var job = ended(main.assignments.draft(application));
        var draft = since(started);
        var specification = jdbi.onDemand(Specifications.class).latest(application.id());
        if (specification.isEmpty()) {
            return new Row(name, 0, 0, "none", draft, Duration.ZERO, "-", 0, problem(job));
        }
        return develop(name, application, specification.get(), draft);
    }

    private Row develop(String name, Application application, Specification specification, Duration draft) {
        var started = System.nanoTime();
        var developing = main.assignments.develop(application, specification, "builtin");
        var job = ended(developing.jobId());
        var develop = since(started);
        var app = jdbi.onDemand(DevelopedApps.class)
                .findAny(developing.developedAppId())
                .orElseThrow();
        var document = specification.document();
        var remark = job.error() == null ? app.summary() : problem(job);
        var calls =
                jdbi.onDemand(EngineCalls.class).ofApplication(application.id()).calls();
        return new Row(
                name,
                document.routes().count(),
                document.tables().size(),
                app.state().label(),
                draft,
                develop,
                twice ? same(application, specification, app) : "-",
                calls,
                app.state() == DevelopedApp.State.VERIFIED ? climbed(app) : remark + " " + evidence(app));
    }

    /** Whether the same specification, developed again, gives the same files. */
    private String same(Application application, Specification specification, DevelopedApp app) {
        var again = main.assignments.develop(application, specification, "builtin");
        ended(again.jobId());
        return files(app.id()).equals(files(again.developedAppId())) ? "yes" : "no";
    }

    // Without the report of the run, which tells times.
    private List<String> files(long developedAppId) {
        return jdbi.onDemand(SourceFiles.class).list(developedAppId).stream()
                .filter(file -> !file.path().toLowerCase(Locale.ROOT).contains("verification"))
                .map(file -> file.path() + " " + file.sha256())
                .toList();
    }

    /** The seconds that each rung took. */
    private String climbed(DevelopedApp app) {
        return jdbi.onDemand(Verifications.class).rungs(app.id()).stream()
                .filter(rung -> rung.millis() > 0)
                .map(rung -> "%s %.1f".formatted(rung.rung().label(), rung.millis() / 1000.0))
                .collect(Collectors.joining(", "));
    }

    /** Why it is not verified: the first findings, then routes that fell short. */
    private String evidence(DevelopedApp app) {
        var routes = jdbi.onDemand(CompiledRoutes.class).list(app.id()).stream()
                .filter(route -> route.state() != CompiledRoute.State.VERIFIED)
                .map(route -> "%s %s %s: %s"
                        .formatted(route.method(), route.path(), route.state().label(), route.reason()));
        var findings = jdbi.onDemand(Verifications.class).findings(app.id()).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.checked() + ": " + finding.evidence());
        return Stream.concat(findings, routes)
                .limit(SHOWN)
                .map(line -> "%n    %.300s".formatted(line.replaceAll("\\s+", " ")))
                .collect(Collectors.joining());
    }

    private Job ended(long jobId) {
        return ended(jdbi, jobId);
    }

    /** The job when it is over. */
    // Looked at often: a draft takes less than a second.
    static Job ended(Jdbi jdbi, long jobId) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var job = jdbi.onDemand(Jobs.class).findAny(jobId).orElseThrow();
            if (!job.state().active()) {
                return job;
            }
            pause();
        }
        throw new IllegalStateException("job %d did not end in %d minutes".formatted(jobId, PATIENCE.toMinutes()));
    }

    private static String problem(Job job) {
        var error = job.error();
        return error == null ? "" : error.path("message").asText();
    }

    private long account() {
        return account(jdbi);
    }

    /** The id of the account that benches work for. */
    static long account(Jdbi jdbi) {
        var accounts = jdbi.onDemand(Accounts.class);
        return accounts.findByEmail("bench@localhost")
                .or(() -> accounts.add("bench@localhost", "Bench", "no password", AccountRole.USER))
                .orElseThrow()
                .id();
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(10));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for a job", stopped);
        }
    }

    /** Texts by name, in order of name: files of {@code bench/} on the class path. */
    static Map<String, String> descriptions() {
        try {
            var place = Optional.ofNullable(Bench.class.getResource("/bench/"))
                    .orElseThrow()
                    .toURI();
            if (place.getScheme().equals("jar")) {
                try (var jar = FileSystems.newFileSystem(place, Map.of())) {
                    return texts(jar.getPath("/bench"));
                }
            }
            return texts(Path.of(place));
        } catch (IOException | URISyntaxException broken) {
            throw new IllegalStateException("the descriptions of the bench could not be read", broken);
        }
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        var texts = new java.util.TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                texts.put(file.getFileName().toString().replace(".txt", ""), Files.readString(file));
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
        return texts;
    }
}
