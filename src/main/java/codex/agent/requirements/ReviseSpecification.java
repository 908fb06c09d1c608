package codex.agent.requirements;

import codex.engine.Question;
import codex.specification.Document;
import codex.specification.Edit;
import java.util.List;

/** Which edits would carry out this instruction? */
public record ReviseSpecification(Document document, String instruction)
        implements Question<ReviseSpecification.Revision> {
    /**
     * The edits in order.
     *
     * @param notUnderstood what of the instruction led to no edit; empty when all did
     */
    public record Revision(List<Edit> edits, String notUnderstood) {
        public Revision {
            edits = List.copyOf(edits);
        }
    }

    @Override
    public Class<Revision> answerType() {
        return Revision.class;
    }

    @Override
    public String agent() {
        return "requirements";
    }
}
