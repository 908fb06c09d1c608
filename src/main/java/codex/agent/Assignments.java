package codex.agent;

import codex.application.Application;
import codex.application.ApplicationStatus;
import codex.application.Applications;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.queue.Cancellation;
import codex.queue.Job;
import codex.queue.JobState;
import codex.queue.Jobs;
import codex.queue.NewJob;
import codex.queue.Queue;
import codex.queue.Repetition;
import codex.specification.Specification;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Puts work for agents into the queue, in the same transaction as the change that asks for it. */
public final class Assignments {
    /** What a job's input says; ids of rows that do not change, zero or empty where a kind does not need them. */
    public record Input(
            long applicationId, long specificationId, long developedAppId, long deploymentId, String instruction) {}

    /** A job and what it will make. */
    public record Developing(long jobId, long developedAppId) {}

    private final Jdbi jdbi;
    private final Queue queue;

    public Assignments(Jdbi jdbi, Queue queue) {
        this.jdbi = jdbi;
        this.queue = queue;
    }

    /** Asks the requirements agent for questions; answers with the job's id. */
    public long interview(Application application) {
        return jdbi.inTransaction(handle -> enqueue(handle, application, "interview", input(application)));
    }

    /** Asks the requirements agent for a draft; answers with the job's id, or that of the draft under way. */
    public long draft(Application application) {
        return jdbi.inTransaction(handle -> {
            handle.attach(Applications.class).mark(application.id(), ApplicationStatus.SPECIFYING);
            return enqueue(handle, application, "draft", input(application));
        });
    }

    /** Asks the requirements agent to carry out an instruction in words on a version. */
    public long revise(Application application, Specification specification, String instruction) {
        return jdbi.inTransaction(handle -> enqueue(
                handle, application, "revise", new Input(application.id(), specification.id(), 0, 0, instruction)));
    }

    /** Asks the requirements agent what an instruction would change; a person decides on each change. */
    public long suggest(Application application, Specification specification, String instruction) {
        return jdbi.inTransaction(handle -> enqueue(
                handle, application, "suggest", new Input(application.id(), specification.id(), 0, 0, instruction)));
    }

    /** Has a version developed. While one development of the application is under way, answers with that (A4). */
    public Developing develop(Application application, Specification specification, String engine) {
        return jdbi.inTransaction(handle -> {
            var key = key("develop", application);
            var active = queue.active(handle, key);
            if (active.isPresent()) {
                return developing(active.get());
            }
            var developedApps = handle.attach(DevelopedApps.class);
            DevelopedApp developedApp = developedApps.add(application.id(), specification.id(), engine);
            handle.attach(Applications.class).mark(application.id(), ApplicationStatus.DEVELOPING);
            var jobId = enqueue(
                    handle,
                    application,
                    "develop",
                    new Input(application.id(), specification.id(), developedApp.id(), 0, ""));
            developedApps.worksIn(developedApp.id(), jobId);
            return new Developing(jobId, developedApp.id());
        });
    }

    /** Has a deployment carried out that was added in the same transaction. */
    public long deploy(Handle handle, Application application, long developedAppId, long deploymentId) {
        var input = new Input(application.id(), 0, developedAppId, deploymentId, "");
        return queue.enqueue(
                handle,
                new NewJob(
                        "deploy",
                        "deployment:" + deploymentId,
                        "deploy:deployment:" + deploymentId,
                        application.accountId(),
                        input));
    }

    /** Asks a job to stop. One that nobody is at ends at once, and what it was about says so. */
    public Cancellation cancel(long accountId, long jobId) {
        return jdbi.inTransaction(handle -> {
            var cancellation = queue.cancel(handle, accountId, jobId);
            if (cancellation instanceof Cancellation.Ended) {
                job(handle, accountId, jobId)
                        .ifPresent(job -> Marks.failed(handle, job, "It was stopped before it was done."));
            }
            return cancellation;
        });
    }

    /** Has a failed or stopped job resumed. */
    public Repetition retry(long accountId, long jobId) {
        var repetition = queue.retry(accountId, jobId);
        if (repetition instanceof Repetition.Queued) {
            jdbi.useTransaction(handle -> job(handle, accountId, jobId)
                    .filter(job -> job.state().active())
                    .ifPresent(job -> Marks.begun(handle, job)));
        }
        return repetition;
    }

    /**
     * The same, with another engine: the application asks it from now on, and so does the run that a development makes, as
     * nothing of it was handed over yet. A job that is not over keeps its engine.
     */
    public Repetition retryWith(String engine, long accountId, long jobId) {
        jdbi.useTransaction(handle -> job(handle, accountId, jobId)
                .filter(job -> !job.state().active() && job.state() != JobState.SUCCEEDED)
                .ifPresent(job -> Marks.asks(handle, job, engine)));
        return retry(accountId, jobId);
    }

    private static Optional<Job> job(Handle handle, long accountId, long jobId) {
        return handle.attach(Jobs.class).find(accountId, jobId);
    }

    private static Input input(Application application) {
        return new Input(application.id(), 0, 0, 0, "");
    }

    private long enqueue(Handle handle, Application application, String kind, Input input) {
        return queue.enqueue(
                handle,
                new NewJob(
                        kind,
                        "application:" + application.id(),
                        key(kind, application),
                        application.accountId(),
                        input));
    }

    private static String key(String kind, Application application) {
        return kind + ":application:" + application.id();
    }

    private static Developing developing(Job job) {
        return new Developing(job.id(), job.input().get("developedAppId").asLong());
    }
}
