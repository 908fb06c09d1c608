package codex.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.specification.Names;
import codex.specification.ReservedWords;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the lexicon's files to what FORMAT.txt says. */
class LexiconTest {
    private static final Set<String> KEYS = Set.of(
            "table", "also", "core", "more", "of", "by", "end", "states", "overlap", "ordered", "takes", "open",
            "person");

    @Test
    void a_thing_stands_in_one_file_only() {
        var seen = new HashSet<String>();
        for (var file : Lexicon.FILES) {
            for (var line : WordLists.lines("lexicon/" + file + ".txt")) {
                if (!line.startsWith(" ")) {
                    var name = line.substring(0, line.indexOf(" = "));
                    assertThat(seen.add(name))
                            .as(name + " stands twice, again in " + file)
                            .isTrue();
                } else {
                    assertThat(KEYS)
                            .as(line + " in " + file)
                            .contains(line.strip().split(" +", 2)[0]);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(200);
    }

    /** Among them the thing that is called as a key of the format is. */
    @Test
    void a_table_s_name_is_a_name() {
        assertThat(Lexicon.STANDARD.find("table").orElseThrow().table()).isEqualTo("dining_table");
        assertThat(Lexicon.STANDARD.entries().values())
                .allSatisfy(entry -> assertThat(entry.table()).matches("[a-z]+(_[a-z]+)*"));
    }

    @Test
    void no_table_has_a_name_that_every_application_or_its_database_has() {
        assertThat(Lexicon.STANDARD.entries().values())
                .extracting(Lexicon.Entry::table)
                .doesNotHaveDuplicates()
                .noneMatch(table -> ReservedWords.sql(table) || ReservedWords.className(Names.pascal(table)));
    }

    @Test
    void another_word_for_a_thing_is_no_thing_of_its_own() {
        assertThat(Lexicon.STANDARD.synonyms().keySet())
                .doesNotContainAnyElementsOf(Lexicon.STANDARD.entries().keySet());
        assertThat(Lexicon.STANDARD.entries()).hasSizeGreaterThan(450);
    }

    @Test
    void rules_and_ends_speak_of_columns_that_are_there() {
        for (var entry : Lexicon.STANDARD.entries().values()) {
            entry.ends()
                    .forEach(end -> assertThat(entry.field(end.column()))
                            .as(entry.name())
                            .isPresent());
            for (var rule : entry.rules()) {
                assertThat(entry.field(rule.get(1)))
                        .as(entry.name() + " " + rule)
                        .isPresent();
            }
        }
    }

    @Test
    void every_column_has_an_example_that_its_name_implies() {
        for (var entry : Lexicon.STANDARD.entries().values()) {
            entry.core()
                    .forEach(spec -> assertThat(
                                    FieldTypes.STANDARD.kind(spec.name()).example())
                            .as(spec.name())
                            .isNotBlank());
        }
    }

    @Test
    void nouns_find_their_singular_and_plural() {
        assertThat(Nouns.singular("categories")).isEqualTo("category");
        assertThat(Nouns.singular("order lines")).isEqualTo("order line");
        assertThat(Nouns.singular("address")).isEqualTo("address");
        assertThat(Nouns.plural("history entry")).isEqualTo("history entries");
        assertThat(Nouns.plural("class")).isEqualTo("classes");
    }
}
