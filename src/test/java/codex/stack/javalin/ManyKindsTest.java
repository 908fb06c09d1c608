package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.specification.Document;
import codex.stack.Project;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A document with what the samples leave out: figures, quantities, times that must not overlap, reserved words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyKindsTest {
    private WrittenApp app;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var json = ManyKindsTest.class.getResourceAsStream("/documents/many-kinds.json");
        var document =
                JsonMapper.builder().addModule(new JavaTimeModule()).build().readValue(json, Document.class);
        app = WrittenApp.start(new Project(document), folder, Map.of());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void a_quantity_is_taken_while_there_is_enough() {
        var group = app.call("POST", "/groups", "{\"class\": \"tea\", \"stock\": 5}");
        var id = group.json().path("id").asText();
        var order = "{\"groupId\": \"%s\", \"quantity\": %d}";
        assertThat(app.call("POST", "/orders", order.formatted(id, 3)).status()).isEqualTo(201);
        var refused = app.call("POST", "/orders", order.formatted(id, 3));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).isEqualTo("There is not enough in stock.");
        assertThat(app.call("GET", "/groups/" + id, "").json().path("stock").asInt())
                .isEqualTo(2);
    }

    @Test
    void a_reference_to_nothing_is_a_mistake_in_its_field() {
        var answer =
                app.call("POST", "/orders", "{\"groupId\": \"00000000-0000-4000-8000-000000000000\", \"quantity\": 1}");
        assertThat(answer.status()).isIn(400, 409);
    }

    @Test
    void figures_are_counted_in_all_and_by_group() {
        app.call("POST", "/groups", "{\"class\": \"coffee\", \"stock\": 7}");
        assertThat(app.call("GET", "/reports/stock?class=coffee", "")
                        .json()
                        .path("sum")
                        .asInt())
                .isEqualTo(7);
        var byClass = app.call("GET", "/reports/classes?class=coffee", "").json();
        assertThat(byClass.path("items").path(0).path("class").asText()).isEqualTo("coffee");
        assertThat(byClass.path("items").path(0).path("count").asInt()).isEqualTo(1);
    }

    @Test
    void times_do_not_overlap_and_lie_in_order() {
        var slot = "{\"startsAt\": \"2030-01-01T%s:00Z\", \"endsAt\": \"2030-01-01T%s:00Z\", \"notes\": {\"a\": [1]}}";
        var first = app.call("POST", "/slots", slot.formatted("10:00", "11:00"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().path("notes").path("a").path(0).asInt()).isEqualTo(1);
        assertThat(app.call("POST", "/slots", slot.formatted("10:30", "10:45")).status())
                .isEqualTo(409);
        assertThat(app.call("POST", "/slots", slot.formatted("11:00", "12:00")).status())
                .isEqualTo(201);
        assertThat(app.call("POST", "/slots", slot.formatted("14:00", "13:00")).status())
                .isEqualTo(400);
    }
}
