package codex.web;

import codex.queue.JobStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One station on the line of a job: what it is for, and how far it has come.
 *
 * @param state {@code done}, {@code running}, {@code failed} or {@code queued}
 * @param figure what there is to tell of it, or empty
 */
public record Stage(String title, String state, String figure) {

    /** The stations of a kind of job; a step belongs to the one whose prefix its key has (RELIABILITY.md, Q9). */
    private enum Station {
        QUESTIONS("Think of questions", "questions", "interview", false),
        DRAFT("Read and draft", "draft", "draft", false),
        REVISE("Carry out the change", "revise", "revise", false),
        SCHEMA("Data", "schema", "develop", false),
        GRAPH("Plan", "graph:", "develop", true),
        FUNCTION("Functions", "function:", "develop", true),
        WRITE("Assemble", "write", "develop", false),
        COMPILE("Compile", "verify:compile", "develop", false),
        TESTS("Test", "verify:tests", "develop", false),
        BOOT("Start", "verify:boot", "develop", false),
        ROUTES("Call", "verify:routes", "develop", false),
        ATTACKS("Attack", "verify:attacks", "develop", false),
        ZIP("Package", "zip", "develop", false),
        UNPACK("Unpack", "unpack", "deploy", false),
        START("Start and call", "start", "deploy", false);

        final String title;
        final String prefix;
        final String kind;
        final boolean many;

        Station(String title, String prefix, String kind, boolean many) {
            this.title = title;
            this.prefix = prefix;
            this.kind = kind;
            this.many = many;
        }

        boolean has(JobStep step) {
            return step.key().startsWith(prefix);
        }
    }

    /** The stations of a job, from its steps that are done. Empty for a kind that has none. */
    static List<Stage> of(Work work) {
        var stations = Stream.of(Station.values())
                .filter(station -> station.kind.equals(work.job().kind()))
                .toList();
        var reached = -1;
        for (var index = 0; index < stations.size(); index++) {
            if (work.steps().stream().anyMatch(stations.get(index)::has)) {
                reached = index;
            }
        }
        // A station of many steps goes on until the next one has begun.
        var current = reached >= 0 && stations.get(reached).many ? reached : reached + 1;
        var stages = new ArrayList<Stage>();
        for (var index = 0; index < stations.size(); index++) {
            stages.add(stage(stations.get(index), work, Integer.compare(index, current)));
        }
        return List.copyOf(stages);
    }

    private static Stage stage(Station station, Work work, int place) {
        var steps = work.steps().stream().filter(station::has).toList();
        return new Stage(station.title, state(work, place), figure(station, steps));
    }

    private static String state(Work work, int place) {
        return switch (work.job().state()) {
            case SUCCEEDED -> "done";
            case QUEUED -> place < 0 ? "done" : "queued";
            case RUNNING, WAITING -> place < 0 ? "done" : place == 0 ? "running" : "queued";
            case FAILED, CANCELLED -> place < 0 ? "done" : place == 0 ? "failed" : "queued";
        };
    }

    private static String figure(Station station, List<JobStep> steps) {
        if (steps.isEmpty()) {
            return "";
        }
        var took = steps.stream()
                .map(step -> Duration.between(step.startedAt(), step.finishedAt()))
                .reduce(Duration.ZERO, Duration::plus);
        return station.many ? steps.size() + " done, " + Phrase.took(took) : Phrase.took(took);
    }
}
