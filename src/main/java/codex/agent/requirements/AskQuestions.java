package codex.agent.requirements;

import codex.engine.Question;
import java.util.List;

/** What should be known before the specification is drafted? */
public record AskQuestions(String name, String description) implements Question<AskQuestions.Asked> {
    /** At most five; none is a fine answer. */
    public record Asked(List<Item> questions) {
        public Asked {
            questions = List.copyOf(questions);
        }
    }

    /** One question, why its answer matters, the answer that holds without one, and others to choose from. */
    public record Item(String text, String why, String defaultAnswer, List<String> choices) {
        public Item {
            choices = List.copyOf(choices);
        }
    }

    @Override
    public Class<Asked> answerType() {
        return Asked.class;
    }

    @Override
    public String agent() {
        return "requirements";
    }
}
