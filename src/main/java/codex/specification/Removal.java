package codex.specification;

import static codex.specification.DocumentTree.text;

import codex.specification.DocumentTree.Node;
import codex.specification.References.Reference;
import codex.specification.References.Space;
import codex.specification.References.Target;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Takes an element out with what cannot stand without it. */
final class Removal {
    private final DocumentTree tree;
    private final Elements elements;

    Removal(DocumentTree tree, Elements elements) {
        this.tree = tree;
        this.elements = elements;
    }

    /** Who names the element, or something inside it, from outside; each once, in words. */
    List<String> uses(Node node) {
        return references(node)
                .filter(Reference::binding)
                .map(reference -> elements.label(reference.holder().id()) + " (" + reference.field() + ")")
                .distinct()
                .toList();
    }

    /** Removes it and its uses, and theirs; answers with how many elements went or lost a part. */
    int remove(Node node) {
        var uses = references(node).toList();
        node.remove();
        var gone = 1;
        for (var use : uses) {
            if (tree.find(use.holder().id()).isPresent()) {
                gone += release(use);
            }
        }
        return gone;
    }

    // What can do without the name only loses it; the rest goes as a whole, with its own uses.
    private int release(Reference use) {
        var holder = use.holder().json();
        switch (use.field()) {
            case "features" -> drop(holder, "features", use.target().name());
            case "access" ->
                drop((ObjectNode) holder.path("access"), "roles", use.target().name());
            case "request", "owner", "element", "defaultValue" -> holder.remove(use.field());
            default -> {
                return use.binding() ? remove(use.holder()) : 0;
            }
        }
        return use.binding() ? 1 : 0;
    }

    private static void drop(ObjectNode json, String member, String name) {
        if (json.get(member) instanceof ArrayNode list) {
            for (int index = list.size() - 1; index >= 0; index--) {
                if (list.get(index).asText().equals(name)) {
                    list.remove(index);
                }
            }
        }
    }

    private Stream<Reference> references(Node node) {
        var inside = tree.nodes().stream().filter(each -> each.within(node)).toList();
        var targets = inside.stream().flatMap(Removal::targets).toList();
        return References.in(tree).stream()
                .filter(reference -> targets.contains(reference.target()))
                .filter(reference -> inside.stream()
                        .noneMatch(each -> each.id().equals(reference.holder().id())));
    }

    private static Stream<Target> targets(Node node) {
        var name = text(node.json(), "name");
        var parent = node.parent();
        var owner = parent == null ? "" : text(parent.json(), "name");
        var element = new Target(Space.ELEMENT, "", node.id());
        if (node.kind() == null) {
            return Stream.of();
        }
        return switch (node.kind()) {
            case TYPE, ENUMERATION -> Stream.of(element, new Target(Space.TYPE, "", name));
            case TABLE -> Stream.of(element, new Target(Space.TABLE, "", name));
            case COLUMN -> Stream.of(element, new Target(Space.COLUMN, owner, name));
            case ROLE -> Stream.of(element, new Target(Space.ROLE, "", name));
            case FEATURE -> Stream.of(element, new Target(Space.FEATURE, "", node.id()));
            default -> Stream.of(element);
        };
    }
}
