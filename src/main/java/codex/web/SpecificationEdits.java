package codex.web;

import codex.application.Application;
import codex.specification.Diff;
import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.specification.Suggestion;
import codex.specification.Suggestions;
import codex.specification.intake.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Saves people's edits as versions. Two who edit at once lose nothing: see {@link Saved.Stale}. */
public final class SpecificationEdits {
    /** What became of an edit. */
    public sealed interface Saved {
        /** It is the latest version now; {@code fresh} is false when nothing was different and no version was made. */
        record Done(Specification specification, String element, boolean fresh) implements Saved {}

        record Refused(Specification latest, List<Edited.Problem> problems) implements Saved {
            public Refused {
                problems = List.copyOf(problems);
            }
        }

        /** Somebody changed the same element since the version that was looked at (EXPERIENCE.md, N7). */
        record Stale(Specification latest) implements Saved {}
    }

    /** A step through what was done. */
    enum Step {
        UNDO,
        REDO
    }

    private final Jdbi jdbi;

    public SpecificationEdits(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Applies an edit that was made looking at {@code seen} to the latest version, unless its element changed since. */
    Saved save(Application application, int seen, Edit edit, String author) {
        return jdbi.inTransaction(handle -> {
            var latest = latest(handle, application);
            if (changedSince(handle, latest, seen, element(edit))) {
                return new Saved.Stale(latest);
            }
            return apply(handle, latest, edit, author);
        });
    }

    /** As {@link #save}, for programs: stale whenever {@code seen} is no longer the latest version. */
    public Saved saveOnLatest(Application application, int seen, Edit edit, String author) {
        return jdbi.inTransaction(handle -> {
            var latest = latest(handle, application);
            return latest.version() == seen ? apply(handle, latest, edit, author) : new Saved.Stale(latest);
        });
    }

    /** Makes a version equal to an earlier one. Stale when {@code seen} is no longer the latest. */
    public Saved restore(Application application, Specification earlier, int seen, String author) {
        return jdbi.inTransaction(handle -> {
            var latest = latest(handle, application);
            if (latest.version() != seen) {
                return new Saved.Stale(latest);
            }
            return restored(handle, latest, earlier, author, null);
        });
    }

    /** Takes the last edit back, or what was taken back is done again; stale as {@link #restore} is. */
    Saved step(Application application, Step step, int seen, String author) {
        return jdbi.inTransaction(handle -> {
            var latest = latest(handle, application);
            if (latest.version() != seen) {
                return new Saved.Stale(latest);
            }
            return target(handle, latest, step)
                    .<Saved>map(earlier -> restored(handle, latest, earlier, author, earlier.version()))
                    .orElseGet(() -> new Saved.Done(latest, "document", false));
        });
    }

    /** The version that a step from {@code specification} leads to. */
    Optional<Specification> target(Specification specification, Step step) {
        return jdbi.withHandle(handle -> target(handle, specification, step));
    }

    private static Optional<Specification> target(Handle handle, Specification from, Step step) {
        var store = handle.attach(Specifications.class);
        var version = switch (step) {
            case UNDO -> store.undo(from.applicationId(), from.version());
            case REDO -> store.redo(from.applicationId(), from.version());
        };
        return version.flatMap(number -> store.version(from.applicationId(), number));
    }

    private static Saved restored(
            Handle handle, Specification latest, Specification earlier, String author, @Nullable Integer standsAt) {
        var document = earlier.document().numbered(latest.document().lastId());
        var change = "as in version " + earlier.version() + " again";
        return new Saved.Done(
                handle.attach(Specifications.class)
                        .add(latest.applicationId(), latest.id(), document, change, author, standsAt),
                "document",
                true);
    }

    /** Makes a version, perhaps the first, of a document that was made elsewhere; {@code make} gets the highest id. */
    public <T extends Intake> T take(Application application, String author, IntFunction<T> make) {
        return jdbi.inTransaction(handle -> {
            var store = handle.attach(Specifications.class);
            var latest = store.hold(application.id()).flatMap(store::latest);
            var made = make.apply(latest.map(each -> each.document().lastId()).orElse(0));
            if (made instanceof Intake.Taken taken) {
                var parent = latest.map(Specification::id).orElse(null);
                store.add(application.id(), parent, taken.document(), "imported from " + taken.kind(), author);
            }
            return made;
        });
    }

    /** Makes a suggestion a version; empty when it is not there, or was decided. */
    Optional<Saved> accept(Application application, long id, String author) {
        return jdbi.inTransaction(handle -> {
            var latest = latest(handle, application);
            var suggestions = handle.attach(Suggestions.class);
            return suggestions.hold(application.id(), id).map(suggestion -> {
                var saved = settle(handle, latest, Editor.apply(latest.document(), suggestion.edits(), author), author);
                if (saved instanceof Saved.Done) {
                    suggestions.decide(id, Suggestion.State.ACCEPTED);
                }
                return saved;
            });
        });
    }

    /** Makes all open suggestions one version; those that cannot be accepted stay open. */
    Saved acceptAll(Application application, String author) {
        return jdbi.inTransaction(handle -> {
            var latest = latest(handle, application);
            var suggestions = handle.attach(Suggestions.class);
            Edited whole = new Edited.Accepted(latest.document(), "document", "");
            var taken = new ArrayList<Edit>();
            for (var suggestion : suggestions.open(application.id())) {
                var edits = Stream.concat(taken.stream(), suggestion.edits().stream())
                        .toList();
                if (Editor.apply(latest.document(), edits, author) instanceof Edited.Accepted accepted) {
                    whole = accepted;
                    taken.addAll(suggestion.edits());
                    suggestions.decide(suggestion.id(), Suggestion.State.ACCEPTED);
                }
            }
            return settle(handle, latest, whole, author);
        });
    }

    void refuse(Application application, long id) {
        jdbi.useTransaction(handle -> {
            var suggestions = handle.attach(Suggestions.class);
            suggestions
                    .hold(application.id(), id)
                    .ifPresent(suggestion -> suggestions.decide(id, Suggestion.State.REFUSED));
        });
    }

    void refuseAll(Application application) {
        jdbi.useTransaction(handle -> {
            var suggestions = handle.attach(Suggestions.class);
            suggestions
                    .open(application.id())
                    .forEach(suggestion -> suggestions.decide(suggestion.id(), Suggestion.State.REFUSED));
        });
    }

    private static Saved apply(Handle handle, Specification latest, Edit edit, String author) {
        return settle(handle, latest, Editor.apply(latest.document(), edit, author), author);
    }

    private static Saved settle(Handle handle, Specification latest, Edited edited, String author) {
        return switch (edited) {
            case Edited.Refused refused -> new Saved.Refused(latest, refused.problems());
            case Edited.Accepted same when same.unchanged() -> new Saved.Done(latest, same.element(), false);
            case Edited.Accepted accepted ->
                new Saved.Done(
                        add(handle, latest, accepted.document(), accepted.change(), author), accepted.element(), true);
        };
    }

    private static Specification latest(Handle handle, Application application) {
        var store = handle.attach(Specifications.class);
        return store.hold(application.id()).flatMap(store::latest).orElseThrow();
    }

    private static Specification add(
            Handle handle, Specification parent, Document document, String change, String author) {
        return handle.attach(Specifications.class)
                .add(parent.applicationId(), parent.id(), document, Phrase.cut(change, 200), author);
    }

    private static boolean changedSince(Handle handle, Specification latest, int seen, String element) {
        if (latest.version() == seen) {
            return false;
        }
        return handle.attach(Specifications.class)
                .version(latest.applicationId(), seen)
                .map(then -> Diff.between(then.document(), latest.document()).stream()
                        .anyMatch(change -> change.element().equals(element) && change.what() != Diff.What.MOVED))
                .orElse(false);
    }

    private static String element(Edit edit) {
        return switch (edit) {
            case Edit.Add add -> "";
            case Edit.Change change -> change.element();
            case Edit.Copy copy -> "";
            case Edit.Move move -> "";
            case Edit.Remove remove -> remove.element();
        };
    }
}
