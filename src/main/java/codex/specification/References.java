package codex.specification;

import static codex.specification.DocumentTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Who names whom in a document: the one list from which renaming follows, deleting asks, and checks find what is
 * missing or unused.
 */
final class References {
    /** What kind of thing a name stands for. */
    enum Space {
        TYPE,
        TABLE,
        COLUMN,
        VALUE,
        ROLE,
        FEATURE,
        ELEMENT,
        /** A name that a call of the route sends or receives: follows a renaming, forbids nothing. */
        MEMBER
    }

    /**
     * What is named.
     *
     * @param owner the table of a column, the enum of a value; else empty
     */
    record Target(Space space, String owner, String name) {}

    /**
     * One place that names something.
     *
     * @param field the member of the holder that does
     * @param rewrite puts another name there
     */
    record Reference(Target target, DocumentTree.Node holder, String field, Consumer<String> rewrite) {
        /** Whether the target cannot go while this stands. */
        boolean binding() {
            return switch (target.space()) {
                case FEATURE, ELEMENT, MEMBER -> false;
                default -> true;
            };
        }
    }

    private final List<Reference> found = new ArrayList<>();
    private final Map<String, String> tablesByEntity = new HashMap<>();
    private final Map<String, Map<String, String>> columnTypes = new HashMap<>();

    private References(DocumentTree tree) {
        for (var table : tree.nodes(ElementKind.TABLE)) {
            tablesByEntity.put(Names.pascal(text(table.json(), "name")), text(table.json(), "name"));
            var types = columnTypes.computeIfAbsent(text(table.json(), "name"), name -> new HashMap<>());
            table.json().path("columns").forEach(column -> types.put(text(column, "name"), text(column, "type")));
        }
    }

    static List<Reference> in(DocumentTree tree) {
        var references = new References(tree);
        for (var node : tree.nodes()) {
            references.element(node);
        }
        return references.found;
    }

    private void element(DocumentTree.Node node) {
        var json = node.json();
        if (node.kind() == null) {
            return;
        }
        switch (node.kind()) {
            case ROUTE -> route(node);
            case PARAMETER, FIELD, COLUMN -> typed(node);
            case RESPONSE -> type(node, json, "type", "type");
            case RULE -> rule(node);
            case TABLE -> column(node, text(json, "name"), json, "owner", "owner");
            case EXAMPLE -> example(node);
            case ASSUMPTION -> plain(node, Space.ELEMENT, json, "element", "element");
            default -> {}
        }
    }

    private void route(DocumentTree.Node node) {
        var json = node.json();
        items(node, json.path("access"), "roles", "access", Space.ROLE, "");
        items(node, json, "features", "features", Space.FEATURE, "");
        if (json.get("request") instanceof ObjectNode request) {
            type(node, request, "type", "request");
        }
        if (!(json.get("behaviour") instanceof ObjectNode behaviour)) {
            return;
        }
        plain(node, Space.TABLE, behaviour, "table", "behaviour");
        var table = text(behaviour, "table");
        if (behaviour.get("transition") instanceof ObjectNode transition) {
            transition(node, table, transition);
        }
        if (behaviour.get("aggregate") instanceof ObjectNode aggregate) {
            column(node, table, aggregate, "column", "behaviour");
            column(node, table, aggregate, "groupBy", "behaviour");
        }
        pathVariables(node, table);
    }

    private void transition(DocumentTree.Node node, String table, ObjectNode transition) {
        column(node, table, transition, "column", "behaviour");
        items(node, transition, "unset", "behaviour", Space.COLUMN, table);
        var state = text(transition, "column");
        enumOf(table, state, owner -> {
            items(node, transition, "from", "behaviour", Space.VALUE, owner);
            value(node, owner, transition, "to", "behaviour");
        });
        if (transition.get("sets") instanceof ObjectNode sets) {
            for (var name : names(sets)) {
                enumOf(table, name, owner -> value(node, owner, sets, name, "behaviour"));
                add(Space.COLUMN, table, name, node, "behaviour", renamed -> rename(sets, name, renamed));
            }
        }
    }

    private void rule(DocumentTree.Node node) {
        var json = node.json();
        var parent = node.parent();
        if (parent == null) {
            return;
        }
        var table = parent.kind() == ElementKind.TABLE
                ? text(parent.json(), "name")
                : text(parent.json().path("behaviour"), "table");
        items(node, json, "columns", "columns", Space.COLUMN, table);
        for (var condition : json.path("where")) {
            column(node, table, (ObjectNode) condition, "column", "where");
            enumOf(
                    table,
                    text(condition, "column"),
                    owner -> value(node, owner, (ObjectNode) condition, "value", "where"));
        }
        var target = text(json, "target").split("\\.", 2);
        if (target.length == 2) {
            add(
                    Space.TABLE,
                    "",
                    target[0],
                    node,
                    "target",
                    name -> json.put("target", name + "." + text(json, "target").split("\\.", 2)[1]));
            add(
                    Space.COLUMN,
                    target[0],
                    target[1],
                    node,
                    "target",
                    name -> json.put("target", text(json, "target").split("\\.", 2)[0] + "." + name));
        }
    }

    private void typed(DocumentTree.Node node) {
        var json = node.json();
        type(node, json, "type", "type");
        plain(node, Space.TABLE, json, "references", "references");
        if (!TypeName.of(text(json, "type")).scalar()) {
            value(node, TypeName.of(text(json, "type")).base(), json, "defaultValue", "defaultValue");
        }
        var route = node.parent();
        if (node.kind() == ElementKind.PARAMETER
                && route != null
                && !text(json, "place").equals("PATH")) {
            member(node, text(route.json().path("behaviour"), "table"), json, "name");
        }
    }

    // Variables of the path other than {id} are columns of the route's table; the parameter of the same name follows.
    private void pathVariables(DocumentTree.Node node, String table) {
        for (var variable : Paths.variables(text(node.json(), "path"))) {
            add(Space.MEMBER, table, variable, node, "path", name -> {
                node.json().put("path", Paths.rename(text(node.json(), "path"), variable, name));
                for (var parameter : node.json().path("parameters")) {
                    if (text(parameter, "place").equals("PATH")
                            && text(parameter, "name").equals(variable)) {
                        ((ObjectNode) parameter).put("name", name);
                    }
                }
            });
        }
    }

    private void example(DocumentTree.Node node) {
        var route = node.parent();
        if (route == null) {
            return;
        }
        var table = text(route.json().path("behaviour"), "table");
        var taken = text(route.json().path("request"), "type");
        for (var part : List.of("values", "answer")) {
            if (node.json().get(part) instanceof ObjectNode members) {
                for (var name : names(members)) {
                    add(Space.MEMBER, table, name, node, part, renamed -> rename(members, name, renamed));
                    if (part.equals("values") && !taken.isEmpty()) {
                        add(Space.MEMBER, taken, name, node, part, renamed -> rename(members, name, renamed));
                    }
                }
            }
        }
    }

    private void type(DocumentTree.Node node, ObjectNode json, String member, String field) {
        var written = text(json, member);
        var name = TypeName.of(written);
        if (written.isEmpty() || name.scalar()) {
            return;
        }
        var table = tablesByEntity.get(name.base());
        if (table != null) {
            add(
                    Space.TABLE,
                    "",
                    table,
                    node,
                    field,
                    renamed -> json.put(member, new TypeName(Names.pascal(renamed), name.many()).toString()));
            return;
        }
        add(
                Space.TYPE,
                "",
                name.base(),
                node,
                field,
                renamed -> json.put(member, new TypeName(renamed, name.many()).toString()));
    }

    private void column(DocumentTree.Node node, String table, ObjectNode json, String member, String field) {
        var name = text(json, member);
        if (!name.isEmpty()) {
            add(Space.COLUMN, table, name, node, field, renamed -> json.put(member, renamed));
        }
    }

    private void value(DocumentTree.Node node, String owner, ObjectNode json, String member, String field) {
        var name = text(json, member);
        if (!name.isEmpty() && !name.equals("null")) {
            add(Space.VALUE, owner, name, node, field, renamed -> json.put(member, renamed));
        }
    }

    private void plain(DocumentTree.Node node, Space space, ObjectNode json, String member, String field) {
        var name = text(json, member);
        if (!name.isEmpty() && !(space == Space.TABLE && name.equals(Table.ACCOUNT))) {
            add(space, "", name, node, field, renamed -> json.put(member, renamed));
        }
    }

    private void member(DocumentTree.Node node, String table, ObjectNode json, String field) {
        add(Space.MEMBER, table, text(json, field), node, field, renamed -> json.put(field, renamed));
    }

    private void items(DocumentTree.Node node, JsonNode json, String member, String field, Space space, String owner) {
        if (json.get(member) instanceof ArrayNode list) {
            for (int index = 0; index < list.size(); index++) {
                var at = index;
                add(space, owner, list.get(index).asText(), node, field, name -> list.set(at, TextNode.valueOf(name)));
            }
        }
    }

    private void enumOf(String table, String column, Consumer<String> then) {
        var type = columnTypes.getOrDefault(table, Map.of()).get(column);
        if (type != null && !TypeName.of(type).scalar()) {
            then.accept(TypeName.of(type).base());
        }
    }

    private void add(
            Space space, String owner, String name, DocumentTree.Node holder, String field, Consumer<String> rewrite) {
        found.add(new Reference(new Target(space, owner, name), holder, field, rewrite));
    }

    private static void rename(ObjectNode json, String from, String to) {
        json.set(to, json.remove(from));
    }

    private static List<String> names(ObjectNode json) {
        var names = new ArrayList<String>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Rewrites every reference to {@code target}; answers with how many elements follow. */
    static long rename(List<Reference> references, Target target, UnaryOperator<String> name) {
        var uses = references.stream()
                .filter(reference -> reference.target().equals(target))
                .toList();
        uses.forEach(use -> use.rewrite().accept(name.apply(use.target().name())));
        return uses.stream().map(use -> use.holder().id()).distinct().count();
    }
}
