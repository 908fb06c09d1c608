package codex.agent.requirements;

import codex.agent.requirements.ReviseSpecification.Revision;
import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The edits that an engine gave for an instruction, as changes that a person can take or leave one by one. */
final class Proposal {
    /** A change that makes sense alone, and what the document is after it alone. */
    record Change(List<Edit> edits, String words, Document document) {
        Change {
            edits = List.copyOf(edits);
        }
    }

    /** The document after all of it. */
    record Whole(Document document, String change) {}

    private final Document base;
    private final String author;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final String notUnderstood;

    private Proposal(Document base, String author, String notUnderstood) {
        this.base = base;
        this.author = author;
        this.notUnderstood = notUnderstood;
    }

    static Proposal of(Document base, Revision revision, String author) {
        var proposal = new Proposal(base, author, revision.notUnderstood());
        revision.edits().forEach(proposal::take);
        return proposal;
    }

    /** In the order in which they were given; none depends on another. */
    List<Change> changes() {
        return List.copyOf(changes);
    }

    /** Why edits were refused. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** Why edits were refused, and what led to none. */
    List<String> notUsed() {
        return Stream.concat(refused.stream(), Stream.of(notUnderstood).filter(words -> !words.isEmpty()))
                .toList();
    }

    /** All changes as one. */
    Whole together() {
        var document = base;
        var made = new ArrayList<String>();
        for (var change : changes) {
            if (Editor.apply(document, change.edits(), author) instanceof Edited.Accepted accepted) {
                document = accepted.document();
                made.add(accepted.change());
            }
        }
        return new Whole(document, String.join("; ", made));
    }

    // What only makes sense after another edit becomes one change with it: a column and the table that it stands in.
    private void take(Edit edit) {
        var alone = after(base, List.of(edit));
        if (alone.isPresent()) {
            keep(alone.get());
            return;
        }
        for (var index = changes.size() - 1; index >= 0; index--) {
            var edits = new ArrayList<>(changes.get(index).edits());
            edits.add(edit);
            var joined = after(base, edits);
            if (joined.isPresent()) {
                changes.set(index, joined.get());
                return;
            }
        }
        var all = changes.stream()
                .flatMap(change -> change.edits().stream())
                .collect(Collectors.toCollection(ArrayList::new));
        all.add(edit);
        after(base, all)
                .ifPresentOrElse(
                        joined -> {
                            changes.clear();
                            changes.add(joined);
                        },
                        () -> refuse(edit));
    }

    private void keep(Change change) {
        if (!change.words().isEmpty()) {
            changes.add(change);
        }
    }

    // Judged after all that did make sense, so that it blames nothing on what was only not there yet.
    private void refuse(Edit edit) {
        if (Editor.apply(together().document(), edit, author) instanceof Edited.Refused found) {
            found.problems().forEach(problem -> refused.add(problem.message()));
        }
    }

    // Empty when one of the edits is refused.
    private Optional<Change> after(Document start, List<Edit> edits) {
        return Editor.apply(start, edits, author) instanceof Edited.Accepted accepted
                ? Optional.of(new Change(edits, accepted.change(), accepted.document()))
                : Optional.empty();
    }
}
