package codex.web;

import codex.queue.JobStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One station on the line of a job: what it is for, and how far it has come.
 *
 * @param state {@code done}, {@code running}, {@code failed} or {@code queued}
 * @param figure what there is to tell of it, or empty
 */
public record Stage(String title, String state, String figure) {

    /**
     * The stations of a kind of job, with the prefixes of the steps that belong to each (RELIABILITY.md, Q9). A step with
     * the last of the prefixes concludes its station; a station without an end goes on until the next is concluded.
     */
    private enum Station {
        PLAN("Plan", "develop", true, "graph:", "schema"),
        WRITE("Write the code", "develop", true, "library:", "scenarios:", "function:", "write:"),
        PROVE("Compile, test, start, call, attack", "develop", false, "verify:"),
        PACKAGE("Package", "develop", true, "zip");

        final String title;
        final String kind;
        final boolean ends;
        final List<String> prefixes;

        Station(String title, String kind, boolean ends, String... prefixes) {
            this.title = title;
            this.kind = kind;
            this.ends = ends;
            this.prefixes = List.of(prefixes);
        }

        boolean has(JobStep step) {
            return prefixes.stream().anyMatch(step.key()::startsWith);
        }

        boolean concluded(List<JobStep> steps) {
            return ends && steps.stream().anyMatch(step -> step.key().startsWith(prefixes.getLast()));
        }
    }

    // A route's or a function's name, not an id or a number.
    private static final Pattern NAME = Pattern.compile("[a-z]+[A-Z]\\w*");

    /** The stations of a job, from its steps that are done. Empty for a kind that has none. */
    static List<Stage> of(Work work) {
        var stations = Stream.of(Station.values())
                .filter(station -> station.kind.equals(work.job().kind()))
                .toList();
        var current = 0;
        for (var index = 0; index < stations.size(); index++) {
            if (stations.get(index).concluded(work.steps())) {
                current = index + 1;
            }
        }
        var stages = new ArrayList<Stage>();
        for (var index = 0; index < stations.size(); index++) {
            stages.add(stage(stations.get(index), work, Integer.compare(index, current)));
        }
        return List.copyOf(stages);
    }

    /** A step as a person reads it (G9): its station, and what of the application it was about. */
    static String words(String kind, String key) {
        var about = key.substring(key.indexOf(':') + 1);
        return Stream.of(Station.values())
                .filter(station ->
                        station.kind.equals(kind) && station.prefixes.stream().anyMatch(key::startsWith))
                .findFirst()
                .map(station -> NAME.matcher(about).matches() ? station.title + ": " + about : station.title)
                .orElse("Saved");
    }

    private static Stage stage(Station station, Work work, int place) {
        return new Stage(
                station.title,
                state(work, place),
                figure(work.steps().stream().filter(station::has).toList()));
    }

    private static String state(Work work, int place) {
        return switch (work.job().state()) {
            case SUCCEEDED -> "done";
            case QUEUED -> place < 0 ? "done" : "queued";
            case RUNNING, WAITING -> place < 0 ? "done" : place == 0 ? "running" : "queued";
            case FAILED, CANCELLED -> place < 0 ? "done" : place == 0 ? "failed" : "queued";
        };
    }

    private static String figure(List<JobStep> steps) {
        if (steps.isEmpty()) {
            return "";
        }
        var took = steps.stream()
                .map(step -> Duration.between(step.startedAt(), step.finishedAt()))
                .reduce(Duration.ZERO, Duration::plus);
        return steps.size() == 1 ? Phrase.took(took) : Phrase.count(steps.size(), "step") + ", " + Phrase.took(took);
    }
}
