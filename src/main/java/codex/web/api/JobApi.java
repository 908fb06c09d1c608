package codex.web.api;

import codex.agent.Assignments;
import codex.queue.Cancellation;
import codex.queue.Job;
import codex.queue.JobEvents;
import codex.queue.JobSteps;
import codex.queue.Jobs;
import codex.queue.Repetition;
import codex.web.Visit;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /jobs}: work under way. */
final class JobApi {
    private static final int EVENTS = 500;

    record Step(String key, Instant startedAt, Instant finishedAt) {}

    record Shown(
            long id,
            String kind,
            String state,
            String progress,
            int attempt,
            List<Step> steps,
            @Nullable JsonNode result,
            @Nullable JsonNode error,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    private final Jobs jobs;
    private final JobSteps steps;
    private final JobEvents events;
    private final Assignments assignments;

    JobApi(ApiParts parts) {
        this.jobs = parts.jdbi().onDemand(Jobs.class);
        this.steps = parts.jdbi().onDemand(JobSteps.class);
        this.events = parts.jdbi().onDemand(JobEvents.class);
        this.assignments = parts.assignments();
    }

    void show(Context ctx) {
        var job = job(ctx);
        var all = events.after(job.id(), 0, EVENTS);
        ctx.json(new Shown(
                job.id(),
                job.kind(),
                job.state().label(),
                all.isEmpty() ? "" : all.getLast().message(),
                job.attempt(),
                steps.list(job.id()).stream()
                        .map(step -> new Step(step.key(), step.startedAt(), step.finishedAt()))
                        .toList(),
                job.result(),
                job.error(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt()));
    }

    void cancel(Context ctx) {
        var id = ApiInput.id(ctx, "job");
        switch (assignments.cancel(Visit.account(ctx).id(), id)) {
            case Cancellation.Ended() ->
                ctx.status(202).json(ApplicationApi.JobLink.queued(id).in("cancelled"));
            case Cancellation.Asked() ->
                ctx.status(202).json(ApplicationApi.JobLink.queued(id).in("running"));
            case Cancellation.AlreadyOver(var state) ->
                throw ApiProblem.of(409, "The job is %s already; there is nothing to stop.".formatted(state.label()));
            case Cancellation.NotFound() -> throw ApiProblem.notFound();
        }
    }

    void retry(Context ctx) {
        var id = ApiInput.id(ctx, "job");
        switch (assignments.retry(Visit.account(ctx).id(), id)) {
            case Repetition.Queued() -> ctx.status(202).json(ApplicationApi.JobLink.queued(id));
            case Repetition.NotOver(var state) ->
                throw ApiProblem.of(
                        409, "Only a failed or cancelled job is run again; this one is " + state.label() + ".");
            case Repetition.OtherActive(var other) ->
                throw ApiProblem.of(409, "Job %d does the same work already.".formatted(other));
            case Repetition.NotFound() -> throw ApiProblem.notFound();
        }
    }

    private Job job(Context ctx) {
        return jobs.find(Visit.account(ctx).id(), ApiInput.id(ctx, "job")).orElseThrow(ApiProblem::notFound);
    }
}
