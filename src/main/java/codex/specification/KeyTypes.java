package codex.specification;

import static codex.specification.DocumentTree.text;

import codex.specification.DocumentTree.Node;
import java.util.Optional;
import java.util.Set;

/** Lets columns and path variables that hold a row's id follow when the ids of its table get another type. */
final class KeyTypes {
    private final DocumentTree tree;

    KeyTypes(DocumentTree tree) {
        this.tree = tree;
    }

    void follow(Node table) {
        var name = text(table.json(), "name");
        var type = type(table);
        for (var column : tree.nodes(ElementKind.COLUMN)) {
            if (text(column.json(), "references").equals(name)) {
                column.json().put("type", type);
            }
        }
        for (var parameter : tree.nodes(ElementKind.PARAMETER)) {
            var route = parameter.parent();
            var held = Set.of("uuid", "long").contains(text(parameter.json(), "type"));
            if (route != null && held && text(parameter.json(), "place").equals("PATH")) {
                of(route, text(parameter.json(), "name"))
                        .ifPresent(known -> parameter.json().put("type", known));
            }
        }
    }

    /** The type of the ids of the table of this name; UUIDs where there is none. */
    static String of(DocumentTree tree, String table) {
        return table(tree, table).map(KeyTypes::type).orElse("uuid");
    }

    /** The type of a path variable that is the key of the route's table or one of its references; empty for others. */
    Optional<String> of(Node route, String variable) {
        return table(tree, text(route.json().path("behaviour"), "table")).flatMap(table -> {
            for (var column : table.list(ElementKind.COLUMN)) {
                if (text(column, "name").equals(Names.snake(variable))) {
                    return text(column, "references").isEmpty() ? Optional.empty() : Optional.of(text(column, "type"));
                }
            }
            var key = Paths.key(variable, text(route.json(), "path"), text(table.json(), "name"));
            return key ? Optional.of(type(table)) : Optional.empty();
        });
    }

    private static Optional<Node> table(DocumentTree tree, String name) {
        return tree.nodes(ElementKind.TABLE).stream()
                .filter(node -> text(node.json(), "name").equals(name))
                .findFirst();
    }

    private static String type(Node table) {
        return table.json().hasNonNull("numbers") ? "long" : "uuid";
    }
}
