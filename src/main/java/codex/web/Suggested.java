package codex.web;

import codex.specification.Diff;
import codex.specification.Document;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.Suggestion;
import java.util.List;

/**
 * A suggestion beside the latest version.
 *
 * @param changes what accepting it would change there; empty when it cannot be accepted
 * @param refusals why it cannot be accepted any more
 */
public record Suggested(Suggestion suggestion, List<Diff.Change> changes, List<String> refusals) {
    public Suggested {
        changes = List.copyOf(changes);
        refusals = List.copyOf(refusals);
    }

    static Suggested of(Suggestion suggestion, Document latest, String author) {
        return switch (Editor.apply(latest, suggestion.edits(), author)) {
            case Edited.Accepted accepted ->
                new Suggested(suggestion, Diff.between(latest, accepted.document()), List.of());
            case Edited.Refused refused ->
                new Suggested(
                        suggestion,
                        List.of(),
                        refused.problems().stream().map(Edited.Problem::message).toList());
        };
    }

    public boolean acceptable() {
        return !changes.isEmpty();
    }

    /** Why it can only be dismissed. */
    public String why() {
        return refusals.isEmpty() ? "The latest version has it already." : String.join(" ", refusals);
    }
}
