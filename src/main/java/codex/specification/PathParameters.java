package codex.specification;

import static codex.specification.DocumentTree.text;

import codex.specification.DocumentTree.Node;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keeps a route's path parameters equal to the variables of its path. */
final class PathParameters {
    private PathParameters() {}

    /** A variable that was renamed in its place keeps its parameter; new ones get one, those that are gone lose theirs. */
    static void follow(DocumentTree tree, Node route, String pathBefore, String editor) {
        var before = Paths.variables(pathBefore);
        var now = Paths.variables(text(route.json(), "path"));
        if (before.equals(now) || now.stream().distinct().count() != now.size()) {
            return;
        }
        if (before.size() == now.size()) {
            for (int index = 0; index < now.size(); index++) {
                rename(route, before.get(index), now);
            }
        }
        for (var parameter : parameters(route)) {
            if (!now.contains(text(parameter.json(), "name"))) {
                parameter.remove();
            }
        }
        for (var variable : now) {
            if (parameters(route).stream()
                    .noneMatch(each -> text(each.json(), "name").equals(variable))) {
                add(tree, route, variable, editor);
            }
        }
    }

    private static void rename(Node route, String from, List<String> now) {
        var taken = parameters(route).stream()
                .map(each -> text(each.json(), "name"))
                .toList();
        var free = now.stream().filter(variable -> !taken.contains(variable)).findFirst();
        if (!now.contains(from) && free.isPresent()) {
            parameters(route).stream()
                    .filter(each -> text(each.json(), "name").equals(from))
                    .forEach(each -> each.json().put("name", free.get()));
        }
    }

    private static void add(DocumentTree tree, Node route, String variable, String editor) {
        var key = variable.equals("id") || variable.endsWith("Id");
        ObjectNode json = DocumentJson.object()
                .put("name", variable)
                .put("place", "PATH")
                .put("type", key ? new KeyTypes(tree).of(route, variable).orElse("uuid") : "string")
                .put("required", true);
        var list = route.list(ElementKind.PARAMETER);
        list.add(json);
        new Defaults(tree, editor).fill(new Node(ElementKind.PARAMETER, json, list, route), Set.of());
    }

    private static List<Node> parameters(Node route) {
        var found = new ArrayList<Node>();
        var list = route.list(ElementKind.PARAMETER);
        for (var item : list) {
            if (item instanceof ObjectNode json && text(json, "place").equals("PATH")) {
                found.add(new Node(ElementKind.PARAMETER, json, list, route));
            }
        }
        return found;
    }
}
