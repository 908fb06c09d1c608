package codex.engine.builtin;

import codex.agent.architect.DrawCodeGraph;
import codex.agent.architect.DrawSharedFunctions;
import codex.agent.developer.WriteFunction;
import codex.agent.requirements.AskQuestions;
import codex.agent.requirements.DraftSpecification;
import codex.agent.requirements.ReviseSpecification;
import codex.engine.Answer;
import codex.engine.Asker;
import codex.engine.Embedder;
import codex.engine.Engine;
import codex.engine.Question;
import java.util.List;
import java.util.Optional;

/** Answers by rules: no network, no clock, no chance. The same question always gets the same answer. */
public final class BuiltinEngine implements Engine {
    private static final String FAMILIAR = "A library with members, books and loans. Librarians manage the books. "
            + "Members can borrow a book for 14 days. A member has at most 5 loans. Anyone can search the books.";

    private final RecipeBook recipes;
    private final Drafting drafting;

    public BuiltinEngine(RecipeBook recipes) {
        this.recipes = recipes;
        this.drafting = new Drafting(recipes);
    }

    /** Reads words once, so that the first person's draft does not wait for word lists and patterns to be loaded. */
    public void warm() {
        drafting.draft(new DraftSpecification("Warm", FAMILIAR, List.of()));
    }

    @Override
    public String name() {
        return "builtin";
    }

    @Override
    public Optional<Embedder> embedder() {
        return Optional.of(new WordVectors());
    }

    @Override
    @SuppressWarnings("unchecked") // each case answers with the record that its question names
    public <A> Answer<A> answer(Question<A> question, Asker asker) {
        return (Answer<A>)
                switch (question) {
                    case AskQuestions ask -> drafting.ask(ask);
                    case DraftSpecification draft -> drafting.draft(draft);
                    case ReviseSpecification revise -> Revising.revise(revise);
                    case DrawCodeGraph draw -> recipes.draw(draw);
                    case DrawSharedFunctions shared -> new Answer.Given<>(DrawSharedFunctions.Shared.NOTHING);
                    case WriteFunction write -> recipes.write(write);
                    default ->
                        new Answer.Beyond<A>("The built-in engine has no rules for "
                                + question.getClass().getSimpleName() + ".");
                };
    }
}
