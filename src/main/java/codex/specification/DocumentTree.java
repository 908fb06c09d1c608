package codex.specification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A document as a tree that an edit may change, with every element found by its id. */
final class DocumentTree {
    /** An element where it stands; the document itself has neither kind nor parent. */
    // The very node is meant, not one that looks the same: new elements have no id yet.
    @SuppressWarnings("ReferenceEquality")
    record Node(
            @Nullable ElementKind kind,
            ObjectNode json,
            @Nullable ArrayNode list,
            @Nullable Node parent) {
        String id() {
            return text(json, "id");
        }

        /** The list of its elements of one kind, made when it is missing. */
        ArrayNode list(ElementKind of) {
            return json.withArrayProperty(of.list());
        }

        int position() {
            for (int index = 0; list != null && index < list.size(); index++) {
                if (list.get(index) == json) {
                    return index;
                }
            }
            return 0;
        }

        void remove() {
            if (list != null) {
                list.remove(position());
            }
        }

        boolean within(Node other) {
            return json == other.json || (parent != null && parent.within(other));
        }
    }

    private final ObjectNode root;

    DocumentTree(ObjectNode root) {
        this.root = root;
    }

    ObjectNode root() {
        return root;
    }

    Node document() {
        return new Node(null, root, null, null);
    }

    /** All elements in the order they stand now. */
    List<Node> nodes() {
        var nodes = new ArrayList<Node>();
        for (var kind : ElementKind.values()) {
            if (kind.parents().isEmpty()) {
                collect(kind, document(), nodes::add);
            }
        }
        return nodes;
    }

    List<Node> nodes(ElementKind kind) {
        return nodes().stream().filter(node -> node.kind() == kind).toList();
    }

    Optional<Node> find(String id) {
        return nodes().stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** A new id, never used before (EXPERIENCE.md, N11). */
    String nextId() {
        var number = root.path("lastId").asInt() + 1;
        root.put("lastId", number);
        return "e" + number;
    }

    private static void collect(ElementKind kind, Node parent, Consumer<Node> found) {
        if (!(parent.json().get(kind.list()) instanceof ArrayNode list)) {
            return;
        }
        for (var item : list) {
            if (item instanceof ObjectNode json) {
                var node = new Node(kind, json, list, parent.kind() == null ? null : parent);
                found.accept(node);
                kind.children().forEach(child -> collect(child, node, found));
            }
        }
    }

    /** The text of a member, empty when there is none. */
    static String text(JsonNode json, String member) {
        return json.path(member).asText("");
    }
}
