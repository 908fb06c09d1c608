package codex.agent.requirements;

import codex.engine.Question;
import codex.specification.Document;
import codex.specification.Edit;
import java.util.List;
import java.util.Optional;

/**
 * Which edits would carry out this instruction?
 *
 * @param attempts earlier edits with why some of them were refused, oldest first; empty the first time
 */
public record ReviseSpecification(Document document, String instruction, List<Attempt> attempts)
        implements Question<ReviseSpecification.Revision> {
    /** Edits of which some did not do. */
    public record Attempt(Revision revision, List<String> problems) {
        public Attempt {
            problems = List.copyOf(problems);
        }
    }

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

    public ReviseSpecification {
        attempts = List.copyOf(attempts);
    }

    /** Without its attempts but the last, then without any (RELIABILITY.md, C17). */
    @Override
    public Optional<ReviseSpecification> shorter() {
        var left = attempts.size() > 1 ? attempts.subList(attempts.size() - 1, attempts.size()) : List.<Attempt>of();
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReviseSpecification(document, instruction, left));
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
