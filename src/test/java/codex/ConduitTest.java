package codex;

import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.llm.ScriptedModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An imported document of nineteen particular routes, its tables added by edits, developed with a language model: its
 * replies are recorded, everything else is real. The application is taken home, built there, and called as its document says.
 */
class ConduitTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void conduit_is_developed_to_a_verified_application_with_exact_paths_and_statuses() throws Exception {
        var replies = RecordedReplies.read("conduit");
        try (var model = new ScriptedModel().otherwise(replies::to);
                var program = new Program(
                        folder.resolve("home"), Map.of("OPENAI_BASE_URL", model.url(), "OPENAI_API_KEY", "none"))) {
            var app = program.described("Conduit", "A blog where people follow each other.");
            var imported = program.json(
                    program.sent(
                            app + "/specs",
                            "application/openapi+yaml",
                            Files.readString(Path.of("src/test/resources/intake/conduit.yaml"))),
                    201);
            assertThat(imported.path("customRoutes").asInt()).isEqualTo(19);
            var version = withTables(
                    program, app, app + "/specs/" + imported.path("id").asLong());
            var developed = program.developed(version);
            var shown = program.get(developed);
            assertThat(shown.path("state").asText())
                    .as("%s %s", shown, program.get(developed + "/findings"))
                    .isEqualTo("verified");
            assertThat(StreamSupport.stream(shown.path("routes").spliterator(), false)
                            .map(route -> route.path("method").asText() + " "
                                    + route.path("path").asText()))
                    .containsExactlyInAnyOrderElementsOf(documented());
            // One drawing a route, one body a function, and no repair.
            assertThat(model.requests()).hasSize(replies.size());
            var zip = Files.write(
                    folder.resolve("conduit.zip"),
                    program.call("GET", developed + "/zip").body());
            var taken = TakenApp.unpacked(zip, folder.resolve("taken"));
            taken.verify();
            try (var running = taken.start()) {
                new Walk(running).through();
            }
        }
    }

    private static List<String> documented() {
        return List.of(
                "POST /users/login",
                "POST /users",
                "GET /user",
                "PUT /user",
                "GET /profiles/{username}",
                "POST /profiles/{username}/follow",
                "DELETE /profiles/{username}/follow",
                "GET /articles/feed",
                "GET /articles",
                "POST /articles",
                "GET /articles/{slug}",
                "PUT /articles/{slug}",
                "DELETE /articles/{slug}",
                "GET /articles/{slug}/comments",
                "POST /articles/{slug}/comments",
                "DELETE /articles/{slug}/comments/{id}",
                "POST /articles/{slug}/favorite",
                "DELETE /articles/{slug}/favorite",
                "GET /tags");
    }

    /** Adds by edits what the document, which speaks of answers only, cannot say: where things are kept. */
    private static String withTables(Program program, String app, String imported) throws IOException {
        var tables = (ArrayNode) JSON.readTree(Files.readString(Path.of("src/test/resources/conduit/tables.json")));
        var article = program.get(imported).at("/document/tables/0");
        assertThat(article.path("name").asText()).isEqualTo("article");
        var version = imported;
        for (var column : article.path("columns")) {
            if (List.of("favorited", "favorites_count", "author")
                    .contains(column.path("name").asText())) {
                version = edited(program, app, program.call("DELETE", element(version, column)));
            }
        }
        for (var edit : tables) {
            if (edit.path("kind").asText().equals("column")) {
                ((ObjectNode) edit).put("parent", article.path("id").asText());
            }
            version = edited(program, app, program.call("POST", version + "/elements", edit));
        }
        return version;
    }

    private static String element(String version, JsonNode element) {
        return version + "/elements/" + element.path("id").asText();
    }

    private static String edited(Program program, String app, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isIn(200, 201);
        return app + "/specs/" + program.get(app + "/specs").at("/items/0/id").asLong();
    }

    /** What two people do with it, in the order of a day; every status as the document has it. */
    private record Walk(TakenApp.Running app) {
        void through() throws IOException, InterruptedException {
            var ada = registers("ada");
            var bob = registers("bob");
            assertThat(call(422, "POST", "/users", "", person("ada"))
                            .path("status")
                            .asInt())
                    .isEqualTo(422);
            call(422, "POST", "/users", "", "{\"user\": {}}");
            call(
                    401,
                    "POST",
                    "/users/login",
                    "",
                    "{\"user\": {\"email\": \"ada@example.com\", \"password\": \"wrong-word\"}}");
            call(
                    200,
                    "POST",
                    "/users/login",
                    "",
                    "{\"user\": {\"email\": \"ada@example.com\", \"password\": \"a-good-word\"}}");
            call(401, "GET", "/user", "", "");
            var changed = call(200, "PUT", "/user", ada, "{\"user\": {\"bio\": \"Writes engines\"}}");
            assertThat(changed.at("/user/bio").asText()).isEqualTo("Writes engines");
            assertThat(changed.at("/user/username").asText()).isEqualTo("ada");

            var followed = call(200, "POST", "/profiles/ada/follow", bob, "");
            assertThat(followed.at("/profile/following").asBoolean()).isTrue();
            call(404, "GET", "/profiles/nobody", "", "");
            writes(ada, bob);
            assertThat(call(200, "DELETE", "/profiles/ada/follow", bob, "")
                            .at("/profile/following")
                            .asBoolean())
                    .isFalse();
            assertThat(call(200, "GET", "/articles/feed", bob, "")
                            .path("articlesCount")
                            .asInt())
                    .isZero();
        }

        private void writes(String ada, String bob) throws IOException, InterruptedException {
            var article = "{\"article\": {\"title\": \"On Engines\", \"description\": \"Notes\", \"body\": \"...\","
                    + " \"tagList\": [\"steam\", \"code\"]}}";
            call(401, "POST", "/articles", "", article);
            var written = call(201, "POST", "/articles", ada, article).path("article");
            assertThat(written.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "slug",
                            "title",
                            "description",
                            "body",
                            "tagList",
                            "createdAt",
                            "updatedAt",
                            "favorited",
                            "favoritesCount",
                            "author");
            assertThat(written.path("slug").asText()).isEqualTo("on-engines");
            var liked =
                    call(200, "POST", "/articles/on-engines/favorite", bob, "").path("article");
            assertThat(liked.path("favoritesCount").asInt()).isEqualTo(1);
            assertThat(liked.path("favorited").asBoolean()).isTrue();
            assertThat(call(200, "GET", "/articles?favorited=bob&tag=steam", "", "")
                            .at("/articles/0/slug")
                            .asText())
                    .isEqualTo("on-engines");
            assertThat(call(200, "GET", "/articles/feed", bob, "")
                            .at("/articles/0/author/username")
                            .asText())
                    .isEqualTo("ada");
            assertThat(call(200, "GET", "/tags", "", "").path("tags"))
                    .extracting(JsonNode::asText)
                    .containsExactly("code", "steam");

            var comment =
                    call(200, "POST", "/articles/on-engines/comments", bob, "{\"comment\": {\"body\": \"Fine.\"}}");
            assertThat(comment.at("/comment/id").isIntegralNumber()).isTrue();
            var one =
                    "/articles/on-engines/comments/" + comment.at("/comment/id").asLong();
            call(403, "DELETE", one, ada, "");
            call(200, "DELETE", one, bob, "");
            assertThat(call(200, "GET", "/articles/on-engines/comments", "", "").path("comments"))
                    .isEmpty();
            call(200, "DELETE", "/articles/on-engines/favorite", bob, "");

            call(403, "PUT", "/articles/on-engines", bob, "{\"article\": {\"title\": \"Mine\"}}");
            call(200, "PUT", "/articles/on-engines", ada, "{\"article\": {\"title\": \"On Looms\"}}");
            call(200, "DELETE", "/articles/on-engines", ada, "");
            call(404, "GET", "/articles/on-engines", "", "");
        }

        private String registers(String name) throws IOException, InterruptedException {
            return call(201, "POST", "/users", "", person(name))
                    .at("/user/token")
                    .asText();
        }

        private static String person(String name) {
            return "{\"user\": {\"username\": \"%s\", \"email\": \"%s@example.com\", \"password\": \"a-good-word\"}}"
                    .formatted(name, name);
        }

        private JsonNode call(int status, String method, String path, String token, String json)
                throws IOException, InterruptedException {
            var answer = app.call(method, path, token, json);
            assertThat(answer.statusCode())
                    .as("%s %s: %s", method, path, answer.body())
                    .isEqualTo(status);
            return JSON.readTree(answer.body());
        }
    }
}
