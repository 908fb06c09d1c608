package codex.agent;

import codex.engine.Answer;
import codex.engine.Asker;
import codex.engine.Engine;
import codex.engine.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers from a list by kind of question, keeps what it was asked, and fails on a question it did not expect. */
public final class ScriptedEngine implements Engine {
    private final Map<Class<?>, List<Answer<?>>> answers = new LinkedHashMap<>();
    private final List<Question<?>> asked = new ArrayList<>();

    /** The next answer to a question of this kind. */
    public <A> ScriptedEngine on(Class<? extends Question<A>> question, A answer) {
        return on(question, new Answer.Given<>(answer));
    }

    public <A> ScriptedEngine on(Class<? extends Question<A>> question, Answer<A> answer) {
        answers.computeIfAbsent(question, any -> new ArrayList<>()).add(answer);
        return this;
    }

    public List<Question<?>> asked() {
        return List.copyOf(asked);
    }

    @Override
    public String name() {
        return "builtin";
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <A> Answer<A> answer(Question<A> question, Asker asker) {
        asked.add(question);
        var left = answers.getOrDefault(question.getClass(), List.of());
        if (left.isEmpty()) {
            throw new AssertionError("nobody expected the question " + question);
        }
        return (Answer<A>) left.removeFirst();
    }
}
