package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.database.DatabaseAddress;
import codex.database.TestDatabase;
import codex.specification.Samples;
import codex.stack.Project;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same application on the other database: GENERATED-APP.md, 1. */
class PostgresAppTest {
    @Test
    void an_application_runs_on_postgresql_and_says_the_same_words(@TempDir Path folder) throws Exception {
        var address = TestDatabase.empty();
        var project = new Project(Samples.shop());
        try (var app = WrittenApp.start(project, folder, Map.of("DATABASE_URL", url(address)))) {
            var person = "{\"lastName\": \"Lovelace\", \"email\": \"ada@example.com\"}";
            var made = app.call("POST", "/customers", person);
            assertThat(made.status()).isEqualTo(201);
            assertThat(app.call("POST", "/customers", person)
                            .json()
                            .path("detail")
                            .asText())
                    .isEqualTo("Another customer has this email already.");
            var list = "{\"title\": \"Wishes\", \"customerId\": \"%s\"}";
            var nobody = app.call("POST", "/wish-lists", list.formatted("00000000-0000-4000-8000-000000000000"));
            assertThat(nobody.status()).isEqualTo(400);
            assertThat(nobody.json().path("errors").findValuesAsText("field")).containsExactly("customerId");
            assertThat(app.call(
                                    "POST",
                                    "/wish-lists",
                                    list.formatted(made.json().path("id").asText()))
                            .status())
                    .isEqualTo(201);
            assertThat(app.call("GET", "/customers?lastName.contains=LOVE&sort=-lastName", "")
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            var product = app.call("POST", "/products", "{\"title\": \"Tea\", \"price\": 10.5}");
            assertThat(product.status()).as(app.log()).isEqualTo(201);
            assertThat(product.json().path("price").decimalValue()).isEqualByComparingTo("10.50");
        }
    }

    static String url(DatabaseAddress address) {
        return address.jdbcUrl()
                .replace("jdbc:postgresql://", "postgres://" + address.user() + ":" + address.password() + "@");
    }
}
