package codex.specification;

import static codex.specification.DocumentTree.text;

import codex.specification.DocumentTree.Node;
import codex.specification.References.Space;
import codex.specification.References.Target;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lets everything that names an element follow when the element gets another name (EXPERIENCE.md, N9). */
final class Renaming {
    private final DocumentTree tree;
    private final List<References.Reference> references;

    Renaming(DocumentTree tree) {
        this.tree = tree;
        this.references = References.in(tree);
    }

    /** Rewrites the uses of what {@code values} rename in {@code node}; answers with words for the summary. */
    String follow(Node node, ObjectNode values) {
        var kind = node.kind();
        if (kind == null) {
            if (values.has("sentences")) {
                renumber(texts(node.json().path("sentences")), texts(values.path("sentences")));
            }
            return "";
        }
        var from = text(node.json(), "name");
        var to = values.path("name").asText(from);
        long uses = 0;
        if (!to.equals(from)) {
            uses += named(kind, node, from, to);
        }
        if (kind == ElementKind.ENUMERATION && values.path("values").isArray()) {
            uses += values(from, texts(node.json().path("values")), texts(values.path("values")));
        }
        return uses == 0 ? "" : ", " + uses + (uses == 1 ? " use follows" : " uses follow");
    }

    private long named(ElementKind kind, Node node, String from, String to) {
        var parent = Optional.ofNullable(node.parent()).map(Node::json);
        var owner = parent.map(json -> text(json, "name")).orElse("");
        return switch (kind) {
            case TYPE, ENUMERATION -> rename(Space.TYPE, "", from, to);
            case TABLE -> rename(Space.TABLE, "", from, to);
            case ROLE -> rename(Space.ROLE, "", from, to);
            case FIELD -> rename(Space.MEMBER, owner, from, to);
            case COLUMN ->
                rename(Space.COLUMN, owner, from, to) + rename(Space.MEMBER, owner, Names.camel(from), Names.camel(to));
            case PARAMETER -> {
                parent.filter(route -> text(node.json(), "place").equals("PATH"))
                        .ifPresent(route -> route.put("path", Paths.rename(text(route, "path"), from, to)));
                yield 0;
            }
            default -> 0;
        };
    }

    // A list of the same length names a value anew where an old word gave way to a word that was not there before.
    private long values(String owner, List<String> from, List<String> to) {
        if (from.size() != to.size()) {
            return 0;
        }
        return IntStream.range(0, from.size())
                .filter(index -> !to.contains(from.get(index)) && !from.contains(to.get(index)))
                .mapToLong(index -> rename(Space.VALUE, owner, from.get(index), to.get(index)))
                .sum();
    }

    private long rename(Space space, String owner, String from, String to) {
        return References.rename(references, new Target(space, owner, from), name -> to);
    }

    // Sources count sentences: a sentence that stays is found by its text, one that was reworded by its place.
    private void renumber(List<String> from, List<String> to) {
        for (var node : tree.nodes()) {
            if (node.json().path("source").get("sentences") instanceof ArrayNode numbers) {
                var kept = new ArrayList<JsonNode>();
                for (var number : numbers) {
                    place(number.asInt(), from, to).ifPresent(found -> kept.add(IntNode.valueOf(found)));
                }
                numbers.removeAll().addAll(kept);
            }
        }
    }

    private static Optional<Integer> place(int number, List<String> from, List<String> to) {
        if (number < 1 || number > from.size()) {
            return Optional.empty();
        }
        var same = to.indexOf(from.get(number - 1));
        if (same >= 0) {
            return Optional.of(same + 1);
        }
        return from.size() == to.size() ? Optional.of(number) : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
