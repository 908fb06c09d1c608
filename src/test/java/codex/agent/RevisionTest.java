package codex.agent;

import static org.assertj.core.api.Assertions.assertThat;

import codex.Given;
import codex.agent.requirements.RequirementsAgent;
import codex.agent.requirements.ReviseSpecification;
import codex.agent.requirements.ReviseSpecification.Revision;
import codex.application.Application;
import codex.application.ApplicationStatus;
import codex.application.Applications;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.database.Database;
import codex.database.TestDatabase;
import codex.engine.Engines;
import codex.queue.Handler;
import codex.queue.Job;
import codex.queue.JobState;
import codex.queue.Jobs;
import codex.queue.PostgresQueue;
import codex.queue.Worker;
import codex.queue.WorkerSettings;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.Samples;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.specification.Suggestion;
import codex.specification.Suggestions;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.jackson2.Jackson2Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instruction in words, from the queue to a version or to suggestions, with a scripted engine. */
class RevisionTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Database database = TestDatabase.create();
    private final ScriptedEngine engine = new ScriptedEngine();
    private Application application;
    private Specification library;

    @BeforeEach
    void specify() {
        application = new Given(database.pages()).application("Library");
        library = database.pages()
                .onDemand(Specifications.class)
                .add(application.id(), null, Samples.library(), "drafted", "test");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_revision_is_one_version_with_all_that_made_sense() {
        stubborn(new Revision(List.of(rating(), nonsense()), "Nobody knows what fun is."));
        var job = ended(assignments().revise(application, library, "Books get a rating and are fun"));
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(latest().version()).isEqualTo(2);
        assertThat(latest().change()).contains("rating").contains("added");
        assertThat(latest().document().table("book").orElseThrow().column("rating"))
                .isPresent();
        assertThat(String.valueOf(job.result())).contains("Nobody knows what fun is.", "no element e999");
    }

    /** N13: nothing changes before somebody accepts. */
    @Test
    void suggestions_change_nothing_and_stand_one_by_one() {
        stubborn(new Revision(List.of(rating(), summary(), nonsense()), ""));
        var job = ended(assignments().suggest(application, library, "Books get a rating"));
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(latest().version()).isEqualTo(1);
        assertThat(suggestions()).hasSize(2).allSatisfy(suggestion -> {
            assertThat(suggestion.instruction()).isEqualTo("Books get a rating");
            assertThat(Editor.apply(library.document(), suggestion.edits(), "rosa"))
                    .isInstanceOf(Edited.Accepted.class);
        });
        assertThat(suggestions().getFirst().edits()).containsExactly(rating());
    }

    @Test
    void what_makes_no_sense_alone_is_one_suggestion_with_what_it_needs() {
        var role = new Edit.Add("role", null, JSON.objectNode().put("name", "clerk"));
        var access = JSON.objectNode();
        access.putObject("access").put("level", "ROLES").putArray("roles").add("clerk");
        var listed = library.document().routes().findFirst().orElseThrow().id();
        engine.on(
                ReviseSpecification.class, new Revision(List.of(role, rating(), new Edit.Change(listed, access)), ""));
        ended(assignments().suggest(application, library, "Clerks list the books, and these have a rating"));
        assertThat(suggestions())
                .extracting(suggestion -> suggestion.edits().size())
                .containsExactly(2, 1);
        assertThat(suggestions().getFirst().edits().getFirst()).isEqualTo(role);
    }

    @Test
    void whose_edits_are_refused_is_told_why_and_asked_once_more() {
        engine.on(ReviseSpecification.class, new Revision(List.of(rating(), nonsense()), ""));
        engine.on(ReviseSpecification.class, new Revision(List.of(rating(), summary()), ""));
        var job = ended(assignments().revise(application, library, "Books get a rating"));
        assertThat(String.valueOf(job.result())).contains("\"notUsed\":[]");
        assertThat(latest().document().summary()).isEqualTo("A library that rates");
        assertThat(((ReviseSpecification) engine.asked().getLast()).attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.problems().getFirst()).contains("no element e999"));
    }

    @Test
    void an_instruction_that_changes_nothing_says_why() {
        stubborn(new Revision(List.of(nonsense()), "Nobody knows what fun is."));
        var job = ended(assignments().suggest(application, library, "Make it fun"));
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(String.valueOf(job.error())).contains("Nothing would change", "Nobody knows what fun is.");
    }

    /** What nobody has begun ends at once: its application is not left in the middle, and begins again with a retry. */
    @Test
    void a_development_that_is_stopped_in_the_queue_is_over_on_the_applications_page_too() {
        var developing = assignments().develop(application, library, "builtin");
        var apps = database.pages().onDemand(DevelopedApps.class);
        assignments().cancel(application.accountId(), developing.jobId());
        assertThat(apps.findAny(developing.developedAppId()).orElseThrow().state())
                .isEqualTo(DevelopedApp.State.FAILED);
        assertThat(status()).isEqualTo(ApplicationStatus.FAILED);
        assignments().retry(application.accountId(), developing.jobId());
        assertThat(apps.findAny(developing.developedAppId()).orElseThrow().state())
                .isEqualTo(DevelopedApp.State.BUILDING);
        assertThat(status()).isEqualTo(ApplicationStatus.DEVELOPING);
    }

    // Says the same again when it is told what was refused.
    private void stubborn(Revision revision) {
        engine.on(ReviseSpecification.class, revision).on(ReviseSpecification.class, revision);
    }

    private ApplicationStatus status() {
        return database.pages()
                .onDemand(Applications.class)
                .findAny(application.id())
                .orElseThrow()
                .status();
    }

    private Edit rating() {
        var book = library.document().table("book").orElseThrow().id();
        return new Edit.Add(
                "column", book, JSON.objectNode().put("name", "rating").put("type", "integer"));
    }

    private Edit summary() {
        ObjectNode values = JSON.objectNode().put("summary", "A library that rates");
        return new Edit.Change("document", values);
    }

    private static Edit nonsense() {
        return new Edit.Remove("e999");
    }

    private Assignments assignments() {
        return new Assignments(database.pages(), new PostgresQueue(database.pages()));
    }

    private List<Suggestion> suggestions() {
        return database.pages().onDemand(Suggestions.class).open(application.id());
    }

    private Specification latest() {
        return database.pages()
                .onDemand(Specifications.class)
                .latest(application.id())
                .orElseThrow();
    }

    private Job ended(long jobId) {
        var jdbi = database.workers();
        var json = jdbi.getConfig(Jackson2Config.class).getMapper();
        var agent = new RequirementsAgent(jdbi, new Engines(List.of(engine)), json);
        var pipeline = new Pipeline(jdbi, Map.of("revise", List.of(agent), "suggest", List.of(agent)));
        var settings = new WorkerSettings(1, 1, 1, Duration.ofSeconds(5));
        var handlers = Map.<String, Handler>of("revise", pipeline, "suggest", pipeline);
        try (var worker = new Worker(jdbi, database.unpooled(), handlers, settings)) {
            worker.start();
            var jobs = jdbi.onDemand(Jobs.class);
            while (jobs.findAny(jobId).orElseThrow().state().active()) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            return jobs.findAny(jobId).orElseThrow();
        }
    }
}
