package codex.web;

import codex.code.CompiledRoute;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.code.SourceFiles;
import codex.hosting.Deployment;
import codex.specification.Names;
import codex.verify.Finding;
import codex.verify.Probe;
import codex.verify.Severity;
import codex.verify.Verification;
import codex.verify.Weakness;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A developed app as its page shows it: the verdict and all that it rests on.
 *
 * @param version of the specification it was made from
 * @param latest version of the specification
 * @param name under which it is downloaded, without its ending
 * @param zip null while there is none
 */
public record Proof(
        DevelopedApp developedApp,
        int version,
        int latest,
        List<CompiledRoute> routes,
        Verification verification,
        List<SourceFiles.Entry> files,
        String name,
        DevelopedApps.@Nullable Zipped zip,
        List<Deployment> deployments) {

    /**
     * What one kind of caller got on one route.
     *
     * @param shape {@code may}, {@code barred} or {@code off}
     * @param note what was wanted instead; empty when it was as it should be
     */
    public record Cell(int status, String shape, String note) {}

    public Proof {
        routes = List.copyOf(routes);
        files = List.copyOf(files);
        deployments = List.copyOf(deployments);
    }

    public String url() {
        return "/developed-apps/" + developedApp.id();
    }

    public long proven() {
        return routes.stream()
                .filter(route -> route.state() == CompiledRoute.State.VERIFIED)
                .count();
    }

    /** The verdict without its first word, which the page shows as the state. */
    public String verdict() {
        var all = routes.size();
        return switch (developedApp.state()) {
            case BUILDING -> "it is being made";
            case VERIFIED -> all == 1 ? "its one route is proven" : "all " + all + " routes are proven";
            case PARTIAL ->
                proven() + " of " + Phrase.count(all, "route") + (proven() == 1 ? " is" : " are") + " proven";
            case FAILED -> "it could not be delivered";
        };
    }

    /** What the verdict means. */
    public String meaning() {
        return switch (developedApp.state()) {
            case BUILDING -> "The files and routes so far are below; they change until it is finished.";
            case VERIFIED ->
                "It was compiled, tested, started, and every route was called as each kind of person and answered as the specification says.";
            case PARTIAL ->
                "What is not proven answers 501 and says why below. Everything else was called and answered as the specification says.";
            case FAILED ->
                developedApp.summary().isBlank()
                        ? "The steps and the log of its development say why."
                        : developedApp.summary();
        };
    }

    /** Kinds of callers, in the order they were first called with. */
    public List<String> actors() {
        return probes().map(Probe::actor).distinct().toList();
    }

    public Optional<Cell> cell(CompiledRoute route, String actor) {
        var probes = probes(route).stream()
                .filter(probe -> probe.actor().equals(actor))
                .toList();
        var wrong = probes.stream().filter(probe -> !probe.passed()).findFirst();
        if (wrong.isPresent()) {
            return wrong.map(probe -> new Cell(probe.status(), "off", "should be " + probe.expected()));
        }
        return probes.stream()
                .filter(probe -> probe.status() < 400)
                .findFirst()
                .or(() -> probes.stream().findFirst())
                .map(probe -> new Cell(probe.status(), probe.status() < 400 ? "may" : "barred", ""));
    }

    public List<Probe> probes(CompiledRoute route) {
        return probes().filter(probe -> route.routeId().equals(probe.routeId())).toList();
    }

    /** Calls that belong to no route of the specification: health, unknown paths. */
    public List<Probe> otherProbes() {
        return verification.probes().stream()
                .filter(probe -> probe.routeId() == null)
                .toList();
    }

    /** The calls that tried a weakness. */
    public List<Probe> probes(Weakness weakness) {
        return verification.probes().stream()
                .filter(probe -> probe.weakness() == weakness)
                .toList();
    }

    /** Findings, the worst first. */
    public List<Finding> findings() {
        return verification.findings().stream()
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
    }

    public long errors() {
        return verification.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
    }

    /** The route that a finding is about, as method and path; null when it is about none. */
    public @Nullable CompiledRoute route(Finding finding) {
        return routes.stream()
                .filter(route -> route.routeId().equals(finding.routeId()))
                .findFirst()
                .orElse(null);
    }

    /** The style sheet's word for how a route stands. */
    public static String shape(CompiledRoute route) {
        return switch (route.state()) {
            case PENDING, WRITTEN -> "queued";
            case VERIFIED -> "verified";
            case FAILED, UNFINISHED -> "failed";
        };
    }

    public static String word(CompiledRoute route) {
        return route.state() == CompiledRoute.State.UNFINISHED
                ? "answers 501"
                : route.state().label();
    }

    public static String shape(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "queued";
        };
    }

    /** How a weakness is written in an address. */
    public static String segment(Weakness weakness) {
        return Names.kebab(weakness.name());
    }

    /** What a rung is called once it was climbed. */
    public static String title(Verification.Climbed climbed) {
        return switch (climbed.rung()) {
            case COMPILE -> "Compiled";
            case TESTS -> "Tested";
            case BOOT -> "Started";
            case ROUTES -> "Called";
            case ATTACKS -> "Attacked";
            case CLEAN_ROOM -> "Packaged";
        };
    }

    private java.util.stream.Stream<Probe> probes() {
        return verification.probes().stream().filter(probe -> probe.routeId() != null);
    }
}
