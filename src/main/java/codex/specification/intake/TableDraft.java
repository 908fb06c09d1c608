package codex.specification.intake;

import codex.specification.Behaviour;
import codex.specification.Behaviour.Kind;
import codex.specification.Column;
import codex.specification.Enumeration;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Rule;
import codex.specification.Table;
import codex.specification.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Tables in the making from a model of data, which has no routes: each gets the five standard ones. */
final class TableDraft {
    /** The names that models have for the people who sign in. */
    private static final List<String> PEOPLE = List.of("user", "account", "jhi_user");

    private static final Pattern ADDRESS = Pattern.compile("(^|_)e_?mail(_address)?$");

    /** A column before its type is known to be there. */
    record Plain(
            String name,
            String type,
            boolean required,
            boolean unique,
            @Nullable String defaultValue,
            Limits limits,
            String description) {
        Plain limited(Limits other) {
            return new Plain(name, type, required, unique, defaultValue, other, description);
        }

        Plain typed(String other) {
            return new Plain(name, other, required, unique, defaultValue, Limits.NONE, description);
        }
    }

    private record Reference(
            String holder,
            String name,
            String target,
            boolean required,
            boolean unique,
            Column.@Nullable OnDelete onDelete,
            String place) {}

    private record Join(String one, String other, String name, String place) {}

    private record Choice(List<String> values, String summary, String place) {}

    /** A table with what was said of it, in the order it was said. */
    private record Entity(
            String written,
            String summary,
            String place,
            Map<String, Plain> columns,
            Map<String, String> places,
            List<List<String>> unique) {}

    private final Draft draft;
    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final Map<String, Choice> choices = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<Join> joins = new ArrayList<>();
    private final Map<String, String> tableNames = new LinkedHashMap<>();
    private final Map<String, String> enumNames = new LinkedHashMap<>();
    private final Set<String> numbered = new HashSet<>();

    TableDraft(Draft draft) {
        this.draft = draft;
    }

    void table(String name, String summary, String place) {
        if (entities.putIfAbsent(
                        key(name),
                        new Entity(
                                name, summary, place, new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>()))
                != null) {
            draft.lose(place, "%s is defined twice; the first counts, with the members of both.".formatted(name));
        }
    }

    boolean has(String name) {
        return entities.containsKey(key(name));
    }

    void column(String table, Plain column, String place) {
        var entity = entities.get(key(table));
        var name = Draft.columnName(column.name());
        var address = address(name, column);
        if (entity != null
                && entity.columns().putIfAbsent(name, address ? column.limited(email(column.limits())) : column)
                        == null) {
            entity.places().put(name, place);
            if (address) {
                draft.lose(place, "%s is read as an e-mail address, so other texts are refused.".formatted(name));
            }
        } else {
            draft.lose(place, "%s stands there already, or its table does not.".formatted(column.name()));
        }
    }

    /** No two rows agree in these columns. */
    void unique(String table, List<String> columns) {
        var entity = entities.get(key(table));
        if (entity == null) {
            return;
        }
        if (columns.size() > 1) {
            entity.unique().add(columns);
            return;
        }
        entity.columns()
                .computeIfPresent(
                        Draft.columnName(columns.getFirst()),
                        (name, each) -> new Plain(
                                each.name(),
                                each.type(),
                                each.required(),
                                true,
                                each.defaultValue(),
                                each.limits(),
                                each.description()));
    }

    private static Limits email(Limits limits) {
        return new Limits(null, null, limits.minLength(), limits.maxLength(), null, "email");
    }

    // Models have no type for addresses, but a name for them that means nothing else.
    private static boolean address(String name, Plain column) {
        return column.type().equals("string")
                && ADDRESS.matcher(name).find()
                && column.limits().pattern() == null
                && column.limits().format() == null;
    }

    boolean required(String table, String column) {
        return plain(table, column).map(Plain::required).orElse(false);
    }

    /** Whether a key of this name and type counts the rows of its table. */
    static boolean keyLike(String table, String column, String type) {
        return List.of("integer", "long", "uuid").contains(type) && key(column).equals(key(table) + "_id");
    }

    /** The type of a column; empty where there is none. */
    String type(String table, String column) {
        return plain(table, column).map(Plain::type).orElse("");
    }

    private Optional<Plain> plain(String table, String column) {
        return Optional.ofNullable(entities.get(key(table)))
                .map(entity -> entity.columns().get(Draft.columnName(column)));
    }

    /** The ids of the table's rows are numbers. */
    void numbered(String table) {
        numbered.add(key(table));
    }

    /** Takes a column out again: rows have what it stood for anyway. */
    void without(String table, String column) {
        var entity = entities.get(key(table));
        if (entity != null) {
            entity.columns().remove(Draft.columnName(column));
        }
    }

    void comment(String table, String words) {
        entities.computeIfPresent(
                key(table),
                (key, each) ->
                        new Entity(each.written(), words, each.place(), each.columns(), each.places(), each.unique()));
    }

    /** A limit of a column: {@code >= 0}. */
    void limit(String table, String column, String comparison, BigDecimal number) {
        change(table, column, each -> {
            var whole = List.of("integer", "long").contains(each.type());
            var step = whole ? BigDecimal.ONE : comparison.length() == 2 ? BigDecimal.ZERO : new BigDecimal("0.01");
            var excluded = comparison.length() == 1 ? step : BigDecimal.ZERO;
            var least = comparison.startsWith(">")
                    ? number.add(excluded)
                    : each.limits().min();
            var greatest = comparison.startsWith("<")
                    ? number.subtract(excluded)
                    : each.limits().max();
            var limits = new Limits(least, greatest, null, null, null, null);
            return Values.limits(limits).isEmpty() ? each.limited(limits) : each;
        });
    }

    /** A column that is one of these words: an enumeration of its own. */
    void among(String table, String column, List<String> values, String place) {
        var name = table + " " + column;
        enumeration(name, values, "", place);
        change(table, column, each -> each.typed(choice(name)));
    }

    private void change(String table, String column, UnaryOperator<Plain> change) {
        var entity = entities.get(key(table));
        if (entity != null) {
            entity.columns().computeIfPresent(Draft.columnName(column), (name, each) -> change.apply(each));
        }
    }

    void enumeration(String name, List<String> values, String summary, String place) {
        choices.putIfAbsent(key(name), new Choice(List.copyOf(values), summary, place));
    }

    /** The type of a column that is one of an enumeration's values; it may be defined later. */
    String choice(String name) {
        return "enum:" + key(name);
    }

    boolean hasChoice(String name) {
        return choices.containsKey(key(name));
    }

    /** Rows of {@code holder} know one row of {@code target} by this name. */
    void reference(String holder, String name, String target, boolean required, boolean unique, String place) {
        references.add(new Reference(holder, name, target, required, unique, null, place));
    }

    void reference(
            String holder,
            String name,
            String target,
            boolean required,
            Column.@Nullable OnDelete onDelete,
            String place) {
        references.add(new Reference(holder, name, target, required, false, onDelete, place));
    }

    /** Rows of both know many of each other: a table between them says which. */
    void join(String one, String other, String name, String place) {
        joins.add(new Join(one, other, name, place));
    }

    Limits limits(
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable String pattern,
            @Nullable String format,
            String place) {
        var kept = pattern;
        try {
            Pattern.compile(kept == null ? "" : kept);
        } catch (PatternSyntaxException wrong) {
            draft.lose(place, "Java cannot read this pattern; it is not checked.");
            kept = null;
        }
        var limits = new Limits(min, max, minLength, maxLength, kept, format);
        var problems = Values.limits(limits);
        if (problems.isEmpty()) {
            return limits;
        }
        draft.lose(place, "Its limits are not kept: " + problems.getFirst().message());
        return Limits.NONE;
    }

    /** The whole: tables, enumerations, and routes over each table. */
    Intake finish(String kind, Hints hints) {
        joins.forEach(this::joined);
        entities.forEach((key, entity) -> tableNames.put(key, draft.tableName(entity.written())));
        choices.forEach(this::chosen);
        entities.forEach((key, entity) -> made(key, entity));
        if (draft.tables().isEmpty()) {
            return Intake.Refused.of("", "There is no table in it.");
        }
        draft.tables().forEach(this::routes);
        return new Intake.Taken(kind, draft.document(hints.name(), "", hints.words()), draft.losses());
    }

    private void joined(Join join) {
        var name = join.one() + " " + (key(join.one()).equals(key(join.other())) ? join.name() : join.other());
        if (has(name)) {
            draft.lose(join.place(), "Which of them belong together is in the table that is there already.");
            return;
        }
        table(name, "Which %s belongs to which %s".formatted(words(join.one()), words(join.other())), join.place());
        var second = key(join.one()).equals(key(join.other())) ? "other " + join.other() : join.other();
        references.add(new Reference(name, join.one(), join.one(), true, false, Column.OnDelete.CASCADE, join.place()));
        references.add(new Reference(name, second, join.other(), true, false, Column.OnDelete.CASCADE, join.place()));
        unique(name, List.of(join.one() + "_id", second + "_id"));
    }

    private void chosen(String key, Choice choice) {
        var values = choice.values().stream()
                .map(value -> Draft.snake(value, "value"))
                .distinct()
                .toList();
        if (values.isEmpty()) {
            draft.lose(choice.place(), "It has no values; a text takes its place.");
            return;
        }
        var name = draft.className(key);
        enumNames.put(key, name);
        draft.add(
                new Enumeration(draft.id(), name, values, Draft.text(choice.summary()), Draft.source(choice.place())));
    }

    private void made(String key, Entity entity) {
        var columns = new ArrayList<Column>();
        entity.columns()
                .forEach((name, plain) ->
                        columns.add(plain(name, plain, entity.places().getOrDefault(name, entity.place()))));
        for (var reference : references) {
            if (key(reference.holder()).equals(key)) {
                column(reference, columns);
            }
        }
        if (columns.isEmpty()) {
            draft.lose(entity.place(), "%s has no columns; it is left out.".formatted(entity.written()));
            return;
        }
        var name = String.valueOf(tableNames.get(key));
        var rules = new ArrayList<Rule>();
        for (var unique : entity.unique()) {
            rules(unique.stream().map(column -> renamed(key, column)).toList(), columns, entity.place(), rules);
        }
        draft.add(new Table(
                draft.id(),
                name,
                Draft.text(entity.summary()),
                columns,
                rules,
                null,
                numbered.contains(key) ? Table.Numbers.COUNTED : null,
                Draft.source(entity.place())));
    }

    // A reference is called after what it refers to: book becomes book_id.
    private String renamed(String table, String column) {
        return references.stream()
                .filter(each -> key(each.holder()).equals(table))
                .filter(each -> Draft.columnName(each.name()).equals(Draft.columnName(column)))
                .map(TableDraft::column)
                .findFirst()
                .orElse(column);
    }

    private static String column(Reference reference) {
        return Draft.columnName(reference.name().replaceAll("(?i)_?id$", "") + "_id");
    }

    private void rules(List<String> unique, List<Column> columns, String place, List<Rule> rules) {
        var names = unique.stream().map(Draft::columnName).toList();
        var known = columns.stream().map(Column::name).toList();
        if (!known.containsAll(names)) {
            draft.lose(place, "A rule over columns that are not there: %s.".formatted(String.join(", ", unique)));
            return;
        }
        rules.add(new Rule(
                draft.id(),
                "No two rows have the same "
                        + String.join(
                                " and ", names.stream().map(TableDraft::words).toList()),
                Rule.Form.UNIQUE,
                names,
                null,
                null,
                List.of(),
                Draft.source(place)));
    }

    private Column plain(String name, Plain plain, String place) {
        var type = plain.type();
        var limits = plain.limits();
        var standard = plain.defaultValue();
        if (type.startsWith("enum:")) {
            var choice = enumNames.get(type.substring("enum:".length()));
            if (choice == null) {
                draft.lose(place, "There is no type “%s”; it is a text.".formatted(type.substring("enum:".length())));
            }
            type = choice == null ? "string" : choice;
            standard = standard == null ? null : Draft.snake(standard, "value");
            limits = Limits.NONE;
        }
        if (standard != null && Values.problem(type, limits, standard).isPresent()) {
            draft.lose(place, "Its default is no value of its type.");
            standard = null;
        }
        if (!Names.snake(plain.name()).equals(name)) {
            draft.lose(place, "The column is called %s.".formatted(name));
        }
        return new Column(
                draft.id(),
                name,
                type,
                plain.required(),
                plain.unique(),
                false,
                standard,
                limits,
                null,
                null,
                null,
                Draft.text(plain.description()),
                Draft.source(place));
    }

    private void column(Reference reference, List<Column> columns) {
        var target = target(reference);
        if (target.isEmpty()) {
            draft.lose(reference.place(), "It refers to %s, which is not there.".formatted(reference.target()));
            return;
        }
        var name = column(reference);
        var written = Draft.columnName(reference.name());
        var unique = reference.unique()
                || columns.stream().anyMatch(each -> each.name().equals(written) && each.unique());
        columns.removeIf(each -> each.name().equals(name) || each.name().equals(written));
        var wanted = reference.onDelete() == null ? Column.OnDelete.RESTRICT : reference.onDelete();
        var impossible = wanted == Column.OnDelete.CLEAR && reference.required();
        var onDelete = impossible ? Column.OnDelete.RESTRICT : wanted;
        columns.add(new Column(
                draft.id(),
                name,
                numbered.contains(key(reference.target())) ? "long" : "uuid",
                reference.required(),
                unique,
                false,
                null,
                Limits.NONE,
                target,
                onDelete,
                null,
                "",
                Draft.source(reference.place())));
    }

    // The people of a model that it does not define itself are those who sign in.
    private String target(Reference reference) {
        var key = key(reference.target());
        var own = tableNames.get(key);
        if (own != null) {
            return own;
        }
        if (PEOPLE.contains(key)) {
            draft.accounts();
            return Table.ACCOUNT;
        }
        return "";
    }

    private void routes(Table table) {
        var entity = Names.pascal(table.name());
        var words = words(table.name());
        var several = Names.plural(table.name());
        var path = "/" + Names.kebab(several);
        var module = Names.pascal(several);
        add(module, table, "list " + several, Method.GET, path, "Lists " + words(several), Kind.LIST);
        add(module, table, "create " + entity, Method.POST, path, "Adds a " + words, Kind.CREATE);
        add(module, table, "read " + entity, Method.GET, path + "/{id}", "Shows a " + words, Kind.READ);
        add(module, table, "replace " + entity, Method.PUT, path + "/{id}", "Replaces a " + words, Kind.REPLACE);
        add(module, table, "delete " + entity, Method.DELETE, path + "/{id}", "Deletes a " + words, Kind.DELETE);
    }

    private void add(String module, Table table, String name, Method method, String path, String summary, Kind kind) {
        var source = table.source();
        var key = new Parameter(
                draft.id(), "id", Parameter.Place.PATH, table.keyType(), true, null, Limits.NONE, null, "", source);
        draft.add(
                words(module),
                "",
                new Route(
                        draft.id(),
                        draft.routeName(name),
                        method,
                        path,
                        summary,
                        draft.people()
                                ? new RouteAccess(RouteAccess.Level.SIGNED_IN, List.of(), false)
                                : RouteAccess.PUBLIC,
                        path.endsWith("}") ? List.of(key) : List.of(),
                        null,
                        List.of(),
                        Behaviour.of(kind, table.name()),
                        List.of(),
                        List.of(),
                        List.of(),
                        source));
    }

    private static String words(String name) {
        var words = Names.snake(name).replace('_', ' ');
        var heading = !words.isEmpty() && Character.isUpperCase(name.charAt(0));
        return heading ? words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) : words;
    }

    private static String key(String name) {
        return Names.snake(name);
    }
}
