package codex.specification;

import static codex.specification.DocumentTree.text;

import codex.specification.DocumentTree.Node;
import codex.specification.Edited.Accepted;
import codex.specification.Edited.Problem;
import codex.specification.Edited.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries out edits. A document that was sound stays sound, or the edit is refused; one that had flaws may keep them,
 * but gets no new ones.
 */
public final class Editor {
    private static final String DOCUMENT = "document";

    private final Document before;
    private final DocumentTree tree;
    private final String editor;

    private Editor(Document before, String editor) {
        this.before = before;
        this.tree = new DocumentTree(DocumentJson.tree(before));
        this.editor = editor;
    }

    /** Carries out one edit in the name of {@code editor}. The document given is never changed. */
    public static Edited apply(Document document, Edit edit, String editor) {
        var session = new Editor(document, editor);
        return switch (edit) {
            case Edit.Add add -> session.add(add);
            case Edit.Change change -> session.change(change);
            case Edit.Copy copy -> session.copy(copy);
            case Edit.Move move -> session.move(move);
            case Edit.Remove remove -> session.remove(remove);
        };
    }

    /** Carries out edits in order, all of them or none. The element of the last one stands for all. */
    public static Edited apply(Document document, List<Edit> edits, String editor) {
        var after = document;
        var element = DOCUMENT;
        var changes = new ArrayList<String>();
        for (var edit : edits) {
            switch (apply(after, edit, editor)) {
                case Refused refused -> {
                    return refused;
                }
                case Accepted accepted -> {
                    after = accepted.document();
                    element = accepted.element();
                    if (!accepted.unchanged()) {
                        changes.add(accepted.change());
                    }
                }
            }
        }
        return new Accepted(after, element, String.join("; ", changes));
    }

    private Edited add(Edit.Add add) {
        var kind = ElementKind.of(add.kind());
        if (kind.isEmpty()) {
            return refused(
                    "There is no kind of element “" + add.kind() + "”; there are " + String.join(", ", keys()) + ".");
        }
        var parent = parent(kind.get(), add.parent());
        if (parent.isEmpty()) {
            return refused("A " + kind.get().words() + " stands in a "
                    + words(kind.get().parents()) + "; name one as its parent.");
        }
        var json = add.values().deepCopy();
        var node = new Node(kind.get(), json, parent.get().list(kind.get()), parent.get());
        parent.get().list(kind.get()).add(json);
        new Defaults(tree, editor).fill(node, Set.of());
        if (kind.get() == ElementKind.ROUTE) {
            PathParameters.follow(tree, node, "", editor);
        }
        return finish(
                node.id(),
                after -> Elements.of(after)
                                .find(node.id())
                                .map(Elements.Placed::title)
                                .orElse("") + " added");
    }

    private Edited change(Edit.Change change) {
        var found = change.element().equals(DOCUMENT) ? Optional.of(tree.document()) : tree.find(change.element());
        if (found.isEmpty()) {
            return unknown(change.element());
        }
        var node = found.get();
        var old = node.json().deepCopy();
        var values = change.values().deepCopy();
        values.remove(List.of("id", "source", "lastId"));
        if (old.equals(Editor::compare, merged(old, values))) {
            return new Accepted(before, change.element(), "");
        }
        var renaming = new Renaming(tree);
        var follow = renaming.follow(node, values);
        merge(node.json(), values);
        new Defaults(tree, editor).edited(node, old);
        if (node.kind() == ElementKind.TABLE && values.has("numbers")) {
            new KeyTypes(tree).follow(node);
        }
        if (node.kind() == ElementKind.ROUTE) {
            PathParameters.follow(tree, node, text(old, "path"), editor);
        }
        return finish(change.element(), after -> Diff.summary(before, after, change.element()) + follow);
    }

    private Edited copy(Edit.Copy copy) {
        var found = tree.find(copy.element());
        if (found.isEmpty()) {
            return unknown(copy.element());
        }
        var node = found.get();
        var kind = node.kind();
        if (kind == null) {
            return refused("The document itself has no copy; copy one of its elements.");
        }
        var made = new Copies(tree, editor).copy(node, kind);
        return finish(
                made.id(),
                after -> Elements.of(before).label(copy.element()) + " copied to "
                        + Elements.of(after).label(made.id()));
    }

    private Edited move(Edit.Move move) {
        var found = tree.find(move.element());
        if (found.isEmpty()) {
            return unknown(move.element());
        }
        var node = found.get();
        var kind = node.kind();
        var parent = move.parent() == null
                ? Optional.ofNullable(node.parent()).or(() -> Optional.of(tree.document()))
                : tree.find(move.parent());
        if (kind == null || parent.isEmpty() || !fits(kind, parent.get())) {
            return refused("It cannot move there: a " + (kind == null ? "document" : kind.words()) + " stands in a "
                    + words(kind == null ? Set.of() : kind.parents()) + ".");
        }
        node.remove();
        var list = parent.get().list(kind);
        list.insert(Math.max(0, Math.min(move.position(), list.size())), node.json());
        return finish(node.id(), after -> moved(Elements.of(after), node.id()));
    }

    private String moved(Elements after, String element) {
        var parent = after.find(element).map(Elements.Placed::parent).map(Elements.Placed::id);
        var was = Elements.of(before).find(element).map(Elements.Placed::parent).map(Elements.Placed::id);
        var where = parent.equals(was)
                ? ""
                : parent.map(id -> " to " + after.label(id)).orElse("");
        return after.label(element) + " moved" + where;
    }

    /** What uses an element, and what becomes of it when that is removed; empty when nothing does. */
    public static List<Use> uses(Document document, String element) {
        var session = new Editor(document, "");
        return session.tree
                .find(element)
                .map(node -> new Removal(session.tree, Elements.of(document), List.of()).uses(node))
                .orElse(List.of());
    }

    private Edited remove(Edit.Remove remove) {
        var found = tree.find(remove.element());
        if (found.isEmpty()) {
            return unknown(remove.element());
        }
        var elements = Elements.of(before);
        var removal = new Removal(tree, elements, remove.keep());
        var uses = removal.uses(found.get());
        if (!uses.isEmpty() && !remove.cascade()) {
            return new Refused(uses.stream()
                    .map(use -> new Problem(
                            "",
                            "%s is used by %s (%s); change that first, or remove it too."
                                    .formatted(elements.label(remove.element()), use.label(), use.field())))
                    .toList());
        }
        var unkeepable = remove.keep().stream()
                .filter(id -> uses.stream()
                        .noneMatch(use ->
                                use.element().equals(id) && !use.without().isEmpty()))
                .map(id -> new Problem(
                        "keep",
                        elements.label(id) + " cannot be kept: it does not use " + elements.label(remove.element())
                                + ", or is nothing without it."))
                .toList();
        if (!unkeepable.isEmpty()) {
            return new Refused(unkeepable);
        }
        var gone = removal.remove(found.get());
        var also = gone == 1 ? "" : " with " + (gone - 1) + (gone == 2 ? " use" : " uses");
        return finish(
                remove.element(),
                after -> elements.find(remove.element())
                                .map(Elements.Placed::title)
                                .orElse("") + " removed" + also);
    }

    private interface Summary {
        String of(Document after);
    }

    private Edited finish(String element, Summary summary) {
        var misfits = misfits(element);
        if (!misfits.isEmpty()) {
            return new Refused(misfits);
        }
        var after = DocumentJson.fitting(tree.root());
        if (after.equals(before)) {
            return new Accepted(before, element, "");
        }
        var fresh = fresh(Flaws.of(after, tree));
        if (!fresh.isEmpty()) {
            // What is wrong elsewhere is mostly a consequence of what is wrong here.
            var own = fresh.stream().filter(flaw -> flaw.concerns(element)).toList();
            var elements = Elements.of(after);
            return new Refused((own.isEmpty() ? fresh : own)
                    .stream().map(flaw -> problem(flaw, element, elements)).toList());
        }
        return new Accepted(after, element, summary.of(after));
    }

    // A document that is sound now needs no look at the one before.
    private List<Flaw> fresh(List<Flaw> flaws) {
        if (flaws.isEmpty()) {
            return flaws;
        }
        var known = new HashSet<>(Flaws.of(before));
        return flaws.stream().filter(flaw -> !known.contains(flaw)).toList();
    }

    // The element's own misfits carry its members' names; those elsewhere can only come with nested values.
    private List<Problem> misfits(String element) {
        var node = tree.find(element);
        if (node.isPresent() && node.get().kind() != null) {
            var own = Shape.problems(node.get().kind().type(), node.get().json());
            if (!own.isEmpty()) {
                return own;
            }
        }
        return Shape.problems(Document.class, tree.root());
    }

    private static Problem problem(Flaw flaw, String element, Elements elements) {
        if (flaw.concerns(element)) {
            return new Problem(flaw.field(), flaw.message());
        }
        var child = elements.find(flaw.element());
        var inside = child.map(Elements.Placed::parent)
                .map(parent -> parent.id().equals(element))
                .orElse(false);
        var field = inside ? child.orElseThrow().kind().list() : "";
        return new Problem(field, elements.label(flaw.element()) + ": " + flaw.message());
    }

    private Optional<Node> parent(ElementKind kind, @Nullable String id) {
        if (kind.parents().isEmpty()) {
            return Optional.of(tree.document());
        }
        if (id != null) {
            return tree.find(id).filter(node -> fits(kind, node));
        }
        var candidates = tree.nodes().stream().filter(node -> fits(kind, node)).toList();
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    private static boolean fits(ElementKind kind, Node parent) {
        return parent.kind() == null ? kind.parents().isEmpty() : kind.parents().contains(parent.kind());
    }

    private static ObjectNode merged(ObjectNode old, ObjectNode values) {
        var result = old.deepCopy();
        merge(result, values);
        return result;
    }

    // 14 is 14.0: a form and a document may write the same number in two ways.
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    // RFC 7396, section 2.
    private static void merge(ObjectNode target, ObjectNode patch) {
        for (var entry : new ArrayList<>(patch.properties())) {
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                target.remove(entry.getKey());
            } else if (value instanceof ObjectNode inner && target.get(entry.getKey()) instanceof ObjectNode outer) {
                merge(outer, inner);
            } else {
                target.set(entry.getKey(), value.deepCopy());
            }
        }
    }

    private static Edited unknown(String element) {
        return refused("There is no element " + element + "; it may have been removed meanwhile.");
    }

    private static Edited refused(String message) {
        return new Refused(List.of(new Problem("", message)));
    }

    private static List<String> keys() {
        return List.of(ElementKind.values()).stream().map(ElementKind::key).toList();
    }

    private static String words(Set<ElementKind> kinds) {
        return kinds.isEmpty()
                ? "document"
                : String.join(
                        " or ", kinds.stream().map(ElementKind::words).sorted().toList());
    }
}
