package codex.engine.builtin;

import codex.engine.builtin.VerbMap.Operation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That somebody may do something with a thing.
 *
 * @param operation null for a state change
 * @param step the state change; null for an operation
 * @param under what a new one is made of ("borrow a book" makes a loan under a book); empty for nothing
 * @param actors roles, or {@code user} for anybody who signed in, or {@code public}; empty when nobody was named
 * @param own whether only with what is theirs
 * @param only whether nobody else may
 */
record Ability(
        String thing,
        @Nullable Operation operation,
        Thing.@Nullable Step step,
        String verb,
        String under,
        Set<String> actors,
        boolean own,
        boolean only,
        int sentence) {
    /** The same after the thing, or what it is made of, got another name. */
    Ability renamed(String before, String after) {
        return new Ability(
                thing.equals(before) ? after : thing,
                operation,
                step,
                verb,
                under.equals(before) ? after : under,
                actors,
                own,
                only,
                sentence);
    }

    /** The same with {@code known} for its step, if it is that change of that thing. */
    Ability stepped(String name, Thing.Step known) {
        return thing.equals(name) && step != null && step.verb().equals(known.verb())
                ? new Ability(thing, operation, known, verb, under, actors, own, only, sentence)
                : this;
    }
}
