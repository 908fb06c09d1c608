package codex.specification;

import static codex.specification.DocumentTree.text;

import codex.specification.DocumentTree.Node;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts a copy right behind an element, with all that stands in it, under names that are free (EXPERIENCE.md, N10). */
final class Copies {
    private final DocumentTree tree;
    private final String editor;

    Copies(DocumentTree tree, String editor) {
        this.tree = tree;
        this.editor = editor;
    }

    /** The copy, in its place, with ids of its own. */
    Node copy(Node node, ElementKind kind) {
        var json = node.json().deepCopy();
        var parent = node.parent() == null ? tree.document() : node.parent();
        rename(kind, json, parent);
        if (kind == ElementKind.MODULE) {
            json.path("routes").forEach(route -> rename(ElementKind.ROUTE, (ObjectNode) route, parent));
        }
        var list = parent.list(kind);
        list.insert(node.position() + 1, json);
        var copy = new Node(kind, json, list, node.parent());
        new Defaults(tree, editor).fill(copy, Set.of());
        return copy;
    }

    private void rename(ElementKind kind, ObjectNode json, Node parent) {
        var name = text(json, "name");
        switch (kind) {
            case FEATURE -> named(json, names(kind), copied(name, " copy", " copy "));
            case MODULE -> {
                var taken = names(kind).stream().map(Names::snake).collect(Collectors.toSet());
                named(json, candidate -> taken.contains(Names.snake(candidate)), copied(name, " copy", " copy "));
            }
            case ROLE -> {
                named(json, names(kind), copied(name, "_copy", "_copy"));
                // Whoever registers gets one role, the one that has this already.
                json.put("newcomers", false);
            }
            case ROUTE -> route(json);
            case TYPE, ENUMERATION -> named(json, this::isClass, copied(name, "Copy", "Copy"));
            case TABLE -> named(json, candidate -> isClass(Names.pascal(candidate)), copied(name, "_copy", "_copy"));
            case COLUMN -> named(json, siblings(parent, kind, "name"), copied(name, "_copy", "_copy"));
            case FIELD -> named(json, siblings(parent, kind, "name"), copied(name, "Copy", "Copy"));
            case PARAMETER -> {
                named(json, siblings(parent, kind, "name"), copied(name, "Copy", "Copy"));
                // A path parameter's name stands in the path, where there is no second one.
                if (text(json, "place").equals("PATH")) {
                    json.put("place", "QUERY");
                }
            }
            case RESPONSE -> {
                var taken = siblings(parent, kind, "status");
                json.put(
                        "status",
                        IntStream.iterate(json.path("status").asInt() + 1, status -> status + 1)
                                .filter(status -> !taken.contains(Integer.toString(status)))
                                .findFirst()
                                .orElseThrow());
            }
            case RULE, EXAMPLE, ASSUMPTION, OPEN_QUESTION -> {
                // Two may say the same.
            }
        }
    }

    private void route(ObjectNode json) {
        var shapes = tree.nodes(ElementKind.ROUTE).stream()
                .map(node -> text(node.json(), "method") + " " + Paths.shape(text(node.json(), "path")))
                .collect(Collectors.toSet());
        var method = text(json, "method");
        json.put("path", free(path -> shapes.contains(method + " " + Paths.shape(path)), copiedPath(json)));
        named(json, names(ElementKind.ROUTE), copied(text(json, "name"), "Copy", "Copy"));
    }

    // The last word that is no variable tells what it is about: /books/{id} becomes /books-copy/{id}.
    private static IntFunction<String> copiedPath(ObjectNode json) {
        var path = text(json, "path");
        var end = Paths.segments(path).stream()
                .filter(segment -> !segment.startsWith("{"))
                .reduce((first, second) -> second)
                .map(word -> path.lastIndexOf("/" + word) + 1 + word.length());
        return number -> {
            var suffix = number == 1 ? "copy" : "copy-" + number;
            return end.map(at -> path.substring(0, at) + "-" + suffix + path.substring(at))
                    .orElse("/" + suffix + (path.equals("/") ? "" : path));
        };
    }

    private static void named(ObjectNode json, Set<String> taken, IntFunction<String> candidates) {
        named(json, taken::contains, candidates);
    }

    private static void named(ObjectNode json, Predicate<String> taken, IntFunction<String> candidates) {
        json.put("name", free(taken, candidates));
    }

    private static String free(Predicate<String> taken, IntFunction<String> candidates) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(candidates)
                .filter(candidate -> !taken.test(candidate))
                .findFirst()
                .orElseThrow();
    }

    private static IntFunction<String> copied(String name, String once, String again) {
        return number -> name + (number == 1 ? once : again + number);
    }

    private Set<String> names(ElementKind kind) {
        return tree.nodes(kind).stream().map(node -> text(node.json(), "name")).collect(Collectors.toSet());
    }

    // Types, enums and the tables' entities are classes side by side.
    private boolean isClass(String name) {
        return Stream.of(
                        names(ElementKind.TYPE).stream(),
                        names(ElementKind.ENUMERATION).stream(),
                        names(ElementKind.TABLE).stream().map(Names::pascal))
                .flatMap(each -> each)
                .anyMatch(name::equals);
    }

    private static Set<String> siblings(Node parent, ElementKind kind, String member) {
        return parent.list(kind)
                .valueStream()
                .map(sibling -> text(sibling, member))
                .collect(Collectors.toSet());
    }
}
