package codex.web.api;

import codex.agent.Assignments;
import codex.application.Application;
import codex.application.ApplicationStatus;
import codex.application.Applications;
import codex.application.InterviewQuestion;
import codex.application.InterviewQuestions;
import codex.queue.JobState;
import codex.web.Deploying;
import codex.web.Visit;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** {@code /apps}: what people asked for, and the interview about it. */
final class ApplicationApi {
    private static final int ANSWER_LENGTH = 2000;

    record NewApp(@Nullable String name, @Nullable String description) {}

    record GivenAnswer(@Nullable String answer) {}

    record App(long id, String name, String description, String status, Instant createdAt, Instant updatedAt) {
        static App of(Application application) {
            return new App(
                    application.id(),
                    application.name(),
                    application.description(),
                    application.status().label(),
                    application.createdAt(),
                    application.updatedAt());
        }
    }

    record Asked(
            long id,
            String text,
            String why,
            String defaultAnswer,
            List<String> choices,
            @Nullable String answer) {
        static Asked of(InterviewQuestion question) {
            return new Asked(
                    question.id(),
                    question.text(),
                    question.why(),
                    question.defaultAnswer(),
                    question.choices(),
                    question.answer());
        }
    }

    /** A job by its id, for whoever wants to watch it. */
    record JobLink(long id, String state, String url) {
        static JobLink queued(long id) {
            return new JobLink(id, JobState.QUEUED.label(), "/api/v1/jobs/" + id);
        }

        JobLink in(String state) {
            return new JobLink(id, state, url);
        }
    }

    record Accepted(JobLink job) {
        static Accepted of(long jobId) {
            return new Accepted(JobLink.queued(jobId));
        }
    }

    private final Jdbi jdbi;
    private final Applications applications;
    private final InterviewQuestions questions;
    private final Assignments assignments;
    private final Deploying deploying;

    ApplicationApi(ApiParts parts) {
        this.jdbi = parts.jdbi();
        this.applications = jdbi.onDemand(Applications.class);
        this.questions = jdbi.onDemand(InterviewQuestions.class);
        this.assignments = parts.assignments();
        this.deploying = parts.deploying();
    }

    void create(Context ctx) {
        var input = ApiInput.body(ctx, NewApp.class);
        var application =
                applications.add(Visit.account(ctx).id(), name(input.name()), description(input.description()));
        ctx.status(201).header("Location", "/api/v1/apps/" + application.id()).json(App.of(application));
    }

    void list(Context ctx) {
        var limit = Page.limit(ctx);
        var rows = applications.list(Visit.account(ctx).id(), Page.before(ctx), limit + 1);
        ctx.json(Page.of(ctx, rows, limit, App::of, Application::id));
    }

    void show(Context ctx) {
        ctx.json(App.of(application(ctx)));
    }

    void change(Context ctx) {
        var application = application(ctx);
        var input = ApiInput.body(ctx, NewApp.class);
        applications.change(
                application.accountId(),
                application.id(),
                input.name() == null ? application.name() : name(input.name()),
                input.description() == null ? application.description() : description(input.description()));
        ctx.json(App.of(application(ctx)));
    }

    void remove(Context ctx) {
        var application = application(ctx);
        deploying.removeAll(application);
        applications.remove(application.accountId(), application.id());
        ctx.status(204);
    }

    void interview(Context ctx) {
        ctx.status(202).json(Accepted.of(assignments.interview(application(ctx))));
    }

    void questions(Context ctx) {
        ctx.json(Page.all(
                questions.list(application(ctx).id()).stream().map(Asked::of).toList()));
    }

    void answer(Context ctx) {
        var application = application(ctx);
        var id = question(ctx, application).id();
        var answer = ApiInput.body(ctx, GivenAnswer.class).answer();
        if (answer == null || answer.isBlank() || answer.length() > ANSWER_LENGTH) {
            throw ApiProblem.invalid(
                    "answer",
                    "is a text of 1 to %d characters; found %d"
                            .formatted(
                                    ANSWER_LENGTH,
                                    answer == null ? 0 : answer.strip().length()));
        }
        questions.answer(application.id(), id, answer);
        ctx.json(Asked.of(question(ctx, application)));
    }

    private InterviewQuestion question(Context ctx, Application application) {
        var id = ApiInput.id(ctx, "question");
        return questions.list(application.id()).stream()
                .filter(question -> question.id() == id)
                .findFirst()
                .orElseThrow(ApiProblem::notFound);
    }

    // Looks among the caller's applications only: a stranger's id is a 404, not a 403.
    Application application(Context ctx) {
        return applications
                .find(Visit.account(ctx).id(), ApiInput.id(ctx, "app"))
                .filter(application -> application.status() != ApplicationStatus.ARCHIVED)
                .orElseThrow(ApiProblem::notFound);
    }

    private static String name(@Nullable String written) {
        var name = written == null ? "" : written.strip();
        if (name.isEmpty() || name.length() > Application.NAME_LENGTH) {
            throw ApiProblem.invalid(
                    "name",
                    "is a text of 1 to %d characters; found %d".formatted(Application.NAME_LENGTH, name.length()));
        }
        return name;
    }

    private static String description(@Nullable String written) {
        var description = written == null ? "" : written.strip();
        var bytes = description.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > Application.DESCRIPTION_BYTES) {
            throw ApiProblem.invalid(
                    "description",
                    "says in words what the application is for, in 1 to %d bytes of UTF-8; found %d"
                            .formatted(Application.DESCRIPTION_BYTES, bytes));
        }
        return description;
    }
}
