package codex.specification.intake;

import codex.specification.Behaviour;
import codex.specification.Behaviour.Kind;
import codex.specification.Column;
import codex.specification.Method;
import codex.specification.Names;
import codex.specification.Paths;
import codex.specification.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Recognises operations that do to a table what the standard behaviours do: list, make, read, replace, change and delete
 * rows. One that asks for anything more is a function's.
 */
final class StandardRoutes {
    private static final Set<String> LIST_PARAMETERS =
            Set.of("page", "size", "sort", "limit", "offset", "q", "query", "search");

    private final Entities entities;
    private final Schemas schemas;
    private final Draft draft;
    private final List<Operation> operations;

    StandardRoutes(Entities entities, Schemas schemas, Draft draft, List<Operation> operations) {
        this.entities = entities;
        this.schemas = schemas;
        this.draft = draft;
        this.operations = operations;
    }

    /** Where rows cannot be made in the standard way, none of their routes is standard. */
    Behaviour behaviour(Operation operation) {
        var behaviour = alone(operation);
        var table = behaviour.table();
        return behaviour.kind() == Kind.CREATE || table == null || creatable(table)
                ? behaviour
                : Behaviour.custom(table);
    }

    private boolean creatable(String table) {
        return operations.stream()
                .filter(each -> each.method() == Method.POST && !each.path().endsWith("}"))
                .map(this::create)
                .anyMatch(each -> table.equals(each.table()));
    }

    private Behaviour alone(Operation operation) {
        var one = operation.path().endsWith("}");
        return switch (operation.method()) {
            case GET -> one ? row(operation, Kind.READ) : list(operation);
            case POST -> one ? custom() : create(operation);
            case PUT -> row(operation, Kind.REPLACE);
            case PATCH -> row(operation, Kind.CHANGE);
            case DELETE -> row(operation, Kind.DELETE);
        };
    }

    /** The variable that is the id of a row; null where there is none, or a column says which row it is. */
    @Nullable
    String key(Operation operation, Behaviour behaviour) {
        var table = table(behaviour);
        var names = Paths.variables(operation.path());
        var oneRow = Set.of(Kind.READ, Kind.REPLACE, Kind.CHANGE, Kind.DELETE).contains(behaviour.kind());
        if (!oneRow
                || table.isEmpty()
                || names.isEmpty()
                || column(table.get(), names.getLast()).isPresent()) {
            return null;
        }
        return names.getLast();
    }

    /** The type of the ids of the table that a route is about. */
    String keyType(Behaviour behaviour) {
        return table(behaviour).map(Table::keyType).orElse("uuid");
    }

    /** Whether a body is the row's own columns, which a standard behaviour reads without being told. */
    boolean sendsRow(Operation operation, Behaviour behaviour) {
        var table = table(behaviour);
        var about = entities.request(operation).flatMap(entities::about);
        if (behaviour.kind() == Kind.CUSTOM || table.isEmpty() || about.isEmpty()) {
            return false;
        }
        var own = entities.table(about.get().pointer())
                .equals(Optional.of(table.get().name()));
        return own
                || fields(operation).containsAll(Entities.settable(table.get()).keySet());
    }

    /** Whether a parameter of a standard route is left out: a caller may omit it, and no row depends on it. */
    boolean ignores(Spot parameter, Behaviour behaviour, Draft losses) {
        var header = Set.of("header", "cookie").contains(parameter.text("in"));
        if (behaviour.kind() == Kind.CUSTOM || !header) {
            return false;
        }
        losses.lose(
                parameter.pointer(),
                "The %s %s is left out: a standard route does not look at it."
                        .formatted(parameter.text("in"), Draft.text(parameter.text("name"), 60)));
        return true;
    }

    private static Behaviour custom() {
        return Behaviour.custom(null);
    }

    private Behaviour list(Operation operation) {
        var about = entities.success(operation).flatMap(entities::about).filter(Entities.About::many);
        var table = about.flatMap(each -> entities.table(each.pointer())).flatMap(this::table);
        if (table.isEmpty()
                || !parents(table.get(), Paths.variables(operation.path()))
                || !parameters(operation).stream()
                        .allMatch(each -> (each.text("in").equals("query") && filters(table.get(), each.text("name")))
                                || optionalHeader(each))) {
            return custom();
        }
        return collection(operation, table.get()) || found(operation, table.get())
                ? Behaviour.of(Kind.LIST, table.get().name())
                : custom();
    }

    private boolean collection(Operation operation, Table table) {
        return operations.stream()
                .filter(each -> each.method() == Method.GET && each.path().startsWith(operation.path() + "/{"))
                .anyMatch(each -> tableOfRow(each).filter(table::equals).isPresent());
    }

    // /pet/findByStatus?status=sold is a list too; /articles/feed may be anything.
    private boolean found(Operation operation, Table table) {
        var word = Paths.segments(operation.path()).getLast();
        return (word.matches("(?i)(find|search|list|filter|query|by).*") || word.startsWith("{"))
                && parameters(operation).stream()
                        .anyMatch(each -> column(table, each.text("name")).isPresent());
    }

    private static boolean optionalHeader(Spot parameter) {
        return Set.of("header", "cookie").contains(parameter.text("in")) && !parameter.flag("required");
    }

    private static boolean filters(Table table, String parameter) {
        return LIST_PARAMETERS.contains(parameter)
                || table.columns().stream()
                        .anyMatch(column ->
                                !column.type().equals("json") && (Names.camel(column.name()) + "s").equals(parameter))
                || column(table, parameter)
                        .filter(column -> !column.type().equals("json")
                                && Names.camel(column.name()).equals(parameter))
                        .isPresent();
    }

    private Behaviour create(Operation operation) {
        var asked = entities.request(operation).flatMap(entities::about).filter(each -> !each.many());
        var answered = entities.success(operation).flatMap(entities::about);
        var table = answered.or(() -> asked)
                .filter(each -> !each.many())
                .flatMap(each -> entities.table(each.pointer()))
                .flatMap(this::table);
        var answersElse = entities.success(operation).isPresent()
                && answered.filter(each -> !each.wrapped()).isEmpty();
        if (table.isEmpty() || answersElse || !bare(operation) || !takes(operation, table.get(), true)) {
            return custom();
        }
        var named = Paths.variables(operation.path());
        return parents(table.get(), named)
                ? Behaviour.of(Kind.CREATE, table.get().name())
                : custom();
    }

    private Behaviour row(Operation operation, Kind kind) {
        var table = tableOfRow(operation);
        if (table.isEmpty() || !operation.path().endsWith("}") || !bare(operation)) {
            return custom();
        }
        var names = Paths.variables(operation.path());
        var fits = parents(table.get(), names.subList(0, names.size() - 1))
                && switch (kind) {
                    case READ -> true;
                    case REPLACE, CHANGE -> takes(operation, table.get(), false) && answersRow(operation, table.get());
                    default -> entities.success(operation).isEmpty();
                };
        return fits ? Behaviour.of(kind, table.get().name()) : custom();
    }

    // What a path names is what its GET answers with.
    private Optional<Table> tableOfRow(Operation operation) {
        return operations.stream()
                .filter(each -> each.method() == Method.GET && each.path().equals(operation.path()))
                .findFirst()
                .flatMap(entities::success)
                .flatMap(entities::about)
                .filter(each -> !each.many() && !each.wrapped())
                .flatMap(each -> entities.table(each.pointer()))
                .flatMap(this::table);
    }

    private boolean answersRow(Operation operation, Table table) {
        var schema = entities.success(operation);
        return schema.isEmpty()
                || schema.flatMap(entities::about)
                        .filter(each -> !each.many() && !each.wrapped())
                        .flatMap(each -> entities.table(each.pointer()))
                        .equals(Optional.of(table.name()));
    }

    // A body of the row's own columns, perhaps with members that the application sets itself.
    private boolean takes(Operation operation, Table table, boolean creates) {
        var fields = fields(operation);
        return !fields.isEmpty() && Entities.makes(table, fields, creates);
    }

    private Set<String> fields(Operation operation) {
        var schema = entities.request(operation);
        var about = schema.flatMap(entities::about);
        if (schema.isEmpty()
                || about.filter(each -> each.many() || each.wrapped()).isPresent()) {
            return Set.of();
        }
        var target = about.isPresent() ? Optional.of(schemas.at(about.get().pointer())) : schemas.quietly(schema.get());
        return target.map(schemas::merged).stream()
                .flatMap(each -> each.get("properties").members().stream())
                .filter(member -> !member.spot().flag("readOnly"))
                .map(Spot.Member::name)
                .map(name -> Names.camel(Draft.columnName(name)))
                .filter(name -> !Set.of("idValue", "versionValue", "createdAtValue", "updatedAtValue")
                        .contains(name))
                .collect(Collectors.toSet());
    }

    private boolean bare(Operation operation) {
        return parameters(operation).stream().allMatch(StandardRoutes::optionalHeader);
    }

    private List<Spot> parameters(Operation operation) {
        return List.of(operation.item().get("parameters"), operation.spot().get("parameters")).stream()
                .flatMap(list -> list.items().stream())
                .flatMap(each -> schemas.quietly(each).stream())
                .filter(each -> !each.text("in").equals("path"))
                .toList();
    }

    private static boolean parents(Table table, List<String> variables) {
        return variables.stream().allMatch(name -> column(table, name).isPresent());
    }

    private static Optional<Column> column(Table table, String name) {
        return table.column(Draft.columnName(name));
    }

    private Optional<Table> table(Behaviour behaviour) {
        return Optional.ofNullable(behaviour.table()).flatMap(this::table);
    }

    private Optional<Table> table(String name) {
        return draft.tables().stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
