package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.RandomSpecification;
import codex.code.SourceFile;
import codex.specification.Document;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.Rule;
import codex.specification.Table;
import codex.stack.javalin.MigratedDatabase.Product;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that live through versions of documents that nobody thought of. */
@Tag("slow")
class RandomMigrationTest {
    private static final int VERSIONS = 6;
    private static final int EDITS = 8;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void each_version_takes_the_rows_along_and_comes_to_the_tables_of_a_fresh_start_in_h2(long seed)
            throws SQLException {
        live(seed, Product.H2);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void each_version_takes_the_rows_along_and_comes_to_the_tables_of_a_fresh_start_in_postgresql(long seed)
            throws SQLException {
        live(seed, Product.POSTGRESQL);
    }

    private static void live(long seed, Product product) throws SQLException {
        var random = new Random(seed);
        var history = new History(RandomSpecification.of(seed));
        var database = MigratedDatabase.of(product);
        try {
            database.migrate(history.migrations());
            for (var version = 0; version < VERSIONS; version++) {
                RandomRows.into(database, history.shapes(), random);
                var before = new History.Rows(database, history);
                var delivered = history.delivered();
                history.goOn(edited(history.document(), random));
                assertThat(history.migrations())
                        .startsWith(delivered.migrations().toArray(SourceFile[]::new));
                var refused = migrated(database, history);
                if (refused) {
                    assertThat(before.again(database)).isEqualTo(before.counts());
                    database.close();
                    database = MigratedDatabase.of(product);
                    database.migrate(history.migrations());
                } else {
                    assertThat(before.in(database, history))
                            .as(history.newest())
                            .isEqualTo(before.counts());
                }
                assertThat(database.facts(history.kept())).as(history.newest()).isEqualTo(fresh(product, history));
            }
        } finally {
            database.close();
        }
    }

    // Old rows may only break what holds from now on, and that is found before anything is changed.
    private static boolean migrated(MigratedDatabase database, History history) throws SQLException {
        try {
            database.migrate(history.migrations());
            return false;
        } catch (SQLException refused) {
            assertThat(refused.getMessage()).as(history.newest()).contains("does not hold for the row of");
            return true;
        }
    }

    private static Object fresh(Product product, History history) throws SQLException {
        try (var fresh = MigratedDatabase.of(product)) {
            fresh.migrate(new History(history.document()).migrations());
            return fresh.facts(new Kept(Map.of(), Map.of(), history.kept().open(), Map.of()));
        }
    }

    private static Document edited(Document document, Random random) {
        var result = document;
        for (var i = 0; i < EDITS; i++) {
            if (Editor.apply(result, RandomTableEdits.next(result, random), "chance")
                            instanceof Edited.Accepted accepted
                    && makesSense(accepted.document())) {
                result = accepted.document();
            }
        }
        return result;
    }

    // The editor lets some pass that no database can have.
    private static boolean makesSense(Document document) {
        try {
            var ignored = new History(document);
        } catch (IllegalArgumentException contradiction) {
            return false;
        }
        return !document.tables().isEmpty()
                && document.tables().stream()
                        .allMatch(table -> table.rules().stream()
                                .filter(rule -> rule.form() == Rule.Form.ORDERED)
                                .allMatch(rule -> type(table, rule, 0).equals(type(table, rule, 1))));
    }

    private static String type(Table table, Rule rule, int position) {
        return table.column(rule.columns().get(position)).orElseThrow().type();
    }
}
