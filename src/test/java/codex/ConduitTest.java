package codex;

import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.llm.ScriptedModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An imported document of nineteen particular routes, its tables added by a revision in words, developed with a language model: its
 * replies are recorded, everything else is real. The application is taken home, built there, and called as its document says.
 */
@Tag("slow")
class ConduitTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String KEPT =
            "Keep members (one per account: username, bio, image), follows (who follows whom, once each), favorites"
                    + " (which member likes which article, once each) and comments in tables of their own. An article"
                    + " belongs to its author, an account; it does not keep favorited, favoritesCount or author itself,"
                    + " since these are worked out for whoever asks. A tag list stays with its article.";

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
            var developed = program.verified(version);
            assertThat(program.routes(developed)).containsExactlyInAnyOrderElementsOf(documented());
            // One revision, one drawing a route, one body a function, and no repair.
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

    /** Says in words what the document, which speaks of answers only, cannot: where things are kept. */
    private static String withTables(Program program, String app, String imported) {
        var instruction = JSON.createObjectNode().put("instruction", KEPT);
        var job = program.ended(program.json(program.call("POST", imported + "/revise", instruction), 202));
        assertThat(job.at("/result/notUsed").isEmpty()).as("%s", job).isTrue();
        return Program.version(app, job);
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
            var renamed = call(200, "PUT", "/articles/on-engines", ada, "{\"article\": {\"title\": \"On Looms\"}}");
            var now = "/articles/" + renamed.at("/article/slug").asText();
            call(200, "DELETE", now, ada, "");
            call(404, "GET", now, "", "");
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
            return app.answered(status, method, path, token, json);
        }
    }
}
