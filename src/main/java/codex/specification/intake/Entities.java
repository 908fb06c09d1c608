package codex.specification.intake;

import codex.specification.Column;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Names;
import codex.specification.Paths;
import codex.specification.ReservedWords;
import codex.specification.Table;
import codex.specification.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the schemas that are rows of a table: something that is made by a POST to a collection and read by a GET of one
 * of its members. Whatever else a schema may be, that is what REST calls a resource.
 */
final class Entities {
    private final Schemas schemas;
    private final Draft draft;
    private final List<Operation> operations;
    /** The table of a schema, by the schema's pointer. */
    private final Map<String, String> tables = new LinkedHashMap<>();

    /** The schemas that show rows of a table in a shape of their own. */
    private final Set<String> views = new HashSet<>();

    /** The tables whose ids are numbers. */
    private final Map<String, Table.Numbers> numbers = new HashMap<>();

    Entities(Schemas schemas, Draft draft, List<Operation> operations) {
        this.schemas = schemas;
        this.draft = draft;
        this.operations = operations;
    }

    /** The columns that paths know a schema's rows by. */
    private final Map<String, Set<String>> keys = new HashMap<>();

    /** What an answer or a body is about. */
    record About(String pointer, boolean many, boolean wrapped) {}

    /** Finds them and makes their tables. */
    void find() {
        var found = new LinkedHashMap<String, Spot>();
        var bare = new HashSet<String>();
        for (var operation : operations) {
            if (operation.method() == Method.GET && operation.path().endsWith("}")) {
                success(operation)
                        .flatMap(this::about)
                        .filter(each -> !each.many() && made(each, operation.path()))
                        .ifPresent(each -> {
                            found.put(each.pointer(), schemas.at(each.pointer()));
                            if (!each.wrapped()) {
                                bare.add(each.pointer());
                            }
                            keys.computeIfAbsent(each.pointer(), pointer -> new HashSet<>())
                                    .add(Draft.columnName(
                                            Paths.variables(operation.path()).getLast()));
                        });
            }
        }
        found.values().removeIf(schema -> columns(schema).isEmpty());
        // All are known as entities before any is read: their members may name each other.
        found.forEach((pointer, schema) -> {
            var table = draft.tableName(schema.name());
            tables.put(pointer, table);
            numbers(schema).ifPresent(each -> numbers.put(table, each));
            // What is only ever answered inside something else is answered by functions, in exactly its own shape.
            if (bare.contains(pointer)) {
                schemas.entity(pointer, Names.pascal(table));
            } else {
                views.add(pointer);
                schemas.view(pointer);
            }
        });
        found.forEach((pointer, schema) -> table(schema, tables.getOrDefault(pointer, "")));
    }

    private Optional<Table.Numbers> numbers(Spot schema) {
        if (!id(schema).map(each -> each.text("type").equals("integer")).orElse(false)) {
            return Optional.empty();
        }
        var given = operations.stream()
                .filter(each -> each.method() == Method.POST && makes(each, schema.pointer()))
                .anyMatch(each -> request(each)
                        .flatMap(this::named)
                        .flatMap(this::id)
                        .filter(id -> !id.flag("readOnly"))
                        .isPresent());
        return Optional.of(given ? Table.Numbers.GIVEN : Table.Numbers.COUNTED);
    }

    private Optional<Spot> id(Spot schema) {
        return schemas.quietly(schemas.merged(schema).get("properties").get("id"));
    }

    // A POST to /pets makes what /pets/{petId} shows.
    private boolean made(About about, String path) {
        var collection = path.substring(0, path.lastIndexOf('/'));
        return operations.stream()
                .filter(each -> each.method() == Method.POST && each.path().equals(collection))
                .anyMatch(each -> makes(each, about.pointer()));
    }

    private boolean makes(Operation operation, String pointer) {
        return success(operation)
                .or(() -> request(operation))
                .flatMap(this::about)
                .filter(made -> !made.many() && made.pointer().equals(pointer))
                .isPresent();
    }

    /** The table whose rows this schema shows as they are. */
    Optional<String> table(String pointer) {
        return views.contains(pointer) ? Optional.empty() : Optional.ofNullable(tables.get(pointer));
    }

    /** The schema of the successful JSON answer. */
    Optional<Spot> success(Operation operation) {
        return operation.spot().get("responses").members().stream()
                .filter(member -> member.name().startsWith("2") || member.name().equals("default"))
                .findFirst()
                .flatMap(member -> schemas.follow(member.spot()))
                .flatMap(Operation::jsonSchema);
    }

    Optional<Spot> request(Operation operation) {
        return schemas.follow(operation.spot().get("requestBody")).flatMap(Operation::jsonSchema);
    }

    /** The named object schema that a schema is, lists, or wraps in an object with this one member. */
    Optional<About> about(Spot schema) {
        var direct = named(schema);
        if (direct.isEmpty()) {
            return Optional.empty();
        }
        var target = direct.get();
        if (target.text("type").equals("array")) {
            return named(target.get("items"))
                    .filter(Entities::object)
                    .map(item -> new About(item.pointer(), true, false));
        }
        var members = schemas.merged(target).get("properties").members();
        if (members.size() == 1 && members.getFirst().spot().has("$ref")) {
            return named(members.getFirst().spot())
                    .filter(Entities::object)
                    .map(inner -> new About(inner.pointer(), false, true));
        }
        var lists = members.stream().map(Spot.Member::spot).filter(this::list).toList();
        if (lists.size() == 1 && members.stream().allMatch(member -> list(member.spot()) || count(member.spot()))) {
            return named(lists.getFirst().get("items"))
                    .filter(Entities::object)
                    .map(item -> new About(item.pointer(), true, true));
        }
        return object(target) && target.pointer().startsWith("#/components/schemas/")
                ? Optional.of(new About(target.pointer(), false, false))
                : Optional.empty();
    }

    private Optional<Spot> named(Spot schema) {
        return schema.has("$ref") ? schemas.quietly(schema) : Optional.of(schema);
    }

    private boolean list(Spot schema) {
        return schema.text("type").equals("array") && schema.get("items").has("$ref");
    }

    private static boolean count(Spot schema) {
        return schema.text("type").equals("integer");
    }

    private static boolean object(Spot schema) {
        return schema.has("properties") || schema.has("allOf");
    }

    private List<Spot.Member> columns(Spot schema) {
        return schemas.merged(schema).get("properties").members().stream()
                .filter(member -> !ReservedWords.UNSAID_COLUMNS.contains(Names.snake(member.name())))
                .toList();
    }

    private void table(Spot schema, String name) {
        var merged = schemas.merged(schema);
        var required = Schemas.required(merged);
        var columns = new ArrayList<Column>();
        var taken = new HashMap<String, String>();
        for (var member : columns(schema)) {
            var column = Draft.columnName(member.name());
            if (taken.putIfAbsent(column, member.name()) != null) {
                draft.lose(member.spot().pointer(), "Left out: it cannot be told from another member of like name.");
                continue;
            }
            if (!Names.camel(column).equals(member.name())) {
                draft.lose(member.spot().pointer(), "It is written “%s”.".formatted(Names.camel(column)));
            }
            var key = keys.getOrDefault(schema.pointer(), Set.of()).contains(column);
            columns.add(column(member.spot(), column, Names.pascal(name), required.contains(member.name()), key));
        }
        if (!views.contains(schema.pointer())) {
            unsaid(merged, schema.pointer());
        }
        draft.add(new Table(
                draft.id(),
                name,
                Draft.text(merged.text("description")),
                columns,
                List.of(),
                null,
                numbers.get(name),
                Draft.source(schema.pointer())));
    }

    private Column column(Spot member, String name, String entity, boolean required, boolean key) {
        var parent = name.endsWith("_id") ? name.substring(0, name.length() - 3) : "";
        if (tables.containsValue(parent)) {
            return reference(member, name, parent, required);
        }
        var value = nested(member) ? kept(member) : schemas.value(member, entity + " " + name);
        var plain = TypeName.of(value.type()).scalar() || draft.enumeration(value.type());
        if (!plain || value.many() || value.type().equals("file")) {
            value = kept(member);
        }
        if (name.contains("password")) {
            draft.lose(member.pointer(), "It is kept and answered as the document says: for a password, think again.");
        }
        return new Column(
                draft.id(),
                name,
                value.type(),
                required && !value.nullable(),
                key && !value.type().equals("json"),
                schemas.quietly(member).map(each -> each.flag("readOnly")).orElse(false) || member.flag("readOnly"),
                value.defaultValue(),
                value.limits(),
                null,
                null,
                value.example(),
                value.description(),
                Draft.source(member.pointer()));
    }

    // A member that names another resource and its id points to that table.
    private Column reference(Spot member, String name, String parent, boolean required) {
        var type = numbers.containsKey(parent) ? "long" : "uuid";
        var fitting = type.equals("long") ? Set.of("integer", "long") : Set.of("uuid");
        if (!fitting.contains(schemas.value(member, name).type())) {
            draft.lose(
                    member.pointer(),
                    "It refers to a row of %s by its id, a %s."
                            .formatted(parent, type.equals("long") ? "number" : "UUID"));
        }
        return new Column(
                draft.id(),
                name,
                type,
                required,
                false,
                false,
                null,
                Limits.NONE,
                parent,
                Column.OnDelete.RESTRICT,
                null,
                Draft.text(member.text("description")),
                Draft.source(member.pointer()));
    }

    private SchemaValue kept(Spot member) {
        draft.lose(member.pointer(), "Kept as JSON in one column: what is inside it is not checked.");
        return new SchemaValue("json", Limits.NONE, false, null, null, Draft.text(member.text("description")));
    }

    private boolean nested(Spot member) {
        var target = schemas.quietly(member)
                .map(schemas::merged)
                .flatMap(schemas::quietly)
                .map(schemas::merged);
        return target.isPresent()
                && (target.get().has("properties")
                        || target.get().has("items")
                        || tables.containsKey(target.get().pointer()));
    }

    // Every row has an id, and says when it was made: that is more than the document may have.
    private void unsaid(Spot schema, String pointer) {
        var id = id(schema);
        if (id.isPresent()
                && !id.get().text("type").equals("integer")
                && !id.get().text("format").equals("uuid")) {
            draft.lose(
                    schema.get("properties").get("id").pointer(),
                    "The id is a UUID, given by the application; a caller cannot set it.");
        }
        var version = schema.get("properties").get("version");
        if (version.there()) {
            draft.lose(version.pointer(), "The version counts the changes of a row; a caller cannot set it.");
        }
        draft.lose(pointer, "Its rows also have the members id, version, createdAt and updatedAt.");
    }

    /** The columns of a table that a caller may set, by the name in JSON. */
    static Map<String, Column> settable(Table table) {
        var columns = new LinkedHashMap<String, Column>();
        for (var column : table.columns()) {
            if (!column.readOnly()) {
                columns.put(Names.camel(column.name()), column);
            }
        }
        return columns;
    }

    /** Whether a body with these fields can make a row. */
    static boolean makes(Table table, Set<String> fields, boolean whole) {
        var settable = settable(table);
        return settable.keySet().containsAll(fields)
                && (!whole
                        || settable.values().stream()
                                .filter(column -> column.required() && column.defaultValue() == null)
                                .allMatch(column -> fields.contains(Names.camel(column.name()))));
    }
}
