package codex.verify;

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

    public Verification {
        rungs = List.copyOf(rungs);
        findings = List.copyOf(findings);
        probes = List.copyOf(probes);
    }

    /** Whether every rung was done and none found an error. */
    public boolean verified() {
        return rungs.size() == Rung.values().length && rungs.stream().allMatch(Climbed::passed);
    }
}
