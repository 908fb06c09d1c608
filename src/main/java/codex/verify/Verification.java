package codex.verify;

import java.util.Arrays;
import java.util.List;

/** What one climb up the ladder showed. */
public record Verification(List<Climbed> rungs, List<Finding> findings, List<Probe> probes) {
    /**
     * One rung.
     *
     * @param passed whether it found no error
     * @param summary the figures in a sentence: "23 classes, no warning", "41 tests, all green"
     */
    public record Climbed(Rung rung, boolean passed, String summary, long millis) {}

    /** How often a weakness was tried, and how often the application held. */
    public record Attacked(Weakness weakness, long calls, long held) {}

    public Verification {
        rungs = List.copyOf(rungs);
        findings = List.copyOf(findings);
        probes = List.copyOf(probes);
    }

    /** Whether every rung was done and none found an error. */
    public boolean verified() {
        return rungs.size() == Rung.values().length && rungs.stream().allMatch(Climbed::passed);
    }

    /** What was attacked, by the numbers of the weaknesses. */
    public List<Attacked> attacks() {
        return Arrays.stream(Weakness.values())
                .map(this::attacked)
                .filter(attacked -> attacked.calls() > 0)
                .toList();
    }

    private Attacked attacked(Weakness weakness) {
        var tried =
                probes.stream().filter(probe -> probe.weakness() == weakness).toList();
        return new Attacked(
                weakness, tried.size(), tried.stream().filter(Probe::passed).count());
    }
}
