package codex;

import codex.sandbox.Sandboxes;
import codex.specification.Checks;
import codex.specification.Document;
import codex.specification.Names;
import codex.stack.Project;
import codex.stack.javalin.JavalinStack;
import codex.verify.Finding;
import codex.verify.Severity;
import codex.verify.Verification;
import codex.verify.Verifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Writes and verifies random specifications: whatever is found is a fault of the writer, since no engine wrote a line. */
final class RandomBench {
    private static final int SHOWN = 6;

    private final JavalinStack stack = new JavalinStack();
    private final Verifier verifier;

    private RandomBench(Verifier verifier) {
        this.verifier = verifier;
    }

    /** Verifies the documents of {@code seeds} and answers with the exit code. */
    static int run(Config config, List<Long> seeds) {
        var verifier = Main.verifier(config, Sandboxes.choose(config.sandbox()));
        return new RandomBench(verifier).run(seeds);
    }

    /** The seeds from 1 to {@code last}. */
    static List<Long> seeds(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private int run(List<Long> seeds) {
        System.out.printf(
                "%-6s %6s %6s %-9s %7s  %s%n", "seed", "tables", "routes", "access", "seconds", "what came of it");
        var failed = new ArrayList<Long>();
        for (var seed : seeds) {
            var document = RandomSpecification.of(seed);
            var started = System.nanoTime();
            var findings = findings(document);
            System.out.printf(
                    "%-6d %6d %6d %-9s %7.1f  %s%n",
                    seed,
                    document.tables().size(),
                    document.routes().count(),
                    Names.kebab(document.access().name()),
                    Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0,
                    findings.isEmpty() ? "verified" : findings.size() + " findings");
            findings.stream().limit(SHOWN).forEach(finding -> System.out.println("       " + finding));
            if (!findings.isEmpty()) {
                failed.add(seed);
            }
        }
        System.out.printf("%d of %d verified without a finding%n", seeds.size() - failed.size(), seeds.size());
        return failed.isEmpty() ? 0 : 1;
    }

    private List<String> findings(Document document) {
        var checks = Checks.check(document);
        if (!Checks.ready(checks)) {
            return List.of("not sound: " + checks.getFirst().message());
        }
        var files = stack.write(new Project(document));
        var verification = verifier.verify(files, document, Set.of(), words -> {});
        var errors = verification.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(RandomBench::line)
                .toList();
        return errors.isEmpty() && !verification.verified() ? List.of(unfinished(verification)) : errors;
    }

    private static String unfinished(Verification verification) {
        return "not all rungs were climbed: " + verification.rungs();
    }

    private static String line(Finding finding) {
        var where = finding.path() == null ? "" : " " + finding.path() + ":" + finding.line();
        var evidence = finding.evidence().strip().replaceAll("\\s+", " ");
        return finding.rung().label() + where + " " + finding.checked() + " | "
                + (evidence.length() > 300 ? evidence.substring(0, 300) : evidence);
    }
}
