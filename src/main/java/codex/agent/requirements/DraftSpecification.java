package codex.agent.requirements;

import codex.engine.Question;
import codex.specification.Document;
import java.util.List;

/** What does this description ask for, as a specification? */
public record DraftSpecification(String name, String description, List<Answered> answers)
        implements Question<DraftSpecification.Draft> {
    /** A question of the interview with the answer that was given or stands by default. */
    public record Answered(String question, String answer) {}

    /**
     * The drafted document.
     *
     * @param notUsed sentences and words of the description that became nothing, each with the reason
     */
    public record Draft(Document document, List<String> notUsed) {
        public Draft {
            notUsed = List.copyOf(notUsed);
        }
    }

    public DraftSpecification {
        answers = List.copyOf(answers);
    }

    @Override
    public Class<Draft> answerType() {
        return Draft.class;
    }

    @Override
    public String agent() {
        return "requirements";
    }
}
