package codex.specification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is different between two documents, element by element. Elements are the same when their ids and kinds are. */
public final class Diff {
    /** What happened to an element. */
    public enum What {
        ADDED,
        REMOVED,
        CHANGED,
        MOVED
    }

    /**
     * One member of an element before and after; null where it was or is not there.
     *
     * @param name in words, with its group's before it: {@code behaviour table}
     */
    public record Member(
            String name, @Nullable String before, @Nullable String after) {}

    /**
     * One element that is different.
     *
     * @param kind null for the document itself
     * @param members only with {@code CHANGED}
     */
    public record Change(What what, @Nullable ElementKind kind, String element, String label, List<Member> members) {
        public Change {
            members = List.copyOf(members);
        }

        /** In words: {@code POST /loans: summary, access changed}. */
        public String words() {
            return switch (what) {
                case ADDED -> label + " added";
                case REMOVED -> label + " removed";
                case MOVED -> label + " moved";
                case CHANGED ->
                    label + ": " + members.stream().map(Member::name).collect(Collectors.joining(", ")) + " changed";
            };
        }
    }

    private static final String WHOLE = "document";

    private Diff() {}

    /** In reading order of {@code after}, what was removed last; empty when the documents ask for the same. */
    public static List<Change> between(Document before, Document after) {
        var old = Elements.of(before);
        var now = Elements.of(after);
        var changes = new ArrayList<Change>();
        whole(before, after).ifPresent(changes::add);
        for (var placed : now.all()) {
            change(old, placed).ifPresent(changes::add);
        }
        for (var placed : old.all()) {
            if (same(now, placed).isEmpty()) {
                changes.add(new Change(What.REMOVED, placed.kind(), placed.id(), placed.title(), List.of()));
            }
        }
        changes.addAll(moves(old, now));
        return List.copyOf(changes);
    }

    /** The change of one element in one line; what was renamed is called by both names. */
    static String summary(Document before, Document after, String element) {
        var was = Elements.of(before).label(element);
        var is = Elements.of(after).label(element);
        if (!was.equals(is)) {
            return was + " is now " + is;
        }
        var old = Elements.of(before);
        var change = element.equals(WHOLE)
                ? whole(before, after)
                : Elements.of(after).find(element).flatMap(placed -> change(old, placed));
        return change.map(Change::words).orElse(is + " changed");
    }

    private static Optional<Change> whole(Document before, Document after) {
        var members = members(own(before), own(after));
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(What.CHANGED, null, WHOLE, "the application", members));
    }

    private static Optional<Change> change(Elements old, Elements.Placed placed) {
        var was = same(old, placed);
        if (was.isEmpty()) {
            return Optional.of(new Change(What.ADDED, placed.kind(), placed.id(), placed.title(), List.of()));
        }
        if (was.get().element().equals(placed.element())) {
            return Optional.empty();
        }
        var members = members(own(was.get()), own(placed));
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(What.CHANGED, placed.kind(), placed.id(), placed.label(), members));
    }

    private static Optional<Elements.Placed> same(Elements elements, Elements.Placed placed) {
        return elements.find(placed.id()).filter(found -> found.kind() == placed.kind());
    }

    // Moved is what got another parent, or stands before a sibling it stood behind; the fewest such are named.
    private static List<Change> moves(Elements old, Elements now) {
        var moves = new ArrayList<Change>();
        var settled = new HashMap<String, Integer>();
        for (var placed : now.all()) {
            var was = same(old, placed).orElse(null);
            if (was == null) {
                continue;
            }
            var row = placed.kind() + " " + id(placed.parent());
            if (!Objects.equals(id(was.parent()), id(placed.parent()))
                    || was.position() < settled.getOrDefault(row, -1)) {
                moves.add(new Change(What.MOVED, placed.kind(), placed.id(), placed.label(), List.of()));
            } else {
                settled.put(row, was.position());
            }
        }
        return moves;
    }

    private static @Nullable String id(Elements.@Nullable Placed placed) {
        return placed == null ? null : placed.id();
    }

    private static ObjectNode own(Elements.Placed placed) {
        ObjectNode json = DocumentJson.tree((Record) placed.element());
        placed.kind().children().forEach(child -> json.remove(child.list()));
        json.remove(List.of("id", "source"));
        return json;
    }

    private static ObjectNode own(Document document) {
        var head = Document.empty(document.name(), document.summary());
        var json = DocumentJson.tree(head);
        json.set("sentences", DocumentJson.texts(document.sentences()));
        json.put("access", document.access().name());
        json.retain("name", "summary", "sentences", "access");
        return json;
    }

    private static List<Member> members(ObjectNode before, ObjectNode after) {
        var members = new ArrayList<Member>();
        members(before, after, "", members);
        return members;
    }

    private static void members(JsonNode before, JsonNode after, String group, List<Member> members) {
        var names = new LinkedHashSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            var old = before.get(name);
            var now = after.get(name);
            if (Objects.equals(old, now)) {
                continue;
            }
            if (old instanceof ObjectNode || now instanceof ObjectNode) {
                members(object(old), object(now), group + words(name) + " ", members);
            } else {
                members.add(new Member(group + words(name), text(old), text(now)));
            }
        }
    }

    private static JsonNode object(@Nullable JsonNode json) {
        return json instanceof ObjectNode ? json : DocumentJson.object();
    }

    private static String words(String member) {
        return Names.snake(member).replace('_', ' ');
    }

    private static @Nullable String text(@Nullable JsonNode json) {
        if (json == null) {
            return null;
        }
        if (json.isArray()) {
            var lines = new ArrayList<String>();
            json.forEach(item -> lines.add(item.isValueNode() ? item.asText() : item.toString()));
            return String.join("\n", lines);
        }
        return json.isValueNode() ? json.asText() : json.toString();
    }
}
