package codex.web;

import codex.application.Application;
import codex.queue.Job;
import codex.queue.JobEvents;
import codex.queue.JobSteps;
import codex.queue.Jobs;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads jobs as pages show them. */
final class Works {
    private final Jdbi jdbi;
    private final Frame frame;

    Works(Jdbi jdbi, Frame frame) {
        this.jdbi = jdbi;
        this.frame = frame;
    }

    Optional<Work> find(long accountId, long jobId) {
        return jdbi.withHandle(
                handle -> handle.attach(Jobs.class).find(accountId, jobId).map(job -> work(handle, job)));
    }

    /** The latest job about an application. */
    Optional<Work> latest(Application application) {
        return jdbi.withHandle(handle -> handle.attach(Jobs.class)
                .latest(application.accountId(), "application:" + application.id())
                .map(job -> work(handle, job)));
    }

    private Work work(Handle handle, Job job) {
        var steps = handle.attach(JobSteps.class).list(job.id());
        return new Work(
                job,
                steps,
                handle.attach(JobEvents.class).last(job.id(), Work.LINES).reversed(),
                frame.now());
    }
}
