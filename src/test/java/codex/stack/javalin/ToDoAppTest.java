package codex.stack.javalin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import codex.specification.Samples;
import codex.stack.Project;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The to-do app as it really runs: GENERATED-APP.md, 6. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToDoAppTest {
    private WrittenApp app;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        app = WrittenApp.start(new Project(Samples.toDo()), folder, Map.of());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void a_new_task_is_created_read_changed_replaced_and_deleted() {
        var made = app.call("POST", "/tasks", "{\"title\": \"Buy milk\", \"dueOn\": \"2030-05-17\"}");
        assertThat(made.status()).isEqualTo(201);
        var path = made.response().headers().firstValue("Location").orElseThrow();
        assertThat(app.call("GET", path, "").json()).isEqualTo(made.json());
        var changed = app.call("PATCH", path, "{\"note\": \"soon\", \"dueOn\": null}");
        assertThat(changed.json().path("title").asText()).isEqualTo("Buy milk");
        assertThat(changed.json().path("note").asText()).isEqualTo("soon");
        assertThat(changed.json().path("dueOn").isNull()).isTrue();
        assertThat(app.call("PUT", path, "{\"title\": \"Tea\"}")
                        .json()
                        .path("note")
                        .isNull())
                .isTrue();
        assertThat(app.call("DELETE", path, "").status()).isEqualTo(204);
        assertThat(app.call("DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void all_mistakes_of_a_body_are_told_at_once() {
        var answer =
                app.call("POST", "/tasks", "{\"title\": \"\", \"dueOn\": 5, \"priority\": 9, \"state\": \"done\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .containsExactly("title", "dueOn", "priority", "state");
    }

    /** The body goes on coming while it is refused; a connection that ends meanwhile takes the answer with it. */
    @Test
    void whoever_sends_too_much_always_hears_of_it() {
        var large = "{}" + " ".repeat(3 << 20);
        for (var turn = 0; turn < 100; turn++) {
            assertThat(app.call("POST", "/tasks", large).status())
                    .as("turn %d", turn)
                    .isEqualTo(413);
        }
    }

    /** GENERATED-APP.md, 5: a newer version takes over without a call being lost. */
    @Test
    void a_call_that_runs_while_it_is_told_to_end_is_still_answered(@TempDir Path folder) throws Exception {
        try (var ending = WrittenApp.start(new Project(Samples.toDo()), folder, Map.of());
                var socket = new Socket("localhost", ending.port())) {
            var body = "{\"title\": \"Last\"}";
            var head =
                    "POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                            .formatted(body.length());
            socket.getOutputStream().write((head + body.charAt(0)).getBytes(UTF_8));
            TimeUnit.MILLISECONDS.sleep(500);
            ending.terminate();
            TimeUnit.MILLISECONDS.sleep(500);
            socket.getOutputStream().write(body.substring(1).getBytes(UTF_8));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 201 Created");
        }
    }

    @Test
    void a_stale_version_is_refused_and_a_known_one_is_not_sent_again() {
        var path = task("Versions");
        assertThat(app.call("PATCH", path, "{\"priority\": 1}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(app.call("PATCH", path, "{\"priority\": 2}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(app.call("GET", path, "", "If-None-Match", "\"2\"").status()).isEqualTo(304);
    }

    @Test
    void a_task_is_completed_once() {
        var path = task("Once");
        assertThat(app.call("POST", path + "/complete", "").json().path("state").asText())
                .isEqualTo("done");
        assertThat(app.call("POST", path + "/complete", "").status()).isEqualTo(409);
    }

    @Test
    void lists_are_paged_sorted_and_filtered_by_known_columns_only() {
        task("Filter b");
        task("Filter a");
        var page = app.call("GET", "/tasks?title.contains=FILTER&sort=title&size=1", "");
        assertThat(page.json().path("total").asInt()).isEqualTo(2);
        assertThat(page.json().path("items").path(0).path("title").asText()).isEqualTo("Filter a");
        assertThat(page.response().headers().firstValue("Link").orElse("")).contains("rel=\"next\"");
        assertThat(app.call("GET", "/tasks?state.in=open,done&priority.gte=3&dueOn.isnull=true&q=filter", "")
                        .status())
                .isEqualTo(200);
        assertThat(app.call("GET", "/tasks?size=101", "").status()).isEqualTo(400);
        assertThat(app.call("GET", "/tasks?sort=secret", "").status()).isEqualTo(400);
        assertThat(app.call("GET", "/tasks?secret=1", "").status()).isEqualTo(400);
        assertThat(app.call("GET", "/tasks?state=elsewhere", "").status()).isEqualTo(400);
    }

    @Test
    void every_refusal_is_problem_json() {
        var refusals = List.of(
                app.call("GET", "/nowhere", ""),
                app.call("POST", "/tasks/x/complete", ""),
                app.call("PATCH", "/tasks", "{}"),
                app.call("POST", "/tasks", "{"),
                app.call("POST", "/tasks", "{\"title\": \"" + "x".repeat(1_100_000) + "\"}"));
        assertThat(refusals).extracting(WrittenApp.Answer::status).containsExactly(404, 400, 405, 400, 413);
        assertThat(refusals).allSatisfy(answer -> {
            assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.json().path("traceId").asText()).isNotEmpty();
        });
    }

    private String task(String title) {
        return app.call("POST", "/tasks", "{\"title\": \"" + title + "\"}")
                .response()
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }
}
