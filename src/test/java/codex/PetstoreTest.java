package codex;

import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.llm.ScriptedModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The large petstore: eleven standard routes beside seven particular ones, among them a list and a file as bodies. The
 * model's replies are recorded, everything else is real. The application is taken home, built there and called.
 */
@Tag("slow")
class PetstoreTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCUMENT = "src/test/resources/intake/petstore-full.json";

    @TempDir
    private Path folder;

    @Test
    void the_large_petstore_is_developed_to_a_verified_application_with_exact_paths_and_statuses() throws Exception {
        var replies = RecordedReplies.read("petstore");
        try (var model = new ScriptedModel().otherwise(replies::to);
                var program = new Program(
                        folder.resolve("home"), Map.of("OPENAI_BASE_URL", model.url(), "OPENAI_API_KEY", "none"))) {
            var app = program.described("Pet store", "A store that sells pets and takes orders.");
            var document = Files.readString(Path.of(DOCUMENT));
            var imported = program.json(program.sent(app + "/specs", "application/openapi+json", document), 201);
            assertThat(imported.path("standardRoutes").asInt()).isEqualTo(11);
            assertThat(imported.path("customRoutes").asInt()).isEqualTo(7);
            var developed =
                    program.verified(app + "/specs/" + imported.path("id").asLong());
            assertThat(program.routes(developed)).containsExactlyInAnyOrderElementsOf(documented(document));
            assertThat(model.requests()).hasSize(replies.size());
            var zip = Files.write(
                    folder.resolve("petstore.zip"),
                    program.call("GET", developed + "/zip").body());
            var taken = TakenApp.unpacked(zip, folder.resolve("taken"));
            taken.verify();
            var admin = Map.of("ADMIN_EMAIL", "ada@example.com", "ADMIN_PASSWORD", "a-good-word");
            try (var running = taken.start(admin)) {
                new Walk(running).through();
            }
        }
    }

    private static Iterable<String> documented(String document) throws IOException {
        var lines = new ArrayList<String>();
        JSON.readTree(document)
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> lines.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return lines;
    }

    /** What a shop does in a day; every status as the document has it. */
    private record Walk(TakenApp.Running app) {
        void through() throws IOException, InterruptedException {
            var ada = call(
                            200,
                            "POST",
                            "/auth/login",
                            "",
                            "{\"email\": \"ada@example.com\", \"password\": \"a-good-word\"}")
                    .path("accessToken")
                    .asText();
            pets(ada);
            orders();
            users();
        }

        private void pets(String ada) throws IOException, InterruptedException {
            var rex = "{\"id\": 7, \"name\": \"Rex\", \"photoUrls\": [\"a.png\"], \"status\": \"available\"}";
            call(401, "POST", "/pet", "", rex);
            assertThat(call(200, "POST", "/pet", ada, rex).path("id").asLong()).isEqualTo(7);
            call(400, "POST", "/pet", ada, "{\"id\": 8}");
            assertThat(call(400, "POST", "/pet", ada, "{\"größe\": 8}").path("errors"))
                    .extracting(error -> error.path("field").asText())
                    .contains("größe");
            var max = "{\"id\": 7, \"name\": \"Max\", \"photoUrls\": [], \"category\": {\"name\": \"dog\"},"
                    + " \"tags\": [{\"id\": 1, \"name\": \"big\"}], \"status\": \"pending\"}";
            var replaced = call(200, "PUT", "/pet", ada, max);
            assertThat(replaced.path("name").asText()).isEqualTo("Max");
            assertThat(replaced.at("/tags/0/name").asText()).isEqualTo("big");
            call(400, "PUT", "/pet", ada, max.replace("\"id\": 7, ", ""));
            call(404, "PUT", "/pet", ada, max.replace("\"id\": 7", "\"id\": 99"));
            assertThat(call(200, "POST", "/pet/7?status=sold", ada, "")
                            .path("status")
                            .asText())
                    .isEqualTo("sold");
            assertThat(call(200, "GET", "/store/inventory", ada, "")
                            .path("sold")
                            .asInt())
                    .isEqualTo(1);
            assertThat(call(200, "GET", "/pet/findByStatus?status=sold", ada, ""))
                    .hasSize(1);
            // What a file is tells its content, not its sender.
            var uploaded = app.call("POST", "/pet/7/uploadImage?additionalMetadata=Front", "", "image/png", "GIF89a");
            assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
            var answer = JSON.readTree(uploaded.body());
            assertThat(answer.path("type").asText()).isEqualTo("image/gif");
            assertThat(answer.path("message").asText()).contains("Front", "6 bytes");
            assertThat(app.call("POST", "/pet/7/uploadImage", "", "image/png", "")
                            .statusCode())
                    .isEqualTo(400);
            call(200, "GET", "/pet/7", ada, "");
            call(404, "GET", "/pet/99", ada, "");
        }

        private void orders() throws IOException, InterruptedException {
            call(200, "POST", "/store/order", "", "{\"id\": 3, \"petId\": 7, \"quantity\": 1}");
            assertThat(call(200, "GET", "/store/order/3", "", "").path("petId").asLong())
                    .isEqualTo(7);
            call(200, "DELETE", "/store/order/3", "", "");
            call(404, "GET", "/store/order/3", "", "");
        }

        private void users() throws IOException, InterruptedException {
            var two = "[{\"username\": \"bob\", \"email\": \"bob@example.com\", \"password\": \"a-good-word\"},"
                    + " {\"id\": 40, \"username\": \"eve\"}]";
            assertThat(call(200, "POST", "/user/createWithList", "", two)
                            .path("id")
                            .asLong())
                    .isEqualTo(40);
            call(400, "POST", "/user/createWithList", "", "{}");
            call(400, "POST", "/user/createWithList", "", "[{\"username\": 7}]");
            assertThat(call(200, "GET", "/user/bob", "", "").path("username").asText())
                    .isEqualTo("bob");
            call(200, "GET", "/user/login?username=bob&password=a-good-word", "", "");
            call(400, "GET", "/user/login?username=bob&password=wrong", "", "");
            assertThat(app.call("GET", "/user/logout", "", "").statusCode()).isEqualTo(200);
            call(200, "DELETE", "/user/eve", "", "");
            call(404, "GET", "/user/eve", "", "");
        }

        private JsonNode call(int status, String method, String path, String token, String json)
                throws IOException, InterruptedException {
            return app.answered(status, method, path, token, json);
        }
    }
}
