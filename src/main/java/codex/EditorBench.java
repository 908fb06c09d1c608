package codex;

import codex.application.Applications;
import codex.specification.Document;
import codex.specification.ElementKind;
import codex.specification.Elements;
import codex.specification.Specification;
import codex.specification.Specifications;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Measures editing as a browser meets it: whole answers over HTTP on loopback, versions saved in PostgreSQL. Budgets are
 * those of EXPERIENCE.md, N14, V6 and V18; they are told, since times depend on what else the machine does.
 */
final class EditorBench {
    private static final int WARM = 12;
    private static final int ROUNDS = 40;
    private static final Duration BUDGET = Duration.ofMillis(200);
    private static final Duration DIAGRAM_BUDGET = Duration.ofSeconds(1);
    private static final int PAGE_BUDGET = 300_000;
    private static final double RATIO_BUDGET = 2;
    private static final String EMAIL = "editor-bench@localhost";

    /**
     * One document's figures.
     *
     * @param page of the specification, in bytes
     * @param diagram the slowest of the pictures
     */
    private record Row(String name, int elements, List<Duration> edits, int page, Duration diagram) {
        Duration percentile(double part) {
            var sorted = edits.stream().sorted().toList();
            return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
        }
    }

    private final Main main;
    private final Jdbi jdbi;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private EditorBench(Main main) {
        this.main = main;
        this.jdbi = main.database.pages();
    }

    /** Runs it and answers with the exit code: 1 when a page is larger than its budget, which no machine changes. */
    static int run(Config config) {
        var home = config.home().resolve("bench");
        var settings = new HashMap<>(Map.of("CODEX_HOME", home.toString(), "PORT", "0"));
        settings.put("CODEX_SANDBOX", config.sandbox());
        settings.put("CODEX_REHEARSAL", "off");
        settings.put("CODEX_ADMIN_EMAIL", EMAIL);
        settings.put("CODEX_ADMIN_PASSWORD", EMAIL);
        try (var main = new Main(Config.read(settings))) {
            main.serve();
            return new EditorBench(main).run();
        }
    }

    private int run() {
        post("/sign-in", Map.of("email", EMAIL, "password", EMAIL));
        System.out.printf(
                "%-24s %8s %6s %7s %7s %8s %10s%n",
                "specification", "elements", "edits", "p50 ms", "p95 ms", "page KB", "picture ms");
        var large = measure("60 tables, 200 routes", LargeSpecification.document());
        var some = measure("12 tables, 36 routes", LargeSpecification.document(12, 36, 4));
        var few = measure("1 table, 2 routes", LargeSpecification.document(1, 2, 1));
        told("an edit of the largest, p95", large.percentile(0.95), BUDGET);
        told("a picture of the largest", large.diagram(), DIAGRAM_BUDGET);
        var ratio =
                (double) some.percentile(0.5).toNanos() / few.percentile(0.5).toNanos();
        System.out.printf(
                "an edit among %d elements against one among %d, p50: %.1f times (at most %.0f)%n",
                some.elements(), few.elements(), ratio, RATIO_BUDGET);
        return large.page() > PAGE_BUDGET ? 1 : 0;
    }

    private static void told(String what, Duration taken, Duration budget) {
        System.out.printf(
                "%s: %d ms of %d%s%n",
                what, taken.toMillis(), budget.toMillis(), taken.compareTo(budget) > 0 ? ", over budget" : "");
    }

    private Row measure(String name, Document document) {
        var owner = jdbi.onDemand(codex.account.Accounts.class)
                .findByEmail(EMAIL)
                .orElseThrow()
                .id();
        var application = jdbi.onDemand(Applications.class).add(owner, name, "Measured.");
        jdbi.onDemand(Specifications.class).add(application.id(), null, document, "made", "bench");
        var url = "/applications/" + application.id() + "/specification";
        var edits = new ArrayList<Duration>();
        for (int round = 0; round < WARM + ROUNDS; round++) {
            var taken = round(url, application.id(), round);
            if (round >= WARM) {
                edits.addAll(taken);
            }
        }
        var page = get(url);
        var diagram = Duration.ZERO;
        for (var picture : List.of("/diagrams", "/diagrams/routes", "/diagrams/permissions")) {
            var address = url + "/" + latest(application.id()).version() + picture;
            var started = System.nanoTime();
            get(address);
            diagram = longer(diagram, Duration.ofNanos(System.nanoTime() - started));
        }
        var row = new Row(name, Elements.of(document).all().size(), edits, page, diagram);
        System.out.printf(
                "%-24s %8d %6d %7d %7d %8d %10d%n",
                row.name(),
                row.elements(),
                row.edits().size(),
                row.percentile(0.5).toMillis(),
                row.percentile(0.95).toMillis(),
                row.page() / 1000,
                row.diagram().toMillis());
        return row;
    }

    /** What a person does, each kind once, so that the document stays the size it is. */
    private List<Duration> round(String url, long application, int round) {
        var document = latest(application).document();
        var table = document.tables().get(round % document.tables().size());
        var feature = document.features().get(round % document.features().size());
        var routes = document.routes().toList();
        var route = routes.get(round % routes.size()).id();
        var taken = new ArrayList<Duration>();
        taken.add(edit(
                url + "/elements/" + table.id(),
                application,
                Map.of("name", "item_r" + round, "summary", "Round " + round, "owner", "clerk_id", "follow", "all")));
        taken.add(edit(
                url + "/elements",
                application,
                Map.of("kind", "column", "parent", table.id(), "name", "extra", "type", "string")));
        taken.add(edit(
                url + "/elements/" + feature.id(),
                application,
                Map.of("name", "Department r" + round, "description", "Round " + round)));
        taken.add(edit(url + "/elements/" + route + "/position", application, Map.of("direction", "down")));
        taken.add(edit(url + "/undo", application, Map.of()));
        taken.add(edit(url + "/elements/" + route + "/copies", application, Map.of()));
        for (var added : List.of(copy(application, routes.size()), extra(application))) {
            taken.add(edit(url + "/elements/" + added + "/deletion", application, Map.of("uses", "remove")));
        }
        return taken;
    }

    private String copy(long application, int before) {
        var routes = latest(application).document().routes().toList();
        if (routes.size() != before + 1) {
            throw new IllegalStateException("no route was copied");
        }
        return newest(application, ElementKind.ROUTE);
    }

    private String extra(long application) {
        return newest(application, ElementKind.COLUMN);
    }

    private String newest(long application, ElementKind kind) {
        return Elements.of(latest(application).document()).all().stream()
                .filter(placed -> placed.kind() == kind)
                .map(Elements.Placed::id)
                .max(java.util.Comparator.comparingInt(id -> Integer.parseInt(id.substring(1))))
                .orElseThrow();
    }

    /** Sends an edit as the page does; it must have made a version. */
    private Duration edit(String address, long application, Map<String, String> fields) {
        var version = latest(application).version();
        var form = new HashMap<>(fields);
        form.put("version", String.valueOf(version));
        var started = System.nanoTime();
        post(address, form);
        var taken = Duration.ofNanos(System.nanoTime() - started);
        if (latest(application).version() != version + 1) {
            throw new IllegalStateException(address + " saved nothing with " + fields);
        }
        return taken;
    }

    private Specification latest(long application) {
        return jdbi.onDemand(Specifications.class).latest(application).orElseThrow();
    }

    private void post(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .header("HX-Request", "true")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private int get(String path) {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + main.port() + path));
    }

    private int send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 400) {
                throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body().length;
        } catch (IOException broken) {
            throw new IllegalStateException(request.uri().toString(), broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while editing", stopped);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
