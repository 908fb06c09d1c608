package codex.web;

import codex.queue.Job;
import codex.queue.JobEvent;
import codex.queue.JobState;
import codex.queue.JobStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job as a page shows it: the whole truth from the database, so that a reload needs no event (EXPERIENCE.md, G1).
 *
 * @param steps that are done, in order
 * @param events the latest, oldest first
 * @param unanswered how the language model's last call in it ended, where that brought no answer and the work came to nothing
 */
public record Work(
        Job job,
        List<JobStep> steps,
        List<JobEvent> events,
        @Nullable String unanswered,
        Instant now) {
    /** How many lines of the log a page keeps (G17). */
    static final int LINES = 200;

    public Work {
        steps = List.copyOf(steps);
        events = List.copyOf(events);
    }

    public boolean working() {
        return job.state().active();
    }

    /** What the job is about, as a heading. */
    public String title() {
        return switch (job.kind()) {
            case "interview" -> "Thinking of questions";
            case "draft" -> "Drafting the specification";
            case "revise" -> "Revising the specification";
            case "suggest" -> "Working out changes";
            case "develop" -> "Developing";
            case "deploy" -> "Deploying";
            default -> Phrase.heading(job.kind());
        };
    }

    /** The state's word for the style sheet. */
    public String shape() {
        return job.state() == JobState.CANCELLED ? "draft" : job.state().label();
    }

    /** What is going on, in a sentence about the application (G9, G10). */
    public String action() {
        return switch (job.state()) {
            case QUEUED -> queued();
            case RUNNING -> said("Starting");
            case WAITING -> "Waiting for you: " + said("a question is open");
            case SUCCEEDED -> "Done after " + Phrase.took(took());
            case FAILED -> "It did not work out: " + problem();
            case CANCELLED -> "Stopped. The steps that were done are kept.";
        };
    }

    /** Why it failed, and what to do. */
    public String problem() {
        var error = job.error();
        return error == null ? "no reason was given" : error.path("message").asText("no reason was given");
    }

    public Duration took() {
        var began = job.startedAt() == null ? job.createdAt() : job.startedAt();
        var ended = job.finishedAt();
        return Duration.between(began, ended == null ? now : ended);
    }

    /** Which try this is, or was the last; counted from 1. */
    public int tries() {
        return working() ? job.attempt() + 1 : Math.max(1, job.attempt());
    }

    public List<Stage> stages() {
        return Stage.of(this);
    }

    public String url() {
        return "/jobs/" + job.id();
    }

    /** Asked again by the page while the job may still do something; null ends that. */
    public @Nullable String progressUrl() {
        return working() ? url() + "/progress" : null;
    }

    /** Where what it made is to be seen. */
    public String resultUrl() {
        return switch (job.kind()) {
            case "interview" -> application() + "/questions";
            case "draft", "revise" -> application() + "/specification";
            case "suggest" -> application() + "/specification#suggestions";
            case "develop" ->
                "/developed-apps/" + job.input().path("developedAppId").asLong();
            case "deploy" -> "/deployments/" + job.input().path("deploymentId").asLong();
            default -> "/applications";
        };
    }

    public String resultLabel() {
        return switch (job.kind()) {
            case "interview" -> "Answer the questions";
            case "draft", "revise" -> "Read the specification";
            case "suggest" -> "Decide on the changes";
            case "develop" -> "See what was proven";
            case "deploy" -> "See the deployment";
            default -> "To the applications";
        };
    }

    /** What a screen reader hears when the action changed (G16). */
    public String say() {
        return title() + ": " + action();
    }

    /** What sort of line of the log it is, in a word (G9). */
    public String kind(JobEvent event) {
        return switch (event.level().toLowerCase(Locale.ROOT)) {
            case "error" -> "trouble";
            case "warn" -> "note";
            default -> event.kind().equals("say") ? "at work" : event.kind().equals("step") ? "done" : event.kind();
        };
    }

    /** A line of the log in words. */
    public String words(JobEvent event) {
        return event.kind().equals("step") ? Stage.words(job.kind(), event.message()) : event.message();
    }

    /** The tone of a line of the log, as the style sheet knows it. */
    public String tone(JobEvent event) {
        return switch (event.level().toLowerCase(Locale.ROOT)) {
            case "error" -> "failed";
            case "warn" -> "waiting";
            default -> "queued";
        };
    }

    private String application() {
        return "/applications/" + job.input().path("applicationId").asLong();
    }

    private String queued() {
        if (job.runAt().isAfter(now)) {
            return "Asleep until " + Phrase.clock(job.runAt()) + " UTC: " + said("trying again then");
        }
        return job.attempt() > 0 ? "Resumed, in the queue" : "In the queue, it starts as soon as a worker is free";
    }

    private String said(String otherwise) {
        return events.stream()
                .filter(event -> event.kind().equals("say"))
                .reduce((earlier, later) -> later)
                .map(JobEvent::message)
                .orElse(otherwise);
    }
}
