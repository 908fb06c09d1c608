package codex.engine.builtin;

import codex.agent.architect.DrawCodeGraph;
import codex.agent.architect.DrawCodeGraph.Drawing;
import codex.agent.developer.WriteFunction;
import codex.agent.developer.WriteFunction.FunctionBody;
import codex.engine.Answer;
import codex.specification.Document;
import java.util.List;

/** What is known by heart: whole routes with their functions. */
public interface RecipeBook {
    /** A book without recipes. */
    RecipeBook EMPTY = new RecipeBook() {
        @Override
        public List<Match> match(Description description) {
            return List.of();
        }

        @Override
        public Answer<Drawing> draw(DrawCodeGraph question) {
            return new Answer.Beyond<>(
                    "No recipe is known for " + question.route().name() + ".");
        }

        @Override
        public Answer<FunctionBody> write(WriteFunction question) {
            return new Answer.Beyond<>(
                    "No recipe is known for " + question.definition().name() + ".");
        }
    };

    /** The recipes that the words ask for, in the order of their sentences; empty when none fits. */
    List<Match> match(Description description);

    Answer<Drawing> draw(DrawCodeGraph question);

    Answer<FunctionBody> write(WriteFunction question);

    /**
     * A recipe that fits.
     *
     * @param recipe its name
     * @param sentences the numbers of those that asked for it; the rules read them no further
     * @param brings its modules, types, enumerations, tables, roles, assumptions and open questions, and its access; all
     *     else is ignored. Ids need only be unique in it and are given anew; sources become {@code sentences}
     */
    record Match(String recipe, List<Integer> sentences, Document brings) {
        public Match {
            sentences = List.copyOf(sentences);
        }
    }
}
