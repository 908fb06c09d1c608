package codex.stack.javalin;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One migration while it is written: what it says, what it keeps, and its statements, put in order. */
final class MigrationScript {
    /** H2 cannot take back what it has done of a migration, so what may refuse comes before all that changes anything. */
    enum Phase {
        GUARD,
        DROP_REFERENCE,
        DROP,
        TABLE_NAME,
        RELAX,
        COLUMN_NAME,
        CREATE,
        MOVE,
        CHANGE,
        CONSTRAINT,
        REFERENCE
    }

    private final int version;
    private final Map<Phase, List<String>> statements = new EnumMap<>(Phase.class);
    private final List<String> said = new ArrayList<>();
    private final Kept kept = new Kept(new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeMap<>());

    MigrationScript(int version) {
        this.version = version;
    }

    void add(Phase phase, String statement) {
        statements.computeIfAbsent(phase, any -> new ArrayList<>()).add(statement.strip() + ";\n");
    }

    /** Tells whoever reads it what is different. */
    void say(String sentence) {
        said.add(sentence);
    }

    /** Tells of a table that stays though the specification no longer has it. */
    void keep(String table, List<ColumnShape> columns) {
        kept.tables().put(table, new ArrayList<>(columns));
    }

    /** Likewise of one more column of a table that is kept itself. */
    void extend(String table, ColumnShape column) {
        Objects.requireNonNull(kept.tables().get(table), table).add(column);
    }

    /** Likewise of a column; {@code table} is what its table is called in the end. */
    void keep(String table, ColumnShape column) {
        kept.columns().computeIfAbsent(table, any -> new ArrayList<>()).add(column);
    }

    /** Tells of a column that may be empty though the specification says otherwise. */
    void open(String table, String column) {
        kept.open().add(table + "." + column);
    }

    /** Tells where the numbers of a table come from, unless its name says it. */
    void counts(String table, String sequence) {
        if (!sequence.equals(Past.sequence(table))) {
            kept.sequences().put(table, sequence);
        }
    }

    /** Empty when there is nothing to do and nothing to tell that {@code before} did not. */
    Optional<String> text(Kept before) {
        if (statements.isEmpty() && kept.equals(before)) {
            return Optional.empty();
        }
        var text = new StringBuilder(
                "-- What is different in version %d of the tables; rows that are there stay.\n".formatted(version));
        said.forEach(sentence -> text.append("-- ").append(sentence).append("\n"));
        kept.lines().forEach(line -> text.append(line).append("\n"));
        statements.forEach((phase, lines) -> {
            text.append(phase == Phase.GUARD ? """

                    -- A row that breaks what holds from now on stops this before anything is changed; the message names it.
                    """ : "\n");
            lines.forEach(text::append);
        });
        return Optional.of(text.toString());
    }
}
