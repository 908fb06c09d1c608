package codex.verify;

import codex.code.SourceFile;
import codex.sandbox.Sandbox;
import codex.specification.Access;
import codex.specification.Behaviour;
import codex.specification.Document;
import codex.specification.Response;
import codex.specification.Route;
import codex.verify.Verification.Climbed;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Says what is wrong, from what {@link codex.sandbox.Runner} noted in the box. Each rung that could not be reached is left out. */
final class Judge {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int READY_MILLIS = 10_000;
    private static final Pattern LEAK = Pattern.compile(
            "\\w\\(\\w+\\.java:\\d+\\)|\\bjava\\.(lang|util|sql)\\.\\w+|\\borg\\.(jdbi|h2|postgresql|eclipse)\\b"
                    + "|SQLException|JdbcSQL|\\bINSERT INTO\\b|\\bSELECT .{1,80} FROM\\b");
    private static final String KEPT_PASSWORD = Pattern.quote(People.PASSWORD);
    private static final String SLOW_HASH = "\\$argon2(id|i)\\$|\\$2[aby]\\$1\\d\\$|\\$scrypt\\$";

    /** Expressions for what the kept files are searched for. */
    static final List<String> SOUGHT = List.of(KEPT_PASSWORD, SLOW_HASH, Pattern.quote(People.ADMIN_EMAIL));

    private static final int SLOW_MILLIS = 5_000;
    private static final Pattern MOUNTED =
            Pattern.compile("\\broutes\\s*\\.(get|post|put|patch|delete|head|options)\\(\\s*\"([^\"]*)\"");
    // A UUID of another version than 4 and 7, which are the random ones (RFC 9562).
    private static final Pattern GUESSABLE =
            Pattern.compile("^\\{\"id\":\"[0-9a-f]{8}-[0-9a-f]{4}-[^47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\"");
    private static final Pattern ADDRESS = Pattern.compile("[^{]*/\\{[^}]*}");
    // Out of reach of scripts (CWE-1004) and of forms on other sites (CWE-1275).
    private static final List<String> FLAGS = List.of("HttpOnly", "SameSite=Lax");
    private static final Set<String> PLATFORM =
            Set.of("GET /health/live", "GET /health/ready", "GET /openapi.yaml", "GET /assets/app.css");
    private static final Pattern OPENAPI_LINE =
            Pattern.compile("^(?: {2}\"?(/[^\":]*)\"?:| {4}(get|post|put|patch|delete):)");

    private final List<SourceFile> files;
    private final Document document;
    private final JsonNode notes;
    private final Sandbox sandbox;
    private final ProvenSuccess proven;
    private final List<Climbed> rungs = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>();

    Judge(List<SourceFile> files, Document document, JsonNode notes, Sandbox sandbox, ProvenSuccess proven) {
        this.sandbox = sandbox;
        this.proven = proven;
        this.files = files;
        this.document = document;
        this.notes = notes;
    }

    Verification judge(List<Call> calls, List<Route> uncalled, List<Call> again) {
        compile();
        if (notes.has("testsCode")) {
            tests();
            boot();
            answers(calls, notes.at("/boot/callsAnswers"));
            uncalled.stream().filter(route -> !proven.of(route, findings)).forEach(this::uncalled);
            document.routes()
                    .filter(route -> onlyRefused(route) && !proven.of(route, findings))
                    .forEach(this::refused);
            routeTable();
            if (notes.at("/boot/readyMillis").asLong() >= 0) {
                climbed(
                        Rung.ROUTES,
                        probed(calls, Rung.ROUTES) + " of " + document.routes().count() + " routes",
                        0);
                kept();
                climbed(Rung.ATTACKS, probed(calls, Rung.ATTACKS) + ", " + weaknesses(calls) + " kinds of weakness", 0);
            }
            cleanRoom(again);
        }
        return new Verification(rungs, findings, probes);
    }

    private void compile() {
        for (var each : notes.path("diagnostics")) {
            var kind = each.path("kind").asText();
            if (kind.equals("NOTE")) {
                continue;
            }
            var path = each.path("path").asText();
            findings.add(new Finding(
                    Rung.COMPILE,
                    Severity.ERROR,
                    routeOf(path),
                    path.isEmpty() ? null : path,
                    each.path("line").asInt(),
                    kind.equals("ERROR") ? "it compiles" : "it compiles without a warning",
                    each.path("message").asText()));
        }
        findings.addAll(StaticRules.findings(files));
        if (!sandbox.isolated()) {
            findings.add(new Finding(
                    Rung.COMPILE,
                    Severity.WARNING,
                    null,
                    null,
                    0,
                    "it runs isolated from the machine",
                    "Not isolated: CODEX_SANDBOX is none, so all of this ran with the rights of Codex."));
        }
        climbed(
                Rung.COMPILE,
                "%d sources, sandbox %s".formatted(notes.path("compiled").asInt(), sandbox.name()),
                notes.path("compileMillis").asLong());
    }

    private void tests() {
        var report = TestReport.read(notes.path("testsReport").asText());
        for (var failure : report.failures()) {
            var path = "src/test/java/" + failure.className().replace('.', '/') + ".java";
            findings.add(new Finding(
                    Rung.TESTS,
                    Severity.ERROR,
                    routeOf(path),
                    path,
                    0,
                    "the test " + failure.test(),
                    failure.message()));
        }
        var code = notes.path("testsCode").asInt();
        if (report.failures().isEmpty() && (code != 0 || report.tests() == 0)) {
            var checked = code == -1 ? "its tests end in time" : "its tests run";
            findings.add(error(
                    Rung.TESTS,
                    null,
                    checked,
                    "exit code " + code + "\n" + notes.path("testsLog").asText()));
        }
        var summary =
                report.tests() + " tests, " + report.failures().size() + " failed, " + report.skipped() + " skipped";
        climbed(Rung.TESTS, summary, notes.path("testsMillis").asLong());
    }

    private void boot() {
        var boot = notes.path("boot");
        var ready = boot.path("readyMillis").asLong();
        var log = boot.path("log").asText();
        var again = notes.at("/again/readyMillis").asLong(-1);
        if (ready < 0) {
            findings.add(error(Rung.BOOT, null, "it starts on an empty data directory", log));
        } else if (!boot.path("alive").asBoolean()) {
            findings.add(error(Rung.BOOT, null, "it outlives its calls", log));
        } else if (!boot.path("stopped").asBoolean()) {
            findings.add(error(Rung.BOOT, null, "it stops within 10 s of SIGTERM", log));
        } else if (again < 0) {
            findings.add(error(
                    Rung.BOOT,
                    null,
                    "it starts again on its data",
                    notes.at("/again/log").asText()));
        }
        // The first start is in a process that stood by, beside the application's own tests; the second one is as
        // anywhere.
        if (again > READY_MILLIS) {
            findings.add(error(Rung.BOOT, null, "it is ready within 10 s", again + " ms"));
        }
        climbed(
                Rung.BOOT,
                ready < 0 ? "it did not start" : "started, stopped, started again: ready after " + again + " ms",
                Math.max(ready, again));
    }

    private void answers(List<Call> calls, JsonNode answers) {
        if (answers.size() < calls.size() && notes.at("/boot/readyMillis").asLong(-1) >= 0) {
            findings.add(error(
                    Rung.ROUTES,
                    null,
                    "every call is made",
                    "%d of %d calls were answered".formatted(answers.size(), calls.size())));
        }
        for (var index = 0; index < Math.min(calls.size(), answers.size()); index++) {
            answer(calls.get(index), answers.get(index));
        }
    }

    private void answer(Call call, JsonNode answer) {
        var status = answer.path("status").asInt();
        var body = answer.path("body").asText();
        var wrong = wrong(call, answer);
        probes.add(new Probe(
                call.routeId(),
                call.weakness(),
                call.actor(),
                call.what(),
                shortened(answer.path("request").asText()),
                call.accepted().getFirst(),
                status,
                shortened(body),
                wrong == null,
                answer.path("millis").asInt()));
        if (wrong != null) {
            var evidence = shortened(answer.path("request").asText()) + "\nanswered " + status + "\n" + shortened(body);
            findings.add(
                    error(call.rung(), call.routeId(), call.what() + " as " + call.actor() + ": " + wrong, evidence));
        }
    }

    private void uncalled(Route route) {
        findings.add(new Finding(
                Rung.ROUTES,
                Severity.WARNING,
                route.id(),
                null,
                0,
                "it is called as specified",
                "It needs a row that no route makes, so only what it refuses was tried."));
    }

    // What a function refuses proves little of what it does; only an example knows values that it takes.
    private boolean onlyRefused(Route route) {
        var held = probes.stream()
                .filter(probe -> route.id().equals(probe.routeId()) && probe.passed())
                .toList();
        // Of an unfinished route nothing else is expected.
        return held.stream().allMatch(probe -> probe.status() >= 400 && probe.expected() != 501) && !held.isEmpty();
    }

    private void refused(Route route) {
        if (findings.stream().noneMatch(finding -> route.id().equals(finding.routeId()))) {
            findings.add(new Finding(
                    Rung.ROUTES,
                    Severity.WARNING,
                    route.id(),
                    null,
                    0,
                    "its success is seen",
                    lacking(route)
                            ? "It answered 501, since a service that it asks is not connected while it is verified."
                            : "It refused every call, so what it does with values that it takes was not seen. An"
                                    + " acceptance example of the route tells which values to try."));
        }
    }

    private boolean lacking(Route route) {
        return probes.stream().anyMatch(probe -> route.id().equals(probe.routeId()) && probe.status() == 501);
    }

    // Whoever repairs a function has to know what it may answer instead.
    private static String expected(List<Integer> accepted) {
        return accepted.size() == 1
                ? accepted.getFirst().toString()
                : "one of " + accepted.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private @Nullable String wrong(Call call, JsonNode answer) {
        var status = answer.path("status").asInt();
        var body = answer.path("body").asText();
        var type = answer.at("/headers/content-type").asText();
        if (!call.accepted().contains(status)) {
            return "expected " + expected(call.accepted()) + ", not " + status;
        }
        if (call.times() > 1) {
            return atOnce(call, answer.path("statuses"));
        }
        if (answer.path("present").asBoolean()) {
            return call.weakness() == Weakness.OTHERS_ROWS ? "it shows what is another's" : "it shows what it may not";
        }
        if (answer.has("missing")) {
            return "it does not show " + answer.path("missing").asText();
        }
        if (status >= 400 && LEAK.matcher(body).find()) {
            return "the error tells of the inside";
        }
        if (call.weakness() == Weakness.SLOW_PATTERN && answer.path("millis").asInt() > SLOW_MILLIS) {
            return "it takes " + answer.path("millis").asInt() + " ms";
        }
        if (type.startsWith("text/html") && body.contains("<script>alert(1)</script>")) {
            return "markup comes back unescaped";
        }
        if (type.contains("json") && !body.endsWith("…") && !parses(body)) {
            return "the answer is no JSON";
        }
        if (status == 201 && GUESSABLE.matcher(body).find()) {
            return "its id can be guessed: it is no random one";
        }
        return headers(call, status, answer.path("headers"));
    }

    // Of those that came at once exactly one may have its way.
    private static @Nullable String atOnce(Call call, JsonNode statuses) {
        var all = StreamSupport.stream(statuses.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
        var right = all.stream().filter(call.accepted().getFirst()::equals).count();
        return right == 1 && call.accepted().containsAll(all)
                ? null
                : "of %d at once one must be answered with %d and the others refused, not %s"
                        .formatted(call.times(), call.accepted().getFirst(), all);
    }

    private @Nullable String headers(Call call, int status, JsonNode headers) {
        if (!headers.has("x-content-type-options")) {
            return "the header X-Content-Type-Options is missing";
        }
        if (!headers.path("content-security-policy").asText().contains("frame-ancestors")) {
            return "the header Content-Security-Policy does not say who may frame it";
        }
        var cached = headers.path("cache-control").asText();
        var personal = call.headers().containsKey("Authorization") || headers.has("set-cookie");
        if (personal && !cached.contains("no-store")) {
            return "an answer for one person may be kept by others: Cache-Control is not no-store";
        }
        var cookie = headers.path("set-cookie").asText();
        if (!cookie.isEmpty() && !FLAGS.stream().allMatch(cookie::contains)) {
            return "a cookie is set without " + String.join(", ", FLAGS);
        }
        if (status == 401 && !headers.has("www-authenticate")) {
            return "the header WWW-Authenticate is missing";
        }
        if (status == 429 && !headers.has("retry-after")) {
            return "the header Retry-After is missing";
        }
        // What a function answers with is as its specification says.
        var file = does(call, Behaviour.Kind.LIST)
                && headers.path("content-type").asText().startsWith(Response.CSV);
        if (file && !headers.path("content-disposition").asText().startsWith("attachment")) {
            return "the header Content-Disposition does not say that it is a file to be kept";
        }
        if (status == 201 && creates(call) && headers.path("location").asText().isEmpty()) {
            return "the header Location does not say where the new row is";
        }
        if (status == 303 && headers.path("location").asText().isEmpty()) {
            return "the header Location does not say where the browser goes on";
        }
        var type = headers.path("content-type").asText();
        // Whoever fills in a form sees what is wrong on a page.
        var wanted = Response.HTML.equals(call.headers().get("Accept")) ? Response.HTML : "application/problem+json";
        return status >= 400 && !type.startsWith(wanted) && !described(call, status)
                ? "the error is " + type + ", not " + wanted
                : null;
    }

    private boolean does(Call call, Behaviour.Kind kind) {
        return document.routes()
                .anyMatch(route ->
                        route.id().equals(call.routeId()) && route.behaviour().kind() == kind);
    }

    // Whether the call makes a row that has an address of its own.
    private boolean creates(Call call) {
        return document.routes()
                .filter(route ->
                        route.id().equals(call.routeId()) && route.behaviour().kind() == Behaviour.Kind.CREATE)
                .anyMatch(made -> document.routes()
                        .anyMatch(route -> route.behaviour().kind() == Behaviour.Kind.READ
                                && String.valueOf(route.behaviour().table())
                                        .equals(made.behaviour().table())
                                && ADDRESS.matcher(route.path()).matches()));
    }

    // A specification may have errors of its own shape.
    private boolean described(Call call, int status) {
        return document.routes()
                .filter(route -> route.id().equals(call.routeId()))
                .flatMap(route -> route.responses().stream())
                .anyMatch(response ->
                        response.status() == status && !response.type().isEmpty());
    }

    private static long weaknesses(List<Call> calls) {
        return calls.stream()
                .map(Call::weakness)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    // What the calls left behind: in the log, beside the program, in the files of the database.
    private void kept() {
        for (var line : notes.at("/boot/told")) {
            findings.add(error(Rung.ATTACKS, null, "no password, key or token is in the log", line.asText()));
        }
        if (notes.at("/boot/canary").asBoolean()) {
            findings.add(error(Rung.ATTACKS, null, "no text is run as a command", "the file \"canary\" was made"));
        }
        var kept = notes.path("kept");
        if (kept.has(KEPT_PASSWORD)) {
            findings.add(error(
                    Rung.ATTACKS,
                    null,
                    "no password is kept as it is",
                    "it stands in " + kept.path(KEPT_PASSWORD).asText()));
        }
        // Where the file is legible at all, since the address of the administrator is in it.
        if (kept.has(SOUGHT.getLast()) && !kept.has(SLOW_HASH)) {
            findings.add(error(
                    Rung.ATTACKS,
                    null,
                    "passwords are kept as slow hashes",
                    "there is no hash of Argon2, bcrypt or scrypt in "
                            + kept.path(SOUGHT.getLast()).asText()));
        }
    }

    private void routeTable() {
        var openApi = files.stream()
                .filter(file -> file.path().equals("openapi.yaml"))
                .findFirst();
        if (openApi.isEmpty()) {
            findings.add(error(Rung.ROUTES, null, "there is an openapi.yaml", "no such file"));
            return;
        }
        var described = described(openApi.get().content());
        document.routes()
                .filter(route -> !described.contains(route.operation()))
                .forEach(route ->
                        findings.add(error(Rung.ROUTES, route.id(), "openapi.yaml describes it", route.operation())));
        var mounted = mounted();
        document.routes()
                .filter(route -> !mounted.contains(route.operation()))
                .forEach(route -> findings.add(error(Rung.ROUTES, route.id(), "it is there", route.operation())));
        Stream.concat(described.stream(), mounted.stream())
                .distinct()
                .filter(call -> !specified(call))
                .sorted()
                .forEach(call ->
                        findings.add(error(Rung.ROUTES, null, "there is no route that nobody asked for", call)));
    }

    private boolean specified(String call) {
        return PLATFORM.contains(call)
                || (document.access() == Access.ACCOUNTS && call.matches("[A-Z]+ /auth/.*"))
                || document.routes().anyMatch(route -> call.equals(route.operation()));
    }

    // As the sources say: no request can find out what else a server would answer.
    private Set<String> mounted() {
        return files.stream()
                .filter(file -> file.path().startsWith("src/main/java/"))
                .flatMap(file -> MOUNTED.matcher(file.content()).results())
                .map(found -> found.group(1).toUpperCase(Locale.ROOT) + " " + found.group(2))
                .collect(Collectors.toSet());
    }

    private static Set<String> described(String yaml) {
        var found = new HashSet<String>();
        var path = "";
        for (var line : (Iterable<String>) yaml.lines()::iterator) {
            var matcher = OPENAPI_LINE.matcher(line);
            if (!matcher.find()) {
                continue;
            }
            if (matcher.group(1) != null) {
                path = matcher.group(1);
            } else {
                found.add(matcher.group(2).toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return found;
    }

    private void cleanRoom(List<Call> again) {
        answers(again, notes.at("/again/callsAgainAnswers"));
        var manifest = files.stream()
                .filter(file -> file.path().equals(".codex/manifest.json"))
                .findFirst();
        if (manifest.isEmpty()) {
            findings.add(error(Rung.CLEAN_ROOM, null, "there is a manifest", ".codex/manifest.json is missing"));
        } else {
            manifest(manifest.get());
        }
        var summary =
                "manifest compared; started from another directory on the data of before. A whole Maven run is not part of this";
        climbed(Rung.CLEAN_ROOM, summary, notes.at("/again/readyMillis").asLong());
    }

    private void manifest(SourceFile manifest) {
        var listed = new HashSet<String>();
        try {
            JSON.readTree(manifest.content())
                    .path("files")
                    .forEach(entry -> listed.add(entry.path("path").asText() + " "
                            + entry.path("sha256").asText()));
        } catch (JsonProcessingException broken) {
            findings.add(error(Rung.CLEAN_ROOM, null, "the manifest is JSON", broken.getOriginalMessage()));
        }
        files.stream()
                .filter(file -> !file.path().equals(manifest.path())
                        && !file.path().toLowerCase(Locale.ROOT).startsWith("verification."))
                .filter(file -> !listed.contains(file.path() + " " + file.sha256()))
                .forEach(file -> findings.add(new Finding(
                        Rung.CLEAN_ROOM,
                        Severity.ERROR,
                        null,
                        file.path(),
                        0,
                        "the manifest has its hash",
                        file.sha256())));
    }

    private void climbed(Rung rung, String summary, long millis) {
        var passed = findings.stream().noneMatch(each -> each.rung() == rung && each.severity() == Severity.ERROR);
        rungs.add(new Climbed(rung, passed, summary, millis));
    }

    private static String probed(List<Call> calls, Rung rung) {
        return calls.stream().filter(call -> call.rung() == rung).count() + " calls";
    }

    private @Nullable String routeOf(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path) && file.elements().size() == 1)
                .map(file -> file.elements().getFirst())
                .findFirst()
                .orElse(null);
    }

    private static Finding error(Rung rung, @Nullable String routeId, String checked, String evidence) {
        return new Finding(rung, Severity.ERROR, routeId, null, 0, checked, evidence);
    }

    private static boolean parses(String body) {
        try {
            JSON.readTree(body);
            return true;
        } catch (JsonProcessingException broken) {
            return false;
        }
    }

    // PostgreSQL keeps no NUL.
    private static String shortened(String text) {
        var shown = text.replace("\0", "\\0");
        return shown.length() <= 1000 ? shown : shown.substring(0, 1000) + "…";
    }
}
