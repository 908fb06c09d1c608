package codex.verify;

import codex.code.Scenario;
import codex.code.SourceFile;
import codex.sandbox.ClassArchive;
import codex.sandbox.Command;
import codex.sandbox.Result;
import codex.sandbox.Runner;
import codex.sandbox.Sandbox;
import codex.specification.Document;
import codex.verify.Verification.Climbed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Climbs the ladder (GENERATED-APP.md, 11) in one box: what is untrusted runs there, what is judged is judged here. */
public final class Verifier implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Command.Limits LIMITS =
            new Command.Limits(Duration.ofMinutes(3), Duration.ofMinutes(2), 64L << 20, 256L << 20, 1024, 1 << 20);
    // A development, a look at what it made, and the next one.
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int TEST_SECONDS = 90;
    private static final String ARCHIVE = "/class-data/jars.jsa";
    private static final String MAP_CLASSES = "-XX:SharedArchiveFile=" + ARCHIVE;
    // For the name of a process in the box.
    private static final String LIST_CLASSES = "-XX:DumpLoadedClassList=/box/out/%s.classes";

    private final Sandbox sandbox;
    private final Path appLib;
    private final ClassArchive archive;
    private final Path runner = Runner.classes();
    private final Optional<Spare> spare;

    /** {@code appLib} holds the jars that developed apps are compiled, run and tested with; {@code archive} their classes. */
    public Verifier(Sandbox sandbox, Path appLib, ClassArchive archive) {
        this(sandbox, appLib, archive, Optional.empty());
    }

    /** Where there is something to rehearse with, boxes are warmed up ahead, see {@link #prepare}. */
    public Verifier(Sandbox sandbox, Path appLib, ClassArchive archive, Optional<Supplier<Rehearsal>> rehearsal) {
        this.sandbox = sandbox;
        this.appLib = appLib;
        this.archive = archive;
        this.spare = rehearsal.map(each ->
                new Spare(() -> sandbox.prepare(command(archive.file(), plan(each.get()))), PATIENCE));
    }

    /**
     * Somebody will have something verified soon: a box rehearses meanwhile, and the next verification takes about half
     * as long. Once begun, each verification leaves another one behind.
     */
    public void prepare() {
        spare.ifPresent(Spare::make);
    }

    /** Whether the next verification finds a box that has rehearsed. */
    public boolean prepared() {
        return spare.filter(Spare::ready).isPresent();
    }

    @Override
    public void close() {
        spare.ifPresent(Spare::close);
    }

    /** Verifies a project that has no acceptance tests. */
    public Verification verify(
            List<SourceFile> files, Document document, Set<String> unfinishedRouteIds, Consumer<String> say) {
        return verify(files, document, List.of(), unfinishedRouteIds, say);
    }

    /**
     * Verifies a project as it will be handed over. Stops at the first rung that leaves nothing to climb on: what does
     * not compile is not started. {@code say} is told, in words, what is being done.
     *
     * @param scenarios that its acceptance tests were written from
     */
    public Verification verify(
            List<SourceFile> files,
            Document document,
            List<Scenario> scenarios,
            Set<String> unfinishedRouteIds,
            Consumer<String> say) {
        var planned = new Calls(document, unfinishedRouteIds, Fetching.routes(files));
        var calls = planned.all();
        var again = planned.again();
        say.accept("Compiling, testing, starting and calling it: " + calls.size() + " calls");
        var archived = archive.file();
        var plan = plan(files, calls, again).toString();
        var result = spare.flatMap(Spare::take)
                .map(ready -> ready.run(plan))
                .orElseGet(() -> sandbox.run(command(archived, plan)));
        prepare();
        var notes = notes(result);
        if (notes.isMissingNode()) {
            return notRun(result);
        }
        var verification = new Judge(
                        files, document, notes, sandbox, ProvenSuccess.of(scenarios, document, unfinishedRouteIds))
                .judge(calls, planned.uncalled(), again);
        if (verification.verified() && archived.isEmpty() && result instanceof Result.Finished finished) {
            archive.learn(finished.files().entrySet().stream()
                    .filter(file -> file.getKey().endsWith(".classes"))
                    .map(Map.Entry::getValue)
                    .toList());
        }
        say.accept(
                verification.verified()
                        ? "Every rung holds"
                        : verification.findings().size() + " findings");
        return verification;
    }

    private Command command(Optional<Path> archived, String plan) {
        var readOnly = new HashMap<>(Map.of("/runner", runner, ClassArchive.INSIDE, appLib));
        archived.ifPresent(file -> readOnly.put(ARCHIVE, file));
        var classData = archived.isPresent() ? MAP_CLASSES : LIST_CLASSES;
        return new Command(
                List.of(
                        "/jdk/bin/java",
                        "-Xmx384m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-XX:+ExitOnOutOfMemoryError",
                        classData.formatted("runner"),
                        "-cp",
                        ClassArchive.path(appLib) + ":/runner",
                        "codex.sandbox.Runner",
                        ClassArchive.path(appLib),
                        "/runner",
                        classData),
                readOnly,
                Map.of(),
                plan,
                LIMITS);
    }

    private static String plan(Rehearsal rehearsal) {
        var planned = new Calls(rehearsal.document(), Set.of(), Fetching.routes(rehearsal.files()));
        return plan(rehearsal.files(), planned.all(), List.of()).put("rehearsal", true) + "\n";
    }

    private static ObjectNode plan(List<SourceFile> files, List<Call> calls, List<Call> again) {
        var plan = JSON.createObjectNode();
        plan.put("main", mainClass(files)).put("testSeconds", TEST_SECONDS);
        plan.putObject("environment")
                .put("APP_SECRET", People.SECRET)
                .put("ADMIN_EMAIL", People.ADMIN_EMAIL)
                .put("ADMIN_PASSWORD", People.PASSWORD);
        plan.putArray("secrets").add(People.SECRET).add(People.PASSWORD);
        Judge.SOUGHT.forEach(plan.putArray("sought")::add);
        plan.set("calls", JSON.valueToTree(calls));
        plan.set("callsAgain", JSON.valueToTree(again));
        var array = plan.putArray("files");
        files.forEach(file -> array.addObject().put("path", file.path()).put("content", file.content()));
        return plan;
    }

    private static String mainClass(List<SourceFile> files) {
        return files.stream()
                .map(SourceFile::path)
                .filter(path -> path.startsWith("src/main/java/") && path.endsWith("/App.java"))
                .map(path -> path.substring("src/main/java/".length(), path.length() - ".java".length()))
                .findFirst()
                .orElse("App")
                .replace('/', '.');
    }

    private static JsonNode notes(Result result) {
        if (!(result instanceof Result.Finished finished)) {
            return MissingNode.getInstance();
        }
        var bytes = finished.files().get("notes.json");
        try {
            return bytes == null ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (IOException broken) {
            return MissingNode.getInstance();
        }
    }

    private static Verification notRun(Result result) {
        var how = result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        var finding = new Finding(
                Rung.COMPILE, Severity.ERROR, null, null, 0, "it can be verified here", how + ": " + result.log());
        return new Verification(
                List.of(new Climbed(Rung.COMPILE, false, "not run: " + how, 0)), List.of(finding), List.of());
    }
}
