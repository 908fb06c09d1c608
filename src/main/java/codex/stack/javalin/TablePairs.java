package codex.stack.javalin;

import codex.specification.Table;
import codex.stack.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tables of the database are which of the document, and what each is called in the end. */
final class TablePairs {
    private static final int LONGEST_NAME = 45;

    private final Past past;
    private final Shapes before;
    private final List<TableShape> there = new ArrayList<>();
    private final Map<String, TableShape> same = new HashMap<>();
    private final Map<String, TableShape> moved = new HashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    TablePairs(AppModel app, Shapes now, Past past) {
        this.past = past;
        this.before = new Shapes(AppModel.of(new Project(past.document())));
        there.addAll(before.tables().stream().map(this::asItIs).toList());
        past.kept().tables().forEach((name, columns) -> {
            if (!AuthTables.NAMES.contains(name) && !name.equals(FileTable.NAME)) {
                there.add(kept(name, columns));
            }
        });
        for (var table : now.tables()) {
            was(app.entity(table.name()).orElseThrow().table())
                    .ifPresent(was -> (was.key() == table.key() ? same : moved).put(table.name(), was));
        }
        name(now);
    }

    /** The tables of the last document. */
    Shapes before() {
        return before;
    }

    /** All tables of the database but those of accounts, those that were kept too. */
    List<TableShape> there() {
        return there;
    }

    /** What a table was, with ids of the same kind. */
    Optional<TableShape> same(TableShape table) {
        return Optional.ofNullable(same.get(table.name()));
    }

    /** What a table was whose ids are of another kind now, so that its rows have to move. */
    Optional<TableShape> moved(String table) {
        return Optional.ofNullable(moved.get(table));
    }

    /** What tables are called in the end, by what they are called now. */
    Map<String, String> names() {
        return names;
    }

    /** What a table is called in the end that was there. */
    String name(TableShape was) {
        return Objects.requireNonNull(names.get(was.name()));
    }

    /** What a table was called that is the same now; empty for one that is new or was made anew. */
    Optional<String> formerName(String table) {
        return table.equals(Table.ACCOUNT)
                ? Optional.of(table)
                : Optional.ofNullable(same.get(table)).map(TableShape::name);
    }

    /** A name for something that stays out of the way of {@code name}, and is none of {@code taken}. */
    String aside(String name, Set<String> taken) {
        var aside = Shapes.cut(name, LONGEST_NAME) + "_before_v" + past.next();
        return Stream.iterate(aside, other -> other + "x")
                .filter(other -> !taken.contains(other))
                .findFirst()
                .orElseThrow();
    }

    /** Renamings in an order in which no name is taken twice; a circle is opened by a name in between. */
    Map<String, String> inOrder(Map<String, String> renamings) {
        var left = new LinkedHashMap<>(renamings);
        left.entrySet().removeIf(each -> each.getKey().equals(each.getValue()));
        var result = new LinkedHashMap<String, String>();
        while (!left.isEmpty()) {
            var free = left.entrySet().stream()
                    .filter(each -> !left.containsKey(each.getValue()))
                    .findFirst();
            if (free.isPresent()) {
                result.put(free.get().getKey(), free.get().getValue());
                left.remove(free.get().getKey());
            } else {
                var from = left.keySet().iterator().next();
                var between = Shapes.cut(from, LONGEST_NAME) + "_v" + past.next();
                result.put(from, between);
                left.put(between, Objects.requireNonNull(left.remove(from)));
            }
        }
        return result;
    }

    private TableShape asItIs(TableShape table) {
        var kept = past.kept();
        var columns = table.columns().stream()
                .map(column -> kept.open().contains(table.name() + "." + column.name()) ? column.open() : column);
        var left = kept.columns().getOrDefault(table.name(), List.of());
        return table.with(Stream.concat(columns, left.stream()).toList());
    }

    private static TableShape kept(String name, List<ColumnShape> columns) {
        var key = columns.stream()
                .filter(column -> column.name().equals("id"))
                .map(ColumnShape::kind)
                .findFirst()
                .orElse(Kind.UUID);
        var others =
                columns.stream().filter(column -> !column.name().equals("id")).toList();
        return new TableShape(name, key, null, others, List.of(), List.of());
    }

    private Optional<TableShape> was(Table table) {
        var name = past.table(table)
                .map(Table::name)
                .or(() -> past.comesBack(table) ? Optional.of(table.name()) : Optional.empty());
        return there.stream()
                .filter(each -> name.equals(Optional.of(each.name())))
                .findFirst();
    }

    private void name(Shapes now) {
        var taken = Stream.concat(now.tables().stream(), there.stream())
                .map(TableShape::name)
                .collect(Collectors.toCollection(HashSet::new));
        same.forEach((name, was) -> names.put(was.name(), name));
        for (var table : there) {
            var inTheWay = moved.containsValue(table) || now.table(table.name()).isPresent();
            names.computeIfAbsent(table.name(), name -> inTheWay ? aside(name, taken) : name);
        }
    }
}
