package codex.agent.requirements;

import codex.engine.FaultList;
import codex.engine.Question;
import codex.specification.Document;
import codex.specification.DocumentJson;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What does this description ask for, as a specification? */
public record DraftSpecification(String name, String description, List<Answered> answers)
        implements Question<DraftSpecification.Draft> {
    /** Forty modules of a handful of routes; beyond, nobody could read it. */
    static final int ELEMENTS = 2_000;

    private static final int NOT_USED = 100;

    /** In characters: a paragraph of the description. */
    private static final int PARAGRAPH = 4_000;

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

    @Override
    public List<String> faults(Draft draft) {
        var faults = new FaultList();
        faults.count("notUsed", draft.notUsed(), NOT_USED);
        for (var index = 0; index < draft.notUsed().size(); index++) {
            faults.said("notUsed[%d]".formatted(index), draft.notUsed().get(index), PARAGRAPH);
        }
        // By their ids as they are written: of one that is given to many, a map would keep the last.
        var tree = DocumentJson.tree(draft.document());
        faults.count("document, with all that stands in it,", tree.findValues("id"), ELEMENTS);
        if (faults.all().isEmpty()) {
            judge(draft.document(), tree, faults);
        }
        return faults.all();
    }

    private static void judge(Document document, ObjectNode tree, FaultList faults) {
        try {
            DocumentJson.read(tree);
        } catch (DocumentJson.Unreadable unreadable) {
            unreadable
                    .problems()
                    .forEach(problem -> faults.add("document." + problem.field() + " " + problem.message()));
        }
        // Where one press of a button mends it, a person decides; what nobody can mend for them is asked for again.
        DetailRoutes.errors(document).forEach(faults::add);
    }
}
