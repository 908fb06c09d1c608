package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codex.code.SourceFile;
import codex.database.TestDatabase;
import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.Elements;
import codex.specification.Samples;
import codex.stack.javalin.MigratedDatabase.Product;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows outlive the specification that their tables were made from: GENERATED-APP.md, 8.5. */
class MigrationFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final History history = new History(Samples.shop());

    /** The same table, with the same rows, under other names, limits and keys. */
    @ParameterizedTest
    @EnumSource
    void rows_of_the_first_version_are_there_in_every_later_one(Product product) throws SQLException {
        try (var database = MigratedDatabase.of(product)) {
            database.migrate(history.migrations());
            database.execute("""
                    INSERT INTO category VALUES (gen_random_uuid(), 'Tea', 1, 'RESTRICTED', NULL, 1, now(), now());
                    INSERT INTO customer VALUES
                        (gen_random_uuid(), 'Ada', 'Lovelace', 'ada@example.com', '+44', 1, now(), now()),
                        (gen_random_uuid(), 'Mary', 'Somerville', 'mary@example.com', NULL, 1, now(), now());
                    INSERT INTO wish_list
                    SELECT gen_random_uuid(), 'Of ' || first_name, TRUE, id, 1, now(), now() FROM customer;
                    INSERT INTO product (id, title, rating, price, category_id, wish_list_id, version, created_at, updated_at)
                    SELECT gen_random_uuid(), 'Earl Grey', 4, 2.5, category.id, wish_list.id, 1, now(), now()
                    FROM category, wish_list WHERE title = 'Of Ada'
                    """);

            next(
                    change("category", "{'name':'shelf'}"),
                    change("product.category_id", "{'name':'shelf_id','onDelete':'CLEAR'}"),
                    change("CategoryStatus", "{'values':['available','hidden','disabled','new']}"),
                    change("product.rating", "{'type':'long','required':true,'limits':{'min':0,'max':10}}"),
                    change("customer.telephone", "{'name':'phone','limits':{'minLength':3},'unique':true}"),
                    add("column", "product", "{'name':'sku','type':'string','required':true,'limits':{'minLength':2}}"),
                    add("table", null, "{'name':'maker','columns':[{'name':'name','type':'string'}]}"),
                    add("column", "product", "{'name':'maker_id','references':'maker','required':true}"));
            migrates(database, product);
            assertThat(database.query("SELECT status FROM shelf")).containsExactly("HIDDEN");
            assertThat(database.query("SELECT rating || ' ' || sku FROM product"))
                    .containsExactly("4 --");
            assertThat(database.query("SELECT shelf.description FROM product, shelf WHERE shelf.id = shelf_id"))
                    .containsExactly("Tea");
            assertThat(history.kept().open()).containsExactly("product.maker_id");

            // What is gone stays, and what is of another type keeps what it was.
            next(
                    remove("product.rating"),
                    remove("wish_list"),
                    change("product.price", "{'type':'text','limits':{'min':null}}"),
                    change("customer", "{'numbers':'COUNTED'}"),
                    change("product.sku", "{'name':'code','limits':{'maxLength':20}}"));
            migrates(database, product);
            assertThat(database.query("SELECT rating FROM product")).containsExactly("4");
            assertThat(database.query("SELECT title FROM wish_list ORDER BY title"))
                    .containsExactly("Of Ada", "Of Mary");
            assertThat(database.query("SELECT price_before_v3 FROM product")).containsExactly("2.50");
            assertThat(database.query("SELECT price FROM product")).containsExactly("");
            assertThat(database.query("SELECT first_name FROM customer WHERE id IN (1, 2) ORDER BY 1"))
                    .containsExactly("Ada", "Mary");
            database.execute("""
                    INSERT INTO product (id, title, code, price, maker_id, version, created_at, updated_at)
                    SELECT gen_random_uuid(), 'Assam', 'A1', '3', NULL, 1, now(), now()
                    """);

            // What comes back under its name finds its values; what is in the way makes room.
            next(
                    change("document", "{'access':'ACCOUNTS'}"),
                    add("column", "product", "{'name':'rating','type':'long','required':true}"),
                    add("column", "product", "{'name':'price_before_v3','type':'date'}"),
                    add("table", null, "{'name':'wish_list','columns':[{'name':'title','type':'string'}]}"),
                    add("column", "shelf", "{'name':'keeper_id','references':'account'}"),
                    change("customer.first_name", "{'name':'given_name'}"),
                    change("customer.last_name", "{'name':'first_name'}"),
                    change("customer.given_name", "{'name':'last_name'}"));
            migrates(database, product);
            assertThat(database.query("SELECT rating FROM product ORDER BY title"))
                    .containsExactly("0", "4");
            assertThat(database.query("SELECT title FROM wish_list ORDER BY title"))
                    .containsExactly("Of Ada", "Of Mary");
            assertThat(database.query("SELECT price_before_v3_before_v4 FROM product ORDER BY 1"))
                    .contains("2.50");
            assertThat(database.query("SELECT last_name || ' ' || first_name FROM customer ORDER BY 1"))
                    .containsExactly("Ada Lovelace", "Mary Somerville");
            database.execute(
                    "INSERT INTO account VALUES (gen_random_uuid(), 'a@b.c', 'x', 'A', NULL, 1, now(), now())");

            next(remove("shelf.keeper_id"), change("document", "{'access':'NONE'}"));
            migrates(database, product);
            next(change("document", "{'access':'ACCOUNTS'}"));
            migrates(database, product);
            assertThat(database.query("SELECT email FROM account")).containsExactly("a@b.c");
        }
    }

    @Test
    void the_same_tables_need_no_further_migration() {
        next(
                change("product", "{'summary':'Something that is sold'}"),
                change("product.title", "{'example':'Tea','description':'As it says on the box'}"),
                change("customer.email", "{'readOnly':true}"));
        assertThat(history.migrations()).hasSize(1);
        next(change("product.title", "{'limits':{'maxLength':300}}"));
        assertThat(history.migrations()).hasSize(2);
        next(change("document", "{'summary':'A shop'}"));
        assertThat(history.migrations()).hasSize(2);
    }

    @Test
    void a_migration_says_in_words_what_it_changes() {
        next(
                change("category", "{'name':'shelf'}"),
                remove("product.rating"),
                add("column", "product", "{'name':'shelf_mark','type':'uuid','required':true}"),
                change("customer.telephone", "{'required':true}"));
        assertThat(history.newest())
                .startsWith("-- What is different in version 2 of the tables; rows that are there stay.\n")
                .contains(
                        "-- The table category is now called shelf.\n",
                        "-- The column product.shelf_mark is new.\n",
                        "-- kept: product.rating is no longer part of the specification, integer as integer\n",
                        "-- may be empty: product.shelf_mark, since rows from before have no value for it\n",
                        "-- may be empty: customer.telephone, since rows from before have no value for it\n");
    }

    @ParameterizedTest
    @EnumSource
    void a_row_that_breaks_what_holds_from_now_on_is_named_before_anything_is_changed(Product product)
            throws SQLException {
        try (var database = MigratedDatabase.of(product)) {
            database.migrate(history.migrations());
            database.execute("INSERT INTO customer (id, last_name, email, version, created_at, updated_at) VALUES "
                    + "('00000000-0000-4000-8000-000000000007', 'Lovelace', 'ada@example.com', 1, now(), now())");
            var before = database.facts(Kept.NOTHING);
            next(
                    change("customer", "{'name':'buyer'}"),
                    change("buyer.last_name", "{'name':'surname','limits':{'minLength':9}}"));
            assertThatThrownBy(() -> database.migrate(history.migrations()))
                    .hasMessageContaining("buyer_surname_check does not hold for the row of customer with the id "
                            + "00000000-0000-4000-8000-000000000007");
            assertThat(database.facts(Kept.NOTHING)).isEqualTo(before);
            database.execute("UPDATE customer SET last_name = 'King-Noel'");
            database.migrate(history.migrations());
            assertThat(database.query("SELECT surname FROM buyer")).containsExactly("King-Noel");
        }
    }

    /** A document that was drafted once more counts its elements from 1: names tell what is the same. */
    @Test
    void a_draft_made_anew_keeps_the_tables_that_have_its_names() {
        history.goOn(Samples.toDo());
        assertThat(history.newest()).contains("CREATE TABLE task (", "-- kept: product is no longer part");
        history.goOn(Samples.shop());
        assertThat(history.newest()).contains("-- kept: task is").doesNotContain("CREATE TABLE");
    }

    @ParameterizedTest
    @EnumSource
    void an_application_goes_on_with_the_data_of_the_one_before(Product product, @TempDir Path folder)
            throws Exception {
        var settings = product == Product.H2
                ? Map.of("DATA_DIR", folder.resolve("data").toString())
                : Map.of("DATABASE_URL", PostgresAppTest.url(TestDatabase.empty()));
        String tea;
        try (var app = WrittenApp.start(history.project(), Files.createDirectories(folder.resolve("1")), settings)) {
            tea = app.call("POST", "/products", "{\"title\": \"Tea\", \"price\": 2.5, \"rating\": 4}")
                    .response()
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
        next(
                change("product.rating", "{'name':'stars','type':'long'}"),
                change("product.price", "{'type':'integer','limits':{'min':0}}"),
                change("category", "{'name':'shelf','numbers':'COUNTED'}"),
                add("column", "product", "{'name':'sku','type':'string','required':true,'limits':{'minLength':2}}"));
        try (var app = WrittenApp.start(history.project(), Files.createDirectories(folder.resolve("2")), settings)) {
            var kept = app.call("GET", "/products?title=Tea", "")
                    .json()
                    .path("items")
                    .path(0);
            assertThat(kept.path("stars").asInt()).isEqualTo(4);
            assertThat(kept.path("sku").asText()).isEqualTo("--");
            var changed = app.call("PATCH", tea, "{\"stars\": 5, \"sku\": \"T1\", \"price\": 3}");
            assertThat(changed.status()).as(app.log()).isEqualTo(200);
            assertThat(changed.json().path("stars").asInt()).isEqualTo(5);
            var shelf = app.call("POST", "/categories", "{\"description\": \"Teas\"}");
            assertThat(shelf.json().path("id").asInt()).as(shelf.text()).isEqualTo(1);
            var body = "{\"title\": \"Assam\", \"price\": 3, \"sku\": \"A1\", \"categoryId\": 1}";
            assertThat(app.call("POST", "/products", body).status())
                    .as(app.log())
                    .isEqualTo(201);
            var nothing = body.replace("\"categoryId\": 1", "\"categoryId\": 9");
            assertThat(app.call("POST", "/products", nothing).json().findValuesAsText("field"))
                    .containsExactly("categoryId");
        }
    }

    @Test
    void a_version_that_old_rows_are_in_the_way_of_starts_once_they_are_mended(@TempDir Path folder) throws Exception {
        var first = history.project();
        var settings = Map.of("DATA_DIR", folder.resolve("data").toString());
        String ada;
        try (var app = WrittenApp.start(first, Files.createDirectories(folder.resolve("1")), settings)) {
            ada = app.call("POST", "/customers", "{\"lastName\": \"King\", \"email\": \"ada@example.com\"}")
                    .response()
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
        next(change("customer.last_name", "{'limits':{'minLength':9}}"));
        assertThatThrownBy(() ->
                        WrittenApp.start(history.project(), Files.createDirectories(folder.resolve("2")), settings))
                .hasMessageContaining("customer_last_name_check does not hold for the row of customer with the id "
                        + ada.substring(ada.lastIndexOf('/') + 1)
                        + ". Mend it with the version before, then start this one again.");
        try (var app = WrittenApp.start(first, Files.createDirectories(folder.resolve("3")), settings)) {
            assertThat(app.call("PATCH", ada, "{\"lastName\": \"King-Noel\"}").status())
                    .isEqualTo(200);
        }
        try (var app = WrittenApp.start(history.project(), Files.createDirectories(folder.resolve("4")), settings)) {
            assertThat(app.call("GET", ada, "").json().path("lastName").asText())
                    .isEqualTo("King-Noel");
        }
    }

    // The files of before are the same, and old rows and no rows come to the same tables.
    private void migrates(MigratedDatabase database, Product product) throws SQLException {
        database.migrate(history.migrations());
        try (var fresh = MigratedDatabase.of(product)) {
            fresh.migrate(new History(history.document()).migrations());
            assertThat(database.facts(history.kept()))
                    .as(history.newest())
                    .isEqualTo(fresh.facts(
                            new Kept(Map.of(), Map.of(), history.kept().open(), Map.of())));
        }
    }

    private interface Change {
        Edit in(Document document);
    }

    private void next(Change... changes) {
        var delivered = history.migrations();
        var document = history.document();
        for (var change : changes) {
            var edited = Editor.apply(document, change.in(document), "test");
            assertThat(edited).isInstanceOf(Edited.Accepted.class);
            document = ((Edited.Accepted) edited).document();
        }
        history.goOn(document);
        assertThat(history.migrations()).startsWith(delivered.toArray(SourceFile[]::new));
    }

    private static Change change(String name, String values) {
        return document -> new Edit.Change(id(document, name), json(values));
    }

    private static Change add(String kind, @Nullable String parent, String values) {
        return document -> new Edit.Add(kind, parent == null ? null : id(document, parent), json(values));
    }

    private static Change remove(String name) {
        return document -> new Edit.Remove(id(document, name), true, List.of());
    }

    private static String id(Document document, String name) {
        return Elements.of(document).all().stream()
                .filter(each -> List.of("table " + name, "column " + name, "enum " + name)
                        .contains(each.label()))
                .map(Elements.Placed::id)
                .findFirst()
                .orElse(name);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }
}
