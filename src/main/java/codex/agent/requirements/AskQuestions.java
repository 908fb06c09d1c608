package codex.agent.requirements;

import codex.engine.FaultList;
import codex.engine.Question;
import java.util.List;

/** What should be known before the specification is drafted? */
public record AskQuestions(String name, String description) implements Question<AskQuestions.Asked> {
    private static final int QUESTIONS = 5;
    private static final int CHOICES = 8;

    /** In characters: what fits a line or two of the page. */
    private static final int SENTENCE = 400;

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

    @Override
    public List<String> faults(Asked asked) {
        var faults = new FaultList();
        var questions = asked.questions();
        faults.count("questions", questions, QUESTIONS);
        faults.unique("questions", questions.stream().map(Item::text).toList());
        for (var index = 0; index < questions.size(); index++) {
            judge("questions[%d]".formatted(index), questions.get(index), faults);
        }
        return faults.all();
    }

    private static void judge(String member, Item item, FaultList faults) {
        faults.said(member + ".text", item.text(), SENTENCE);
        faults.said(member + ".why", item.why(), SENTENCE);
        faults.said(member + ".defaultAnswer", item.defaultAnswer(), SENTENCE);
        faults.count(member + ".choices", item.choices(), CHOICES);
        faults.unique(member + ".choices", item.choices());
        for (var index = 0; index < item.choices().size(); index++) {
            faults.said(
                    "%s.choices[%d]".formatted(member, index), item.choices().get(index), SENTENCE);
        }
    }
}
