package codex;

import codex.code.SourceFile;
import codex.sandbox.Sandboxes;
import codex.specification.Behaviour.Kind;
import codex.specification.Document;
import codex.stack.Project;
import codex.stack.javalin.JavalinStack;
import codex.verify.Finding;
import codex.verify.Rung;
import codex.verify.Severity;
import codex.verify.Verifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What verification is worth: plants one fault each into applications that are sound, random ones and one with pages, and counts how many of
 * them it finds, by the project's own tests and by calls and attacks from outside.
 */
final class FaultsBench {
    private static final long SEEDS = 50;
    private static final double SHARE = 0.95;
    private static final Set<Rung> OUTSIDE = Set.of(Rung.BOOT, Rung.ROUTES, Rung.ATTACKS, Rung.CLEAN_ROOM);

    /** An application, sound or with one fault in it. */
    private record Written(Document document, List<SourceFile> files) {}

    private final Verifier verifier;
    private final List<Written> applications;

    private FaultsBench(Verifier verifier) {
        this.verifier = verifier;
        this.applications = applications();
    }

    private static List<Written> applications() {
        var stack = new JavalinStack();
        // The smallest that has a place for a fault is verified soonest.
        return Stream.concat(
                        LongStream.rangeClosed(1, SEEDS)
                                .mapToObj(RandomSpecification::of)
                                .filter(FaultsBench::whole)
                                .sorted(Comparator.comparingLong(
                                        document -> document.routes().count()))
                                .map(Project::new),
                        Stream.of(GuestBook.project()))
                .map(project -> new Written(project.document(), stack.write(project)))
                .toList();
    }

    // Where rows can neither be read nor listed, faults in them are none.
    private static boolean whole(Document document) {
        return document.tables().stream()
                .allMatch(table -> Stream.of(Kind.READ, Kind.LIST)
                        .allMatch(kind -> document.routes()
                                .anyMatch(route -> route.behaviour().kind() == kind
                                        && table.name().equals(route.behaviour().table()))));
    }

    /** The names of faults that have a place in none of the applications any more. */
    static List<String> lost() {
        var applications = applications();
        return PlantedFault.all().stream()
                .filter(fault -> applications.stream()
                        .allMatch(sound -> fault.plantedIn(sound.files()).isEmpty()))
                .map(PlantedFault::name)
                .toList();
    }

    /** Plants the faults whose names contain one of {@code words}, all without any; answers with the exit code. */
    static int run(Config config, List<String> words) {
        var verifier = Main.verifier(config, Sandboxes.choose(config.sandbox()));
        return new FaultsBench(verifier)
                .run(PlantedFault.all().stream()
                        .filter(fault -> words.isEmpty() || words.stream().anyMatch(fault.name()::contains))
                        .toList());
    }

    private int run(List<PlantedFault> faults) {
        System.out.printf("%-58s %-15s %7s  %s%n", "fault", "application", "seconds", "findings by rung");
        var found = 0;
        var outside = 0;
        var missed = new ArrayList<String>();
        for (var fault : faults) {
            var faulty = planted(fault);
            var started = System.nanoTime();
            var findings = findings(faulty);
            if (findings.isEmpty()) {
                missed.add(fault.name());
            } else {
                found++;
            }
            if (findings.keySet().stream().anyMatch(OUTSIDE::contains)) {
                outside++;
            }
            System.out.printf(
                    "%-58s %-15s %7.1f  %s%n",
                    fault.name(),
                    faulty.document().name(),
                    Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0,
                    findings.isEmpty() ? "MISSED" : told(findings));
        }
        System.out.printf(
                "%d of %d found, %d of them from outside, without the project's own tests%n",
                found, faults.size(), outside);
        missed.forEach(name -> System.out.println("missed: " + name));
        return found >= SHARE * faults.size() ? 0 : 1;
    }

    private Written planted(PlantedFault fault) {
        return applications.stream()
                .flatMap(sound ->
                        fault.plantedIn(sound.files()).stream().map(files -> new Written(sound.document(), files)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "none of %d applications has a place for: %s".formatted(applications.size(), fault.name())));
    }

    private Map<Rung, List<Finding>> findings(Written faulty) {
        var verification = verifier.verify(faulty.files(), faulty.document(), Set.of(), words -> {});
        // That a file differs from the manifest tells only that something was planted.
        return verification.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .filter(finding -> finding.rung() != Rung.CLEAN_ROOM || finding.path() == null)
                .collect(Collectors.groupingBy(Finding::rung, () -> new EnumMap<>(Rung.class), Collectors.toList()));
    }

    private static String told(Map<Rung, List<Finding>> findings) {
        return findings.entrySet().stream()
                .map(entry -> entry.getKey().label() + " " + entry.getValue().size() + " ("
                        + entry.getValue().getFirst().checked() + ")")
                .map(text -> text.length() > 150 ? text.substring(0, 150) + "…" : text)
                .collect(Collectors.joining("; "));
    }
}
