package codex.stack.javalin;

import codex.code.SourceFile;
import codex.specification.Column;
import codex.specification.Document;
import codex.specification.Element;
import codex.specification.Elements;
import codex.specification.Table;
import codex.stack.Delivered;
import codex.stack.Project;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What was delivered of an application before, seen from its document of now. */
final class Past {
    private static final Pattern VERSION = Pattern.compile(".*/V(\\d+)__[^/]*\\.sql");

    private final Delivered delivered;
    private final Document now;
    private final Kept kept;
    private final boolean sameHistory;

    private Past(Delivered delivered, Document now) {
        this.delivered = delivered;
        this.now = now;
        this.kept = Kept.in(newest().content());
        this.sameHistory = sameHistory(delivered.document(), now);
    }

    static Optional<Past> of(Project project) {
        return Optional.ofNullable(project.delivered()).map(delivered -> new Past(delivered, project.document()));
    }

    /** The sequence of a table that counts on its own. */
    static String sequence(String table) {
        return table + "_ids";
    }

    Document document() {
        return delivered.document();
    }

    List<SourceFile> migrations() {
        return delivered.migrations();
    }

    /** What the delivered migrations left in the database beside the tables of their document. */
    Kept kept() {
        return kept;
    }

    /** The number of the migration that comes next. */
    int next() {
        return version(newest()) + 1;
    }

    /** What a table was; empty for a new one. */
    Optional<Table> table(Table table) {
        return counterpart(table, Table::name, document().tables(), now.tables());
    }

    /** What a column was, in the table that its own was; empty for a new one. */
    Optional<Column> column(Table table, Column column) {
        return table(table).flatMap(was -> counterpart(column, Column::name, was.columns(), table.columns()));
    }

    /** Where the numbers of a table come from: a sequence cannot be renamed in H2, so it stays with its table. */
    String sequence(Table table) {
        var was = table(table);
        if (was.isPresent() && was.get().numbers() != null) {
            return kept.sequence(was.get().name());
        }
        var name = sequence(table.name());
        if (was.isEmpty() && comesBack(table)) {
            return kept.sequence(table.name());
        }
        return taken().contains(name) ? name + "_v" + next() : name;
    }

    /** Whether a table of its name, with ids of its kind, was kept. */
    boolean comesBack(Table table) {
        return kept.tables().getOrDefault(table.name(), List.of()).stream()
                .anyMatch(column -> column.name().equals("id")
                        && column.kind() == Kind.scalar(table.keyType()).orElseThrow());
    }

    private Set<String> taken() {
        var taken = document().tables().stream()
                .filter(table -> table.numbers() != null)
                .map(table -> kept.sequence(table.name()))
                .collect(Collectors.toCollection(HashSet::new));
        kept.tables().keySet().forEach(table -> taken.add(kept.sequence(table)));
        return taken;
    }

    private SourceFile newest() {
        return migrations().stream().max(Comparator.comparingInt(Past::version)).orElseThrow();
    }

    private static int version(SourceFile migration) {
        var matcher = VERSION.matcher(migration.path());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(migration.path() + " is no migration");
        }
        return Integer.parseInt(matcher.group(1));
    }

    // A document that was drafted anew, rather than edited, counts its elements from 1 again.
    private static boolean sameHistory(Document before, Document now) {
        var old = Elements.of(before);
        return now.lastId() >= before.lastId()
                && Elements.of(now).all().stream()
                        .allMatch(placed -> old.find(placed.id())
                                .map(was -> was.kind() == placed.kind())
                                .orElse(true));
    }

    // One that was removed and made again under its name has another id; its values are the same.
    private <E extends Element> Optional<E> counterpart(
            E element, Function<E, String> name, List<E> before, List<E> siblings) {
        var same = sameHistory ? named(before, Element::id, element.id()) : Optional.<E>empty();
        return same.or(() -> named(before, name, name.apply(element))
                .filter(was ->
                        !sameHistory || named(siblings, Element::id, was.id()).isEmpty()));
    }

    private static <E extends Element> Optional<E> named(
            List<E> among, Function<? super E, String> name, String wanted) {
        return among.stream().filter(each -> name.apply(each).equals(wanted)).findFirst();
    }
}
