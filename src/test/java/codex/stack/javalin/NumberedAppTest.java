package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.database.TestDatabase;
import codex.specification.Document;
import codex.specification.DocumentJson;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.Samples;
import codex.specification.Table;
import codex.stack.Project;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers are numbers where the specification says so: GENERATED-APP.md, 6. */
class NumberedAppTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rows_are_numbered_and_callers_give_numbers_where_they_may(boolean postgres, @TempDir Path folder)
            throws Exception {
        var project = new Project(shop());
        var settings =
                postgres ? Map.of("DATABASE_URL", PostgresAppTest.url(TestDatabase.empty())) : Map.<String, String>of();
        try (var app = WrittenApp.start(project, folder, settings)) {
            var customer = "{%s\"lastName\": \"Lovelace\", \"email\": \"%s@example.com\"}";
            var first = app.call("POST", "/customers", customer.formatted("", "ada"));
            assertThat(first.status()).as(app.log()).isEqualTo(201);
            assertThat(first.json().path("id").longValue()).isEqualTo(1);
            var given = app.call("POST", "/customers", customer.formatted("\"id\": 2, ", "bell"));
            assertThat(given.json().path("id").longValue()).isEqualTo(2);
            assertThat(app.call("GET", "/customers/2", "").json().path("email").asText())
                    .isEqualTo("bell@example.com");
            var taken = app.call("POST", "/customers", customer.formatted("\"id\": 2, ", "cara"));
            assertThat(taken.status()).isEqualTo(409);
            assertThat(taken.json().path("detail").asText()).isEqualTo("Another customer has this id already.");
            var next = app.call("POST", "/customers", customer.formatted("", "dora"));
            assertThat(next.json().path("id").longValue()).isEqualTo(3);

            var list = "{\"title\": \"Wishes\", \"customerId\": %s}";
            var wishes = app.call("POST", "/wish-lists", list.formatted("2"));
            assertThat(wishes.status()).as(app.log()).isEqualTo(201);
            assertThat(wishes.json().path("id").longValue()).isEqualTo(1);
            assertThat(wishes.json().path("customerId").longValue()).isEqualTo(2);
            var nobody = app.call("POST", "/wish-lists", list.formatted("77"));
            assertThat(nobody.status()).isEqualTo(400);
            assertThat(nobody.json().path("errors").findValuesAsText("field")).containsExactly("customerId");
            assertThat(app.call("POST", "/wish-lists", list.formatted("2").replace("{", "{\"id\": 9, "))
                            .status())
                    .isEqualTo(400);
            assertThat(app.call("GET", "/customers/x", "").status()).isEqualTo(400);
            assertThat(app.call("GET", "/customers/77", "").status()).isEqualTo(404);
            assertThat(app.call("GET", "/customers?sort=-id&id.gt=1", "")
                            .json()
                            .path("items")
                            .findValuesAsText("id"))
                    .containsExactly("3", "2");
        }
    }

    static Document shop() {
        var counted = numbered(Samples.shop(), "wish_list", Table.Numbers.COUNTED);
        return numbered(counted, "customer", Table.Numbers.GIVEN);
    }

    private static Document numbered(Document document, String table, Table.Numbers numbers) {
        var id = document.table(table).orElseThrow().id();
        var values = DocumentJson.tree(document.table(table).orElseThrow())
                .removeAll()
                .put("numbers", numbers.name());
        return ((Edited.Accepted) Editor.apply(document, new Edit.Change(id, values), "Rosa")).document();
    }
}
