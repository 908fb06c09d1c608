package codex.specification.intake;

import codex.specification.Enumeration;
import codex.specification.Field;
import codex.specification.Limits;
import codex.specification.Names;
import codex.specification.ReservedWords;
import codex.specification.Type;
import codex.specification.Values;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Schemas become types, enumerations and plain values. The dialect is that of OpenAPI 3.0 (a subset of JSON Schema draft
 * 5) and of 3.1 (draft 2020-12): both are understood at once, since no keyword means two things.
 */
final class Schemas {
    private static final int HOPS = 20;
    private static final int VALUES = 200;
    private static final int LETTERS = 4000;
    private static final Pattern ENUM_VALUE = Pattern.compile("[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Keywords whose meaning is kept, or that say nothing about values. */
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "$defs",
            "$id",
            "$schema",
            "$comment",
            "$anchor",
            "type",
            "format",
            "nullable",
            "title",
            "description",
            "default",
            "example",
            "examples",
            "enum",
            "const",
            "properties",
            "required",
            "items",
            "additionalProperties",
            "allOf",
            "oneOf",
            "anyOf",
            "discriminator",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minLength",
            "maxLength",
            "pattern",
            "readOnly",
            "contentMediaType",
            "contentEncoding",
            "externalDocs",
            "xml");

    private final Spot root;
    private final Draft draft;
    private final Map<String, SchemaValue> named = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> merged = new HashSet<>();
    /** Schemas that are rows of a table, by pointer, with the table's entity. */
    private final Map<String, String> entities = new LinkedHashMap<>();

    private final Set<String> views = new HashSet<>();

    Schemas(Spot root, Draft draft) {
        this.root = root;
        this.draft = draft;
    }

    /** From now on this schema is a row of a table with this entity. */
    void entity(String pointer, String className) {
        entities.put(pointer, className);
    }

    /** From now on this schema shows a row of a table in its own shape: the type beside the entity is a view of it. */
    void view(String pointer) {
        views.add(pointer);
    }

    /** Follows references inside the document. Empty for one that leads out of it or nowhere, which is then a loss. */
    Optional<Spot> follow(Spot spot) {
        var here = spot;
        for (int hop = 0; hop < HOPS; hop++) {
            if (!here.has("$ref")) {
                return Optional.of(here);
            }
            var target = here.text("$ref");
            if (!target.startsWith("#")) {
                draft.lose(
                        spot.pointer() + "/$ref",
                        "%s lies outside the document and is not fetched; bundle the files into one, and import that."
                                .formatted(Draft.text(target, 100)));
                return Optional.empty();
            }
            here = root.at(target);
            if (!here.there()) {
                draft.lose(
                        spot.pointer() + "/$ref",
                        "%s leads nowhere in the document.".formatted(Draft.text(target, 100)));
                return Optional.empty();
            }
        }
        draft.lose(spot.pointer() + "/$ref", "This reference leads to itself.");
        return Optional.empty();
    }

    /** Follows references without a word about those that lead nowhere. */
    Optional<Spot> quietly(Spot spot) {
        var here = spot;
        for (int hop = 0; hop < HOPS && here.has("$ref"); hop++) {
            var target = here.text("$ref");
            here = target.startsWith("#") ? root.at(target) : here.get("$ref");
        }
        return here.object() && !here.has("$ref") ? Optional.of(here) : Optional.empty();
    }

    /** Whether a schema of the components became something. */
    boolean used(String pointer) {
        return entities.containsKey(pointer)
                || named.containsKey(pointer)
                || named.containsKey(pointer + " sent")
                || merged.contains(pointer);
    }

    Spot at(String pointer) {
        return root.at(pointer);
    }

    /**
     * What a schema says.
     *
     * @param hint a name for the type that it may need
     */
    SchemaValue value(Spot schema, String hint) {
        return value(schema, hint, false);
    }

    /** As {@link #value}, of something that a caller sends: there a row is its members, not the row itself. */
    SchemaValue sent(Spot schema, String hint) {
        return value(schema, hint, true);
    }

    private SchemaValue value(Spot schema, String hint, boolean sent) {
        if (!schema.object()) {
            if (schema.there() && !schema.json().isBoolean()) {
                draft.lose(schema.pointer(), "A schema is an object; this one is taken for any JSON.");
            }
            return SchemaValue.JSON;
        }
        if (schema.has("$ref")) {
            return follow(schema)
                    .map(target -> referred(target, sent))
                    .map(value -> schema.flag("nullable") ? value.orNull() : value)
                    .orElse(SchemaValue.JSON);
        }
        return one(schema, hint, sent);
    }

    private SchemaValue referred(Spot target, boolean sent) {
        var entity = entities.get(target.pointer());
        if (entity != null && !sent) {
            return SchemaValue.of(entity);
        }
        var key = sent && reachesEntity(target, new HashSet<>()) ? target.pointer() + " sent" : target.pointer();
        var known = named.get(key);
        if (known != null) {
            return known;
        }
        if (!open.add(key)) {
            draft.lose(target.pointer(), "This schema is nothing but itself; any JSON is taken.");
            return SchemaValue.JSON;
        }
        var value = one(target, target.name() + suffix(target, entity != null), sent, key);
        open.remove(key);
        named.put(key, value);
        return value;
    }

    private String suffix(Spot schema, boolean entity) {
        return entity ? "Input" : views.contains(schema.pointer()) ? "View" : "";
    }

    private boolean reachesEntity(Spot schema, Set<String> seen) {
        if (entities.containsKey(schema.pointer())) {
            return true;
        }
        for (var reference : schema.json().findValues("$ref")) {
            var target = reference.asText();
            if (target.startsWith("#") && seen.add(target) && reachesEntity(root.at(target), seen)) {
                return true;
            }
        }
        return false;
    }

    private SchemaValue one(Spot schema, String hint, boolean sent) {
        return one(schema, hint, sent, "");
    }

    private SchemaValue one(Spot written, String hint, boolean sent, String key) {
        var chosen = alternatives(written);
        if (chosen.isEmpty()) {
            return SchemaValue.JSON;
        }
        var schema = merged(chosen.get());
        if (!schema.equals(written) && only(schema, "$ref")) {
            return value(schema, hint, sent).orNull();
        }
        unknown(schema);
        var types = types(schema);
        if (types.size() > 1) {
            draft.lose(schema.pointer() + "/type", "One of %s: any JSON is taken.".formatted(String.join(", ", types)));
            return described(SchemaValue.JSON, schema);
        }
        var value = switch (types.isEmpty() ? "" : types.iterator().next()) {
            case "object" -> object(schema, hint, sent, key);
            case "array" -> array(schema, hint, sent);
            case "string" -> string(schema, hint);
            case "integer", "number" -> number(schema, types.contains("integer"));
            case "boolean" -> SchemaValue.of("boolean");
            case "file" -> SchemaValue.of("file");
            case "" -> SchemaValue.JSON;
            default -> {
                draft.lose(schema.pointer() + "/type", "There is no such type; any JSON is taken.");
                yield SchemaValue.JSON;
            }
        };
        var nullable = schema.flag("nullable") || nullType(written) || nullType(schema) || nullAmong(written);
        return described(nullable ? value.orNull() : value, schema);
    }

    private static boolean only(Spot schema, String member) {
        return schema.json().size() == 1 && schema.has(member);
    }

    private static boolean nullType(Spot schema) {
        for (var type : schema.json().path("type")) {
            if (type.asText().equals("null")) {
                return true;
            }
        }
        return schema.text("type").equals("null");
    }

    private static boolean nullAmong(Spot schema) {
        return branches(schema).stream().anyMatch(Schemas::nullType);
    }

    private static List<Spot> branches(Spot schema) {
        var branches = new ArrayList<>(schema.get("oneOf").items());
        branches.addAll(schema.get("anyOf").items());
        return branches;
    }

    // One branch beside null is that branch; several are any JSON, which is said.
    private Optional<Spot> alternatives(Spot schema) {
        var branches =
                branches(schema).stream().filter(branch -> !nullType(branch)).toList();
        if (branches.isEmpty()) {
            return Optional.of(schema);
        }
        if (branches.size() == 1 && !schema.has("properties")) {
            return Optional.of(branches.getFirst());
        }
        var keyword = schema.has("oneOf") ? "oneOf" : "anyOf";
        if (schema.has("properties") || schema.has("allOf")) {
            draft.lose(
                    schema.pointer() + "/" + keyword,
                    "Only the members that all alternatives share are kept and checked.");
            return Optional.of(schema);
        }
        draft.lose(
                schema.pointer() + "/" + keyword,
                "A choice between %d shapes: any JSON is taken, and a function tells them apart."
                        .formatted(branches.size()));
        return Optional.empty();
    }

    /** The schema with the parts of its {@code allOf} put together. */
    Spot merged(Spot schema) {
        if (!schema.has("allOf")) {
            return schema;
        }
        var whole = JsonNodeFactory.instance.objectNode();
        merge(schema, whole, new HashSet<>());
        return schema.with(whole);
    }

    private void merge(Spot schema, ObjectNode whole, Set<String> seen) {
        if (!seen.add(schema.pointer()) || seen.size() > VALUES) {
            return;
        }
        var parts = schema.get("allOf").items();
        if (parts.size() == 1 && !schema.has("properties") && parts.getFirst().has("$ref")) {
            // A reference that is wrapped to be described keeps its name.
            var alone = schema.members().stream()
                    .map(Spot.Member::name)
                    .allMatch(Set.of("allOf", "description", "nullable", "title", "readOnly", "example")::contains);
            if (alone && whole.isEmpty()) {
                whole.set("$ref", parts.getFirst().json().get("$ref"));
                return;
            }
        }
        for (var part : parts) {
            follow(part).ifPresent(target -> {
                merged.add(target.pointer());
                merge(target, whole, seen);
            });
        }
        for (var member : schema.members()) {
            switch (member.name()) {
                case "allOf", "discriminator" -> {}
                case "properties" -> properties(member.spot(), whole);
                case "required" -> {
                    var required = whole.withArray("/required");
                    member.spot().items().forEach(item -> required.add(item.json()));
                }
                default -> {
                    if (!whole.has(member.name()) || !member.name().equals("type")) {
                        whole.set(member.name(), member.spot().json());
                    }
                }
            }
        }
    }

    private void properties(Spot properties, ObjectNode whole) {
        var known = whole.withObjectProperty("properties");
        for (var property : properties.members()) {
            var before = known.get(property.name());
            if (before != null && !before.equals(property.spot().json())) {
                draft.lose(
                        property.spot().pointer(), "Two parts of allOf describe this member; the later one is kept.");
            }
            known.set(property.name(), property.spot().json());
        }
    }

    private void unknown(Spot schema) {
        for (var member : schema.members()) {
            if (!KNOWN.contains(member.name())) {
                draft.lose(member.spot().pointer(), "“%s” is not checked.".formatted(Draft.text(member.name(), 60)));
            }
        }
    }

    private static Set<String> types(Spot schema) {
        var types = new LinkedHashSet<String>();
        var type = schema.json().path("type");
        if (type.isTextual()) {
            types.add(type.textValue());
        }
        type.forEach(each -> types.add(each.asText()));
        types.remove("null");
        if (types.equals(Set.of("integer", "number"))) {
            return Set.of("number");
        }
        if (!types.isEmpty() || type.isTextual()) {
            return types;
        }
        if (schema.has("properties") || schema.get("additionalProperties").object()) {
            return Set.of("object");
        }
        if (schema.has("items")) {
            return Set.of("array");
        }
        var words = schema.has("pattern") || schema.has("minLength") || schema.has("maxLength") || schema.has("format");
        var texts = values(schema);
        return words || (!texts.isEmpty() && texts.stream().allMatch(JsonNode::isTextual))
                ? Set.of("string")
                : Set.of();
    }

    private static List<JsonNode> values(Spot schema) {
        var values = new ArrayList<JsonNode>();
        schema.json().path("enum").forEach(values::add);
        if (schema.has("const")) {
            values.add(schema.json().get("const"));
        }
        values.removeIf(JsonNode::isNull);
        return values;
    }

    private SchemaValue object(Spot schema, String hint, boolean sent, String key) {
        if (schema.get("properties").members().isEmpty()) {
            if (schema.get("additionalProperties").object()) {
                draft.lose(
                        schema.pointer() + "/additionalProperties",
                        "A map with free keys: any JSON object is taken, its values are not checked.");
            }
            return SchemaValue.JSON;
        }
        if (schema.get("additionalProperties").object()) {
            draft.lose(schema.pointer() + "/additionalProperties", "Members beside those listed are refused.");
        }
        var name = draft.className(hint);
        if (!key.isEmpty()) {
            // Known by name before its members are read: one of them may be of this very type.
            named.put(key, SchemaValue.of(name));
        }
        var fields = fields(schema, name, sent);
        draft.add(new Type(
                draft.id(), name, Draft.text(schema.text("description")), fields, Draft.source(schema.pointer())));
        return SchemaValue.of(name);
    }

    private List<Field> fields(Spot schema, String typeName, boolean sent) {
        var required = required(schema);
        var fields = new ArrayList<Field>();
        var taken = new HashSet<String>();
        for (var member : schema.get("properties").members()) {
            var name = fieldName(member, taken);
            if (name.isEmpty()) {
                continue;
            }
            var value = value(member.spot(), typeName + " " + member.name(), sent);
            var must = required.contains(member.name()) && !value.nullable();
            if (must && value.type().equals(typeName)) {
                draft.lose(
                        member.spot().pointer(),
                        "A %s that must hold a %s never ends; it may be left out.".formatted(typeName, typeName));
                must = false;
            }
            fields.add(new Field(
                    draft.id(),
                    name,
                    value.type(),
                    must,
                    value.defaultValue(),
                    value.limits(),
                    value.example(),
                    value.description(),
                    Draft.source(member.spot().pointer())));
        }
        return fields;
    }

    static Set<String> required(Spot schema) {
        return schema.get("required").items().stream()
                .map(item -> item.json().asText())
                .collect(Collectors.toSet());
    }

    // A name is kept to the letter where Java can be made to write it.
    private String fieldName(Spot.Member member, Set<String> taken) {
        var name = member.name();
        var legal = FIELD.matcher(name).matches() && name.length() <= Draft.NAME && !ReservedWords.java(name);
        var written = legal ? name : Names.camel(Draft.snake(name, "value"));
        if (ReservedWords.java(written)) {
            written += "Value";
        }
        if (!taken.add(Names.camel(written))) {
            draft.lose(member.spot().pointer(), "Left out: it cannot be told from another member of like name.");
            return "";
        }
        if (!written.equals(name)) {
            draft.lose(member.spot().pointer(), "It is written “%s”.".formatted(written));
        }
        return written;
    }

    private SchemaValue array(Spot schema, String hint, boolean sent) {
        var item = value(schema.get("items"), hint.endsWith("s") ? hint.substring(0, hint.length() - 1) : hint, sent);
        for (var keyword : List.of("minItems", "maxItems", "uniqueItems")) {
            if (schema.has(keyword)) {
                draft.lose(schema.pointer() + "/" + keyword, "How many there are is not checked.");
            }
        }
        if (item.many()) {
            draft.lose(schema.pointer() + "/items", "A list of lists: any JSON is taken.");
            return SchemaValue.JSON;
        }
        if (item.type().equals("file")) {
            draft.lose(schema.pointer(), "One file is taken, not several.");
            return item;
        }
        return new SchemaValue(item.type() + "[]", item.limits(), false, null, null, "");
    }

    private SchemaValue string(Spot schema, String hint) {
        var values = values(schema);
        if (!values.isEmpty()) {
            return choice(schema, hint, values);
        }
        var format = schema.text("format");
        var plain = switch (format) {
            case "date" -> "date";
            case "date-time" -> "datetime";
            case "time" -> "time";
            case "uuid" -> "uuid";
            case "binary" -> "file";
            default -> schema.has("contentMediaType") && !schema.has("contentEncoding") ? "file" : "string";
        };
        var known = switch (format) {
            case "email", "phone", "currency", "country", "colour", "timezone", "slug", "password" -> format;
            case "uri", "url" -> "url";
            default -> null;
        };
        var kept = known != null || !plain.equals("string") || format.isEmpty();
        if (!kept || schema.has("contentEncoding")) {
            draft.lose(
                    schema.pointer() + (kept ? "/contentEncoding" : "/format"),
                    "Text of the format “%s” is not checked.".formatted(Draft.text(format, 40)));
        }
        if (!plain.equals("string") && !plain.equals("file")) {
            return SchemaValue.of(plain);
        }
        var limits = new Limits(
                null,
                null,
                plain.equals("file") ? null : count(schema, "minLength"),
                count(schema, "maxLength"),
                plain.equals("file") ? null : pattern(schema),
                known);
        return limited(plain, limits, schema);
    }

    // Words that Java can name are an enumeration; others are a text that is one of them.
    private SchemaValue choice(Spot schema, String hint, List<JsonNode> values) {
        var texts = values.stream()
                .map(JsonNode::asText)
                .distinct()
                .limit(VALUES + 1L)
                .toList();
        var constants = texts.stream().map(Draft::constant).distinct().count();
        if (texts.size() <= VALUES
                && constants == texts.size()
                && texts.stream().allMatch(text -> ENUM_VALUE.matcher(text).matches() && text.length() <= Draft.NAME)) {
            var same = draft.enums().stream()
                    .filter(each -> each.values().equals(texts))
                    .findFirst();
            if (same.isPresent()) {
                return SchemaValue.of(same.get().name());
            }
            var name = draft.className(hint);
            draft.add(new Enumeration(
                    draft.id(), name, texts, Draft.text(schema.text("description")), Draft.source(schema.pointer())));
            return SchemaValue.of(name);
        }
        var letters = texts.stream().mapToInt(String::length).sum();
        if (texts.size() > VALUES || letters > LETTERS) {
            draft.lose(schema.pointer() + "/enum", "Too many values to list; any text is taken.");
            return SchemaValue.of("string");
        }
        var pattern = texts.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        var limits = new Limits(null, null, null, null, pattern, null);
        return new SchemaValue("string", limits, false, null, texts.getFirst(), "");
    }

    private @Nullable String pattern(Spot schema) {
        var written = schema.text("pattern");
        if (written.isEmpty()) {
            return null;
        }
        if (written.length() > LETTERS) {
            draft.lose(schema.pointer() + "/pattern", "A pattern of that length is not checked.");
            return null;
        }
        var whole = whole(written);
        try {
            Pattern.compile(whole);
            return whole;
        } catch (PatternSyntaxException | StackOverflowError notJava) {
            draft.lose(schema.pointer() + "/pattern", "Java cannot read this pattern; it is not checked.");
            return null;
        }
    }

    // ECMA 262 finds a pattern anywhere in the text, ours matches the whole text.
    private static String whole(String found) {
        if (found.contains("|")) {
            return "(?s:.*)(?:" + found + ")(?s:.*)";
        }
        var fromStart = found.startsWith("^");
        var toEnd = found.endsWith("$") && !found.endsWith("\\$");
        var inner = found.substring(fromStart ? 1 : 0, found.length() - (toEnd && found.length() > 1 ? 1 : 0));
        return (fromStart ? "" : "(?s:.*)") + inner + (toEnd ? "" : "(?s:.*)");
    }

    private SchemaValue number(Spot schema, boolean whole) {
        if (!values(schema).isEmpty()) {
            draft.lose(schema.pointer() + "/enum", "Which numbers these are is not checked.");
        }
        var type = whole
                ? schema.text("format").equals("int64") ? "long" : "integer"
                : schema.json().path("multipleOf").isNumber()
                                && !schema.text("format").equals("double")
                        ? "decimal"
                        : "number";
        if (schema.has("multipleOf")
                && (whole || schema.json().get("multipleOf").asDouble() != 0.01)) {
            draft.lose(schema.pointer() + "/multipleOf", "Of what it is a multiple is not checked.");
        }
        var least = NumberLimit.least(schema, whole, draft);
        var greatest = NumberLimit.greatest(schema, whole, draft);
        return limited(type, new Limits(least, greatest, null, null, null, null), schema);
    }

    private SchemaValue limited(String type, Limits limits, Spot schema) {
        var problems = Values.limits(limits);
        if (problems.isEmpty()) {
            return new SchemaValue(type, limits, false, null, null, "");
        }
        draft.lose(
                schema.pointer(),
                "Its limits are not kept: " + problems.getFirst().message());
        return SchemaValue.of(type);
    }

    private static @Nullable Integer count(Spot schema, String keyword) {
        var number = schema.json().path(keyword);
        return number.isNumber() && number.canConvertToInt() && number.intValue() >= 0 ? number.intValue() : null;
    }

    private SchemaValue described(SchemaValue value, Spot schema) {
        var standard = literal(value, schema.get("default"));
        if (schema.has("default") && standard == null) {
            draft.lose(schema.pointer() + "/default", "The default is no value of its type, or no plain one.");
        }
        var example = schema.json().path("example");
        if (example.isMissingNode() && schema.json().path("examples") instanceof ArrayNode many && !many.isEmpty()) {
            example = many.get(0);
        }
        var shown = literal(value, schema.with(example));
        return new SchemaValue(
                value.type(),
                value.limits(),
                value.nullable(),
                standard,
                shown == null ? value.example() : shown,
                Draft.text(schema.text("description")));
    }

    private @Nullable String literal(SchemaValue value, Spot given) {
        var json = given.json();
        if (!json.isValueNode() || json.isNull() || value.many() || value.type().matches("json|file")) {
            return null;
        }
        var text = json.isNumber() ? NumberLimit.text(json) : json.asText();
        if (text.length() > 1000
                || Values.problem(value.type(), value.limits(), text).isPresent()) {
            return null;
        }
        var choice = draft.enums().stream()
                .filter(each -> each.name().equals(value.type()))
                .findFirst();
        return choice.isPresent() && !choice.get().values().contains(text) ? null : text;
    }
}
