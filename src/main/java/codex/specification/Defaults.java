package codex.specification;

import static codex.specification.DocumentTree.text;

import codex.specification.DocumentTree.Node;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives elements the members that an edit left out: an id, where it comes from, and what is usual for its kind. */
final class Defaults {
    private static final Set<ElementKind> WITHOUT_SOURCE =
            Set.of(ElementKind.RESPONSE, ElementKind.EXAMPLE, ElementKind.ASSUMPTION, ElementKind.OPEN_QUESTION);

    private final DocumentTree tree;
    private final String editor;

    Defaults(DocumentTree tree, String editor) {
        this.tree = tree;
        this.editor = editor;
    }

    /** A new element, and all in it but those whose ids are in {@code kept}. */
    void fill(Node node, Set<String> kept) {
        var json = node.json();
        var kind = node.kind();
        if (kind == null || kept.contains(node.id())) {
            return;
        }
        json.put("id", tree.nextId());
        members(node, kind);
        if (!WITHOUT_SOURCE.contains(kind)) {
            json.set("source", DocumentJson.tree(Source.edit(editor)));
        }
        children(node, kept);
    }

    /** An element that was changed: its source names the editor, what was put into its lists becomes elements. */
    void edited(Node node, ObjectNode before) {
        var kept = new HashSet<String>();
        ids(before, kept);
        if (node.json().get("source") instanceof ObjectNode source) {
            source.put("origin", Origin.EDIT.name()).put("detail", editor).put("confidence", 1.0);
        }
        children(node, kept);
    }

    private void children(Node node, Set<String> kept) {
        for (var kind : ElementKind.values()) {
            var stands = node.kind() == null
                    ? kind.parents().isEmpty()
                    : kind.parents().contains(node.kind());
            if (!stands) {
                continue;
            }
            for (var item : node.list(kind)) {
                if (item instanceof ObjectNode json) {
                    var child = new Node(kind, json, node.list(kind), node.kind() == null ? null : node);
                    fill(child, kept);
                    if (kept.contains(child.id())) {
                        children(child, kept);
                    }
                }
            }
        }
    }

    private static void ids(JsonNode json, Set<String> found) {
        if (json.path("id").isTextual()) {
            found.add(text(json, "id"));
        }
        json.forEach(child -> ids(child, found));
    }

    private void members(Node node, ElementKind kind) {
        var json = node.json();
        switch (kind) {
            case FEATURE -> texts(json, "name", "description");
            case ROLE -> {
                texts(json, "name", "summary");
                flag(json, "newcomers", false);
            }
            case TYPE, MODULE, ENUMERATION, TABLE -> texts(json, "name", "summary");
            case ROUTE -> route(json);
            case PARAMETER -> {
                absent(json, "place", "QUERY");
                value(json, text(json, "place").equals("PATH"));
            }
            case FIELD -> value(json, true);
            case COLUMN -> column(json, KeyTypes.of(tree, text(json, "references")));
            case RESPONSE -> {
                texts(json, "type", "description");
                absent(json, "mediaType", text(json, "type").isEmpty() ? "" : "application/json");
            }
            case RULE -> {
                texts(json, "text");
                absent(json, "form", "WORDS");
            }
            case EXAMPLE -> texts(json, "given", "when", "then");
            case ASSUMPTION -> {
                texts(json, "text");
                if (!json.has("confidence")) {
                    json.put("confidence", 0.5);
                }
            }
            case OPEN_QUESTION -> texts(json, "text", "why", "defaultAnswer");
        }
    }

    private void route(ObjectNode json) {
        absent(json, "method", "GET");
        texts(json, "path", "summary");
        if (!json.has("access")) {
            var known = text(tree.root(), "access").equals("ACCOUNTS");
            json.putObject("access")
                    .put("level", known ? "SIGNED_IN" : "PUBLIC")
                    .put("own", false);
        }
        if (json.get("access") instanceof ObjectNode access && !access.has("own")) {
            access.put("own", false);
        }
        if (!json.has("behaviour")) {
            json.set("behaviour", behaviour(text(json, "method"), text(json, "path")));
        }
        if (!json.has("name")) {
            json.put("name", free(text(json, "method"), text(json, "path")));
        }
    }

    // /books and /books/{id} most likely stand for the table book; anything else needs its function.
    private ObjectNode behaviour(String method, String path) {
        var segments = Paths.segments(path);
        var keyed = !segments.isEmpty() && segments.getLast().startsWith("{");
        var noun = segments.isEmpty() ? "" : segments.get(Math.max(0, segments.size() - (keyed ? 2 : 1)));
        var kind = switch (method) {
            case "GET" -> keyed ? "READ" : "LIST";
            case "POST" -> keyed ? "" : "CREATE";
            case "PUT" -> keyed ? "REPLACE" : "";
            case "PATCH" -> keyed ? "CHANGE" : "";
            case "DELETE" -> keyed ? "DELETE" : "";
            default -> "";
        };
        var wanted = Names.snake(noun);
        var table = tree.nodes(ElementKind.TABLE).stream()
                .map(node -> text(node.json(), "name"))
                .filter(name -> wanted.equals(name) || wanted.equals(Names.plural(name)))
                .findFirst();
        var json = DocumentJson.object();
        if (kind.isEmpty() || table.isEmpty()) {
            return json.put("kind", "CUSTOM");
        }
        return json.put("kind", kind).put("table", table.get());
    }

    private String free(String method, String path) {
        var taken = new HashSet<String>();
        tree.nodes(ElementKind.ROUTE).forEach(node -> taken.add(text(node.json(), "name")));
        var words = Names.camel(method.toLowerCase(Locale.ROOT) + " " + path.replaceAll("[^A-Za-z0-9]+", " "));
        var base = words.length() > 50 ? words.substring(0, 50) : words;
        var name = base;
        for (int number = 2; taken.contains(name); number++) {
            name = base + number;
        }
        return name;
    }

    private static void column(ObjectNode json, String keyType) {
        var refers = !text(json, "references").isEmpty();
        absent(json, "type", refers ? keyType : "string");
        if (refers) {
            absent(json, "onDelete", "RESTRICT");
        }
        flag(json, "unique", false);
        flag(json, "readOnly", false);
        value(json, true);
    }

    private static void value(ObjectNode json, boolean required) {
        texts(json, "name", "description");
        absent(json, "type", "string");
        flag(json, "required", required);
        if (!(json.get("limits") instanceof ObjectNode)) {
            json.putObject("limits");
        }
    }

    private static void flag(ObjectNode json, String member, boolean value) {
        if (!json.has(member)) {
            json.put(member, value);
        }
    }

    private static void texts(ObjectNode json, String... members) {
        for (var member : members) {
            absent(json, member, "");
        }
    }

    private static void absent(ObjectNode json, String member, String value) {
        if (!json.has(member) || json.get(member).isNull()) {
            json.put(member, value);
        }
    }
}
