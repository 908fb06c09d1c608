package codex.agent;

import codex.application.ApplicationStatus;
import codex.application.Applications;
import codex.code.DevelopedApps;
import codex.queue.Job;
import codex.specification.Specifications;
import org.jdbi.v3.core.Handle;

/** What a job's beginning and its bad end mean for the application it is about, which has a state of its own on its pages. */
final class Marks {
    private Marks() {}

    static void begun(Handle handle, Job job) {
        switch (job.kind()) {
            case "draft" -> mark(handle, job, ApplicationStatus.SPECIFYING);
            case "develop" -> {
                handle.attach(DevelopedApps.class).build(developedApp(job));
                mark(handle, job, ApplicationStatus.DEVELOPING);
            }
            default -> {}
        }
    }

    static void failed(Handle handle, Job job, String why) {
        switch (job.kind()) {
            case "draft" -> {
                var specified = handle.attach(Specifications.class)
                        .latest(application(job))
                        .isPresent();
                mark(handle, job, specified ? ApplicationStatus.SPECIFIED : ApplicationStatus.FAILED);
            }
            case "develop" -> {
                handle.attach(DevelopedApps.class).fail(developedApp(job), why);
                mark(handle, job, ApplicationStatus.FAILED);
            }
            default -> {}
        }
    }

    /** Another engine answers what the job asks. */
    static void asks(Handle handle, Job job, String engine) {
        handle.attach(Applications.class).choose(job.accountId(), application(job), engine);
        if (job.kind().equals("develop")) {
            handle.attach(DevelopedApps.class).asks(developedApp(job), engine);
        }
    }

    private static void mark(Handle handle, Job job, ApplicationStatus status) {
        handle.attach(Applications.class).mark(application(job), status);
    }

    private static long application(Job job) {
        return job.input().path("applicationId").asLong();
    }

    private static long developedApp(Job job) {
        return job.input().path("developedAppId").asLong();
    }
}
