package codex.agent.requirements;

import codex.agent.Agent;
import codex.agent.Conversation;
import codex.agent.SideBySide;
import codex.application.Application;
import codex.application.ApplicationStatus;
import codex.application.Applications;
import codex.application.InterviewQuestions;
import codex.engine.Engines;
import codex.queue.Job;
import codex.queue.Outcome;
import codex.queue.Steps;
import codex.specification.Document;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.specification.Suggestions;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Jdbi;

/** The product owner: turns a description and a few answers into a specification, and instructions into new versions. */
public final class RequirementsAgent implements Agent {
    private static final String AUTHOR = "requirements agent";

    /** What a job of this agent made. {@code notUsed} tells what of the words became nothing. */
    public record Made(Long specId, int version, List<String> notUsed) {}

    /** How many changes were proposed, and what of the instruction led to none. */
    public record Suggested(int suggestions, List<String> notUsed) {}

    /** How many questions were asked. */
    public record Interviewed(int questions) {}

    private final Jdbi jdbi;
    private final Engines engines;
    private final ObjectMapper json;

    public RequirementsAgent(Jdbi jdbi, Engines engines, ObjectMapper json) {
        this.jdbi = jdbi;
        this.engines = engines;
        this.json = json;
    }

    @Override
    public Outcome act(Job job, Steps steps) {
        var found = jdbi.onDemand(Applications.class)
                .findAny(job.input().path("applicationId").asLong());
        if (found.isEmpty()) {
            return new Outcome.Failed("The application was deleted meanwhile.");
        }
        var application = found.get();
        var conversation = new Conversation(engines.named(application.engine()), json, job, steps);
        return switch (job.kind()) {
            case "interview" -> interview(application, conversation, steps);
            case "draft" -> draft(application, conversation, steps);
            case "revise" -> revise(application, conversation, job, steps);
            case "suggest" -> suggest(application, conversation, job, steps);
            default -> new Outcome.Failed("the requirements agent does not do \"%s\"".formatted(job.kind()));
        };
    }

    private Outcome interview(Application application, Conversation conversation, Steps steps) {
        steps.say("Looking for what “%s” leaves open".formatted(application.name()));
        var question = new AskQuestions(application.name(), application.description());
        var reply = conversation.ask("questions:1", question);
        if (reply.value() == null) {
            return new Outcome.Failed(reply.beyond());
        }
        var items = reply.value().questions();
        var asked = steps.write("ask", conversation.hash(items), Interviewed.class, handle -> {
            var questions = handle.attach(InterviewQuestions.class);
            var known = questions.list(application.id());
            questions.clearUnanswered(application.id());
            for (var item : items) {
                // What was answered is not asked again (EXPERIENCE.md, W4.8).
                if (known.stream()
                        .noneMatch(old -> old.answer() != null && old.text().equals(item.text()))) {
                    questions.ask(application.id(), item.text(), item.why(), item.defaultAnswer(), item.choices());
                }
            }
            return new Interviewed(items.size());
        });
        return new Outcome.Done(asked);
    }

    private Outcome draft(Application application, Conversation conversation, Steps steps) {
        steps.say("Reading the description of “%s”".formatted(application.name()));
        var answers = jdbi.onDemand(InterviewQuestions.class).list(application.id()).stream()
                .map(question -> new DraftSpecification.Answered(question.text(), question.effectiveAnswer()))
                .toList();
        var question = new DraftSpecification(application.name(), application.description(), answers);
        var reply = conversation.ask("draft", question);
        if (reply.value() == null) {
            return new Outcome.Failed(reply.beyond());
        }
        var drafted = detailed(reply.value().document(), answers, conversation, steps);
        if (drafted.value() == null) {
            return new Outcome.Failed(drafted.beyond());
        }
        var draft = new DraftSpecification.Draft(drafted.value(), reply.value().notUsed());
        var made = steps.write("save", conversation.hash(draft), Made.class, handle -> {
            var specifications = handle.attach(Specifications.class);
            var parent = specifications.latest(application.id()).map(latest -> latest.id());
            var saved = specifications.add(
                    application.id(), parent.orElse(null), draft.document(), summary(draft.document()), AUTHOR);
            handle.attach(Applications.class).mark(application.id(), ApplicationStatus.SPECIFIED);
            return new Made(saved.id(), saved.version(), draft.notUsed());
        });
        steps.say("Version %d of the specification is ready: %s".formatted(made.version(), summary(draft.document())));
        return new Outcome.Done(made);
    }

    /** With the routes that the draft only names, each module beside the others. */
    private static Conversation.Reply<Document> detailed(
            Document outline, List<DraftSpecification.Answered> answers, Conversation conversation, Steps steps) {
        var modules = outline.modules().stream()
                .filter(module -> module.routes().stream().anyMatch(Parts::named))
                .toList();
        var replies = SideBySide.all(
                modules.stream()
                        .map(module -> (Callable<Conversation.Reply<DetailRoutes.Detailed>>) () -> {
                            var routes = module.routes().stream()
                                    .filter(Parts::named)
                                    .toList();
                            steps.say("Working out %s of %s".formatted(counted(routes.size(), "route"), module.name()));
                            return conversation.ask(
                                    "draft:" + module.id(), new DetailRoutes(outline, module.name(), routes, answers));
                        })
                        .toList(),
                steps);
        var parts = new Parts(outline);
        for (var index = 0; index < modules.size(); index++) {
            var reply = replies.get(index);
            if (reply.value() == null) {
                return new Conversation.Reply<>(null, reply.beyond());
            }
            parts = parts.with(modules.get(index).name(), reply.value());
        }
        return new Conversation.Reply<>(parts.document(), "");
    }

    private static String summary(Document document) {
        return "drafted from the description: %s, %s"
                .formatted(
                        counted(document.routes().count(), "route"),
                        counted(document.tables().size(), "table"));
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private Outcome revise(Application application, Conversation conversation, Job job, Steps steps) {
        return thought(application, conversation, job, steps, (base, proposal) -> {
            var made = proposal.together();
            return new Outcome.Done(steps.write("save", conversation.hash(made.document()), Made.class, handle -> {
                var saved = handle.attach(Specifications.class)
                        .add(application.id(), base.id(), made.document(), made.change(), AUTHOR);
                return new Made(saved.id(), saved.version(), proposal.notUsed());
            }));
        });
    }

    private Outcome suggest(Application application, Conversation conversation, Job job, Steps steps) {
        var instruction = job.input().path("instruction").asText();
        return thought(application, conversation, job, steps, (base, proposal) -> {
            var changes = proposal.changes();
            return new Outcome.Done(steps.write("suggest", conversation.hash(changes), Suggested.class, handle -> {
                var suggestions = handle.attach(Suggestions.class);
                changes.forEach(change ->
                        suggestions.add(application.id(), base.id(), instruction, change.words(), change.edits()));
                return new Suggested(changes.size(), proposal.notUsed());
            }));
        });
    }

    private static String beginning(String words) {
        var line = words.strip().replaceAll("\\s+", " ");
        return line.length() <= 80 ? line : line.substring(0, 79).strip() + "…";
    }

    private Outcome thought(
            Application application,
            Conversation conversation,
            Job job,
            Steps steps,
            BiFunction<Specification, Proposal, Outcome> then) {
        var base = jdbi.onDemand(Specifications.class)
                .find(application.id(), job.input().path("specificationId").asLong());
        if (base.isEmpty()) {
            return new Outcome.Failed("The version to revise is not there any more.");
        }
        var instruction = job.input().path("instruction").asText();
        steps.say("Working out what “%s” changes".formatted(beginning(instruction)));
        var document = base.get().document();
        var reply = conversation.ask("revise", new ReviseSpecification(document, instruction, List.of()));
        if (reply.value() == null) {
            return new Outcome.Failed(reply.beyond());
        }
        var proposal = Proposal.of(document, reply.value(), AUTHOR);
        if (!proposal.refused().isEmpty()) {
            steps.say("Some of its edits were refused; asking once more");
            var attempt = new ReviseSpecification.Attempt(reply.value(), proposal.refused());
            proposal = better(proposal, conversation, new ReviseSpecification(document, instruction, List.of(attempt)));
        }
        return proposal.changes().isEmpty()
                ? new Outcome.Failed("Nothing would change: " + String.join(" ", proposal.notUsed()))
                : then.apply(base.get(), proposal);
    }

    // One who is told what was refused mostly mends it; the answer with fewer refusals counts.
    private static Proposal better(Proposal first, Conversation conversation, ReviseSpecification again) {
        var reply = conversation.ask("revise:2", again);
        if (reply.value() == null) {
            return first;
        }
        var second = Proposal.of(again.document(), reply.value(), AUTHOR);
        return second.changes().isEmpty()
                        || second.refused().size() >= first.refused().size()
                ? first
                : second;
    }
}
