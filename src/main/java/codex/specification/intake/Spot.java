package codex.specification.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a document: what stands there, and its JSON pointer. A member that is not there is a place too, so that a
 * reader may walk without looking.
 */
record Spot(JsonNode json, String pointer) {
    /** A member of an object with its name. */
    record Member(String name, Spot spot) {}

    static Spot root(JsonNode json) {
        return new Spot(json, "#");
    }

    Spot get(String name) {
        return new Spot(json.path(name), pointer + "/" + escaped(name));
    }

    boolean there() {
        return !json.isMissingNode() && !json.isNull();
    }

    boolean object() {
        return json.isObject();
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    /** The text of a member; empty when it is none. */
    String text(String name) {
        return json.path(name).isTextual() ? json.path(name).textValue() : "";
    }

    /** Whether a member is the boolean true. */
    boolean flag(String name) {
        return json.path(name).isBoolean() && json.path(name).booleanValue();
    }

    /** The elements of an array; empty for anything else. */
    List<Spot> items() {
        var items = new ArrayList<Spot>();
        if (json.isArray()) {
            for (int index = 0; index < json.size(); index++) {
                items.add(new Spot(json.get(index), pointer + "/" + index));
            }
        }
        return items;
    }

    /** The members of an object in their order; empty for anything else. */
    List<Member> members() {
        var members = new ArrayList<Member>();
        json.properties().forEach(entry -> members.add(new Member(entry.getKey(), get(entry.getKey()))));
        return members;
    }

    /** The same place with something else in it. */
    Spot with(JsonNode other) {
        return new Spot(other, pointer);
    }

    /** What a pointer such as {@code #/components/schemas/Pet} leads to; missing when it leads nowhere. */
    Spot at(String target) {
        var spot = this;
        for (var part : target.substring(1).split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            var name = unescaped(part);
            var inside = spot.json().isArray() && name.matches("[0-9]{1,6}")
                    ? spot.json().path(Integer.parseInt(name))
                    : spot.json().path(name);
            spot = new Spot(inside.isMissingNode() ? MissingNode.getInstance() : inside, spot.pointer + "/" + part);
        }
        return spot;
    }

    /** The last part of the pointer. */
    String name() {
        return unescaped(pointer.substring(pointer.lastIndexOf('/') + 1));
    }

    /** A text without what PostgreSQL does not store: NUL and half of a surrogate pair. */
    static String storable(String text) {
        var whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replace('\0', '\uFFFD');
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String unescaped(String part) {
        return percents(part).replace("~1", "/").replace("~0", "~");
    }

    // A fragment of a URI may be percent-encoded (RFC 6901, section 6); what is not well encoded stands as it is.
    private static String percents(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return part;
        }
    }
}
