package codex.specification.intake;

import static codex.specification.intake.ImportFixture.lines;
import static codex.specification.intake.ImportFixture.taken;
import static codex.specification.intake.ImportFixture.takenText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import codex.specification.Access;
import codex.specification.Check;
import codex.specification.Checks;
import codex.specification.Column;
import codex.specification.Enumeration;
import codex.specification.Limits;
import codex.specification.Route;
import codex.specification.Rule;
import codex.specification.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of data become tables with the five standard routes each. */
class ModelImportTest {
    @ParameterizedTest
    @ValueSource(strings = {"shop.jdl", "library.sql"})
    void a_model_becomes_a_sound_specification(String name) {
        assertThat(Checks.check(taken(name).document()))
                .filteredOn(check -> check.severity() == Check.Severity.ERROR)
                .isEmpty();
    }

    @Test
    void entities_fields_enums_and_relationships_of_a_jdl_are_there() {
        var taken = taken("shop.jdl");
        var document = taken.document();
        assertThat(document.tables())
                .extracting(Table::name)
                .containsExactly("article", "customer", "order", "remark", "article_order");
        assertThat(column(taken, "article", "title"))
                .extracting(Column::type, Column::required, Column::unique, Column::limits, Column::description)
                .containsExactly("string", true, true, Limits.length(3, 80), "As the customer reads it.");
        assertThat(column(taken, "article", "article_code").limits().pattern()).isEqualTo("^[A-Z]{2}[0-9]+$");
        assertThat(column(taken, "article", "state").type()).isEqualTo("ArticleState");
        assertThat(document.enums())
                .extracting(Enumeration::values)
                .containsExactly(List.of("new", "sold_out", "gone"));
        assertThat(document.access()).isEqualTo(Access.ACCOUNTS);
        assertThat(references(taken, "article"))
                .containsExactly(tuple("owner_id", "account", false), tuple("parent_id", "article", false));
        assertThat(references(taken, "order")).containsExactly(tuple("customer_id", "customer", true));
        assertThat(references(taken, "remark")).containsExactly(tuple("order_id", "order", false));
        assertThat(column(taken, "customer", "favourite_id").unique()).isTrue();
        assertThat(references(taken, "article_order"))
                .containsExactly(tuple("article_id", "article", true), tuple("order_id", "order", true));
        assertThat(document.table("article_order").orElseThrow().rules())
                .extracting(Rule::form, Rule::columns)
                .containsExactly(tuple(Rule.Form.UNIQUE, List.of("article_id", "order_id")));
        assertThat(lines(taken))
                .startsWith(
                        "GET /articles LIST article []",
                        "POST /articles CREATE article []",
                        "GET /articles/{id} READ article []",
                        "PUT /articles/{id} REPLACE article []",
                        "DELETE /articles/{id} DELETE article []")
                .hasSize(25);
        assertThat(taken.losses()).extracting(Loss::pointer).allMatch(pointer -> pointer.startsWith("line "));
    }

    @Test
    void tables_constraints_and_references_of_sql_are_there() {
        var taken = taken("library.sql");
        assertThat(taken.document().tables())
                .extracting(Table::name)
                .containsExactly("author", "book", "user", "loan", "book_shelf", "shelf");
        assertThat(column(taken, "author", "name").limits()).isEqualTo(Limits.length(0, 120));
        assertThat(taken.document().table("book").orElseThrow().columns())
                .extracting(Column::name, Column::type, Column::required, Column::unique)
                .containsExactly(
                        tuple("isbn", "string", true, true),
                        tuple("title", "text", true, false),
                        tuple("pages", "integer", false, false),
                        tuple("price", "decimal", true, false),
                        tuple("kind", "BookKind", true, false),
                        tuple("tags", "json", false, false),
                        tuple("data", "json", false, false),
                        tuple("added_at", "datetime", true, false),
                        tuple("search", "string", false, false),
                        tuple("author_id", "long", true, false));
        assertThat(taken.document().table("author").orElseThrow().numbers()).isEqualTo(Table.Numbers.COUNTED);
        assertThat(column(taken, "book", "pages").limits().min()).isEqualByComparingTo("1");
        assertThat(column(taken, "book", "price").defaultValue()).isEqualTo("9.5");
        assertThat(column(taken, "book", "added_at").defaultValue()).isEqualTo("now");
        assertThat(column(taken, "book", "kind").defaultValue()).isEqualTo("novel");
        assertThat(column(taken, "book", "author_id").onDelete()).isEqualTo(Column.OnDelete.CASCADE);
        assertThat(column(taken, "user", "username").unique()).isTrue();
        assertThat(column(taken, "loan", "state").type()).isEqualTo("LoanState");
        assertThat(references(taken, "loan"))
                .containsExactly(tuple("book_id", "book", true), tuple("borrower_id", "user", false));
        assertThat(column(taken, "loan", "borrower_id").onDelete()).isEqualTo(Column.OnDelete.CLEAR);
        assertThat(taken.document().table("loan").orElseThrow().rules())
                .extracting(Rule::columns)
                .containsExactly(List.of("book_id", "out_on"));
        assertThat(taken.document().table("book_shelf").orElseThrow().rules())
                .extracting(Rule::columns)
                .containsExactly(List.of("book_id", "shelf_id"));
        assertThat(column(taken, "shelf", "label").unique()).isTrue();
        assertThat(taken.document().table("loan").orElseThrow().summary()).isEqualTo("Who has which book");
        assertThat(taken.losses())
                .extracting(Loss::pointer, Loss::reason)
                .contains(
                        tuple("line 30", "The check of loan is not kept: back_on >= out_on."),
                        tuple("line 55", "This statement cannot be read: CREATE TABLE broken (id int,, x) …"));
    }

    @Test
    void a_model_cut_off_anywhere_is_a_value() {
        for (var name : List.of("shop.jdl", "library.sql")) {
            var text = ImportFixture.text(name);
            for (int length = 0; length < text.length(); length += 41) {
                var cut = text.substring(0, length);
                assertThatCode(() -> Imports.read(cut, Hints.NONE)).as(cut).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity A {",
                "entity A { 7 }",
                "entity A { name Strin required }\nrelationship Many { A to B }",
                "entity A { name String max(x) }",
                "relationship OneToMany { A{b} to B{a} }",
                "entity ${ x String }",
                "CREATE TABLE",
                "CREATE TABLE t ()",
                "CREATE TABLE t (id int primary key)",
                "CREATE TABLE t AS SELECT 1"
            })
    void odd_models_are_values_whose_problems_have_words(String text) {
        if (Imports.read(text, Hints.NONE) instanceof Intake.Refused refused) {
            assertThat(refused.problems())
                    .allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
        }
    }

    @Test
    void a_key_of_its_own_name_is_read_like_an_id() {
        var taken = takenText("CREATE TABLE pet (pet_id int NOT NULL, name text, PRIMARY KEY (pet_id));");
        assertThat(taken.document().tables().getFirst().columns())
                .extracting(Column::name)
                .containsExactly("name");
    }

    @Test
    void paths_and_summaries_speak_of_several_as_english_does() {
        var taken =
                takenText("entity Address { city String }\nentity Person { name String }\nentity News { text String }");
        assertThat(lines(taken))
                .contains("GET /addresses LIST address []", "GET /people LIST person []", "GET /news LIST news []");
        assertThat(taken.document().routes())
                .extracting(Route::summary)
                .contains("Lists addresses", "Lists people", "Lists news");
    }

    @Test
    void a_text_that_is_named_as_an_email_address_is_one() {
        var taken = takenText(
                "entity Person { email String required maxlength(90), workEmail String, emailCount Integer, note String }");
        assertThat(column(taken, "person", "email").limits().format()).isEqualTo("email");
        assertThat(column(taken, "person", "email").limits().maxLength()).isEqualTo(90);
        assertThat(column(taken, "person", "work_email").limits().format()).isEqualTo("email");
        assertThat(column(taken, "person", "email_count").limits().format()).isNull();
        assertThat(column(taken, "person", "note").limits().format()).isNull();
        assertThat(taken.losses())
                .extracting(Loss::reason)
                .contains("email is read as an e-mail address, so other texts are refused.");
    }

    private static Column column(Intake.Taken taken, String table, String column) {
        return taken.document()
                .table(table)
                .orElseThrow()
                .column(column)
                .orElseThrow(() -> new AssertionError(table + " has no " + column));
    }

    private static List<org.assertj.core.groups.Tuple> references(Intake.Taken taken, String table) {
        return taken.document().table(table).orElseThrow().columns().stream()
                .filter(column -> column.references() != null)
                .map(column -> tuple(column.name(), column.references(), column.required()))
                .toList();
    }
}
