package codex.web;

import codex.agent.Assignments;
import codex.application.InterviewQuestions;
import codex.web.templates.Templates;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import org.jdbi.v3.core.Jdbi;

/** The interview: a few questions, each answered by itself (W4). */
final class QuestionPages {
    private static final int LONGEST = 2000;

    private final Jdbi jdbi;
    private final Assignments assignments;
    private final Works works;
    private final Templates templates;
    private final Frame frame;
    private final Pages pages;

    QuestionPages(Jdbi jdbi, Assignments assignments, Works works, Pages pages) {
        this.jdbi = jdbi;
        this.assignments = assignments;
        this.works = works;
        this.templates = pages.templates();
        this.frame = pages.frame();
        this.pages = pages;
    }

    void list(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var questions = jdbi.withExtension(InterviewQuestions.class, store -> store.list(application.id()));
        var work = works.latest(application);
        var page = frame.page(ctx, "Questions", application, Page.Tab.QUESTIONS.segment())
                .watching(work.filter(Work::working).isPresent());
        ctx.html(templates
                .questionList(page, questions, pages.answering(application.engine()), work.orElse(null))
                .render());
    }

    void ask(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        assignments.interview(application);
        ctx.redirect("/applications/" + application.id() + "/questions", HttpStatus.SEE_OTHER);
    }

    void answer(Context ctx) {
        var application = Visit.application(ctx, jdbi);
        var question = Visit.id(ctx, "question");
        var answer = Visit.field(ctx, "answer").strip();
        var kept = answer.substring(0, Math.min(answer.length(), LONGEST));
        if (!jdbi.withExtension(InterviewQuestions.class, store -> store.answer(application.id(), question, kept))) {
            throw new NotFoundResponse();
        }
        ctx.redirect("/applications/" + application.id() + "/questions#question-" + question, HttpStatus.SEE_OTHER);
    }
}
