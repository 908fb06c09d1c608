package codex.specification.intake;

import static codex.specification.intake.ImportFixture.line;
import static codex.specification.intake.ImportFixture.lines;
import static codex.specification.intake.ImportFixture.route;
import static codex.specification.intake.ImportFixture.taken;
import static codex.specification.intake.ImportFixture.takenText;
import static codex.specification.intake.ImportFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import codex.specification.Access;
import codex.specification.Body;
import codex.specification.Check;
import codex.specification.Checks;
import codex.specification.Column;
import codex.specification.Enumeration;
import codex.specification.Field;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.OpenApiDocument;
import codex.specification.Parameter;
import codex.specification.Paths;
import codex.specification.RouteAccess;
import codex.specification.Samples;
import codex.specification.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAPI documents of many styles become specifications; what they say and we cannot is told with its place. */
class OpenApiImportTest {
    static List<String> all() {
        return List.of(
                "petstore.yaml",
                "petstore-expanded.yaml",
                "petstore-full.json",
                "conduit.yaml",
                "upload.yaml",
                "cookie.yaml",
                "choices.yaml",
                "nullable31.yaml",
                "anchors.yaml",
                "apikey.json",
                "recursion.yaml");
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_style_becomes_a_sound_specification_whose_losses_have_places(String name) {
        var taken = taken(name);
        assertThat(Checks.check(taken.document()))
                .filteredOn(check -> check.severity() == Check.Severity.ERROR)
                .isEmpty();
        assertThat(taken.losses()).allSatisfy(loss -> {
            assertThat(loss.pointer()).startsWith("#/");
            assertThat(loss.reason()).endsWith(".");
        });
        assertThat(taken.document().assumptions()).hasSize(taken.repeated().size());
    }

    @Test
    void the_petstore_is_a_table_with_standard_routes_on_its_own_paths() {
        assertThat(lines(taken("petstore.yaml")))
                .containsExactly(
                        "GET /pets LIST pet [200]", "POST /pets CREATE pet [201]", "GET /pets/{petId} READ pet [200]");
        assertThat(taken("petstore.yaml").document().tables())
                .extracting(Table::numbers)
                .containsExactly(Table.Numbers.GIVEN);
        var taken = taken("petstore-expanded.yaml");
        assertThat(taken.document().tables()).extracting(Table::numbers).containsExactly(Table.Numbers.COUNTED);
        assertThat(lines(taken))
                .containsExactly(
                        "GET /pets LIST pet [200]",
                        "POST /pets CREATE pet [200]",
                        "GET /pets/{id} READ pet [200]",
                        "DELETE /pets/{id} DELETE pet [204]");
        assertThat(taken.document().tables().getFirst().columns())
                .extracting(Column::name, Column::type, Column::required)
                .containsExactly(tuple("name", "string", true), tuple("tag", "string", false));
    }

    @Test
    void the_larger_petstore_keeps_statuses_scopes_and_references_and_tells_what_it_lost() {
        var taken = taken("petstore-full.json");
        assertThat(lines(taken))
                .contains(
                        "PUT /pet CUSTOM [200, 400, 404, 422]",
                        "POST /pet CREATE pet [200, 400]",
                        "GET /pet/findByStatus LIST pet [200]",
                        "GET /pet/{petId} READ pet [200, 404]",
                        "DELETE /pet/{petId} DELETE pet [200]",
                        "GET /store/inventory CUSTOM [200]",
                        "POST /store/order CREATE order [200]",
                        "PUT /user/{username} REPLACE user [200, 404]");
        assertThat(taken.document().access()).isEqualTo(Access.ACCOUNTS);
        assertThat(route(taken, "addPet").access())
                .isEqualTo(new RouteAccess(RouteAccess.Level.ROLES, List.of("read_pets_and_write_pets"), false));
        assertThat(route(taken, "findPetsByStatus").access().roles())
                .containsExactly("read_pets", "read_pets_and_write_pets");
        assertThat(route(taken, "uploadFile").request())
                .extracting(Body::mediaType)
                .isEqualTo("application/octet-stream");
        var order = taken.document().table("order").orElseThrow();
        assertThat(order.column("pet_id").orElseThrow().references()).isEqualTo("pet");
        var user = taken.document().table("user").orElseThrow();
        assertThat(user.column("username").orElseThrow().unique()).isTrue();
        assertThat(taken.losses())
                .extracting(Loss::pointer)
                .contains(
                        "#/paths/~1pet/put/requestBody/content/application~1xml",
                        "#/paths/~1user~1login/get/responses/200/headers/X-Rate-Limit",
                        "#/components/securitySchemes/petstore_auth",
                        "#/components/schemas/User/properties/password");
    }

    @Test
    void conduit_keeps_its_nineteen_routes_wrapped_bodies_and_who_may_call_them() {
        var taken = taken("conduit.yaml");
        assertThat(taken.document().routes()).hasSize(19);
        assertThat(line(route(taken, "createArticle"))).isEqualTo("POST /articles CUSTOM [201, 401]");
        assertThat(route(taken, "createArticle").access().level()).isEqualTo(RouteAccess.Level.SIGNED_IN);
        assertThat(route(taken, "getArticles").access()).isEqualTo(RouteAccess.PUBLIC);
        assertThat(taken.document().type("GetArticlesResponse").orElseThrow().fields())
                .extracting(Field::name, Field::type)
                .containsExactly(tuple("articles", "ArticleView[]"), tuple("articlesCount", "integer"));
        // Only ever answered inside an object, so it has exactly the document's members, beside the table.
        assertThat(taken.document().type("ArticleView").orElseThrow().fields())
                .extracting(Field::name, Field::type)
                .contains(tuple("tagList", "string[]"), tuple("favoritesCount", "integer"), tuple("author", "Profile"))
                .hasSize(10);
        assertThat(taken.document()
                        .table("article")
                        .orElseThrow()
                        .column("slug")
                        .orElseThrow()
                        .unique())
                .isTrue();
        assertThat(taken.custom()).hasSize(19);
    }

    @Test
    void forms_files_and_downloads_are_kept() {
        var taken = taken("upload.yaml");
        assertThat(route(taken, "postPictures").parameters())
                .filteredOn(parameter -> parameter.place() == Parameter.Place.FORM)
                .extracting(Parameter::name, Parameter::type, Parameter::required)
                .contains(
                        tuple("title", "string", false),
                        tuple("visible", "boolean", false),
                        tuple("picture", "file", true));
        assertThat(route(taken, "getPicturesIdFile").responses().getFirst().mediaType())
                .isEqualTo("image/png");
        assertThat(route(taken, "getPicturesIdFile").responses().getFirst().type())
                .isEqualTo("file");
    }

    @Test
    void cookies_headers_pages_and_redirects_are_kept_and_a_cookie_login_is_told() {
        var taken = taken("cookie.yaml");
        assertThat(line(route(taken, "postLogin"))).isEqualTo("POST /login CUSTOM [303, 401]");
        assertThat(route(taken, "postLogin").request())
                .extracting(Body::mediaType)
                .isEqualTo("application/x-www-form-urlencoded");
        assertThat(route(taken, "getBasket").parameters())
                .extracting(Parameter::place, Parameter::name, Parameter::required)
                .containsExactly(
                        tuple(Parameter.Place.COOKIE, "currency", false),
                        tuple(Parameter.Place.HEADER, "X-Trace", true));
        assertThat(route(taken, "getBasket").parameters().getLast().limits().pattern())
                .isEqualTo("[0-9a-f]{8}");
        assertThat(route(taken, "getBasket").responses().getFirst().mediaType()).isEqualTo("text/html");
        assertThat(taken.document().enums()).extracting(Enumeration::values).containsExactly(List.of("EUR", "USD"));
        assertThat(taken.losses())
                .extracting(Loss::pointer)
                .contains("#/components/securitySchemes/session", "#/paths/~1basket/head");
    }

    @Test
    void parts_are_put_together_and_choices_are_told() {
        var taken = taken("choices.yaml");
        assertThat(taken.document().type("Circle").orElseThrow().fields())
                .extracting(Field::name, Field::required)
                .containsExactly(tuple("kind", true), tuple("radius", true));
        var square = taken.document().type("Square").orElseThrow().fields().getLast();
        assertThat(square.limits()).isEqualTo(new Limits(BigDecimal.ONE, null, null, null, null, null));
        var drawing = taken.document().type("Drawing").orElseThrow();
        assertThat(drawing.fields())
                .extracting(Field::name, Field::type)
                .containsExactly(
                        tuple("shape", "json"),
                        tuple("circle", "Circle"),
                        tuple("square", "Square"),
                        tuple("labels", "json"),
                        tuple("either", "json"));
        assertThat(taken.losses())
                .extracting(Loss::pointer)
                .contains(
                        "#/components/schemas/Shape/oneOf",
                        "#/paths/~1shapes/post/callbacks",
                        "#/paths/~1shapes/post/responses/4XX",
                        "#/paths/~1drawings~1{id}/get/responses/200/links");
    }

    @Test
    void types_of_3_1_with_null_among_them_are_optional() {
        var taken = taken("nullable31.yaml");
        assertThat(taken.kind()).isEqualTo("OpenAPI 3.1");
        assertThat(lines(taken))
                .containsExactly(
                        "GET /notes LIST note [200]",
                        "POST /notes CREATE note [201]",
                        "GET /notes/{noteId} READ note [200]",
                        "PATCH /notes/{noteId} CHANGE note [200]",
                        "DELETE /notes/{noteId} DELETE note [204]");
        var note = taken.document().table("note").orElseThrow();
        assertThat(note.column("remind_at").orElseThrow().required()).isFalse();
        assertThat(note.column("remind_at").orElseThrow().type()).isEqualTo("datetime");
        assertThat(note.column("importance").orElseThrow().limits()).isEqualTo(Limits.range(1, 5));
        assertThat(note.column("maybe").orElseThrow().type()).isEqualTo("date");
        assertThat(note.column("text").orElseThrow().example()).isEqualTo("Buy milk");
        assertThat(taken.losses()).extracting(Loss::pointer).contains("#/webhooks/noteAdded");
    }

    @Test
    void anchors_merge_keys_and_words_that_older_yaml_takes_for_booleans_are_read() {
        var taken = taken("anchors.yaml");
        assertThat(lines(taken))
                .containsExactly(
                        "GET /things/{id} CUSTOM [400, 500, 200]",
                        "PUT /things/{id} CUSTOM [400, 500, 202]",
                        "GET /things/{id}/answers CUSTOM [200]");
        assertThat(taken.document().enums())
                .extracting(Enumeration::values)
                .containsExactly(List.of("yes", "no", "on", "off"));
        assertThat(route(taken, "getThingsIdAnswers").parameters().getLast().defaultValue())
                .isEqualTo("2024-02-29");
    }

    @Test
    void names_of_members_are_kept_to_the_letter_and_paths_that_cannot_be_are_told() {
        var taken = taken("apikey.json");
        assertThat(taken.document().type("Weather").orElseThrow().fields())
                .extracting(Field::name)
                .containsExactly("temp_c", "wind_kmh", "classValue");
        assertThat(lines(taken)).contains("GET /v1/report.csv CUSTOM [200]");
        assertThat(taken.losses())
                .extracting(Loss::pointer)
                .contains("#/paths/~1v1~1report.{format}/get", "#/paths/~1v1~1things:batch/post");
    }

    @Test
    void what_refers_to_itself_ends_and_nothing_outside_the_document_is_fetched() {
        var taken = taken("recursion.yaml");
        var node = taken.document().type("Node").orElseThrow();
        assertThat(node.fields())
                .extracting(Field::name, Field::type, Field::required)
                .contains(tuple("parent", "Node", false), tuple("children", "Node[]", false));
        assertThat(taken.losses())
                .filteredOn(loss -> loss.reason().contains("not fetched"))
                .extracting(Loss::pointer)
                .containsExactly(
                        "#/paths/~1elsewhere/$ref",
                        "#/paths/~1remote/get/parameters/0/$ref",
                        "#/paths/~1remote/get/responses/200/content/application~1json/schema/$ref");
    }

    @Test
    void a_hundred_and_twenty_paths_are_all_there() {
        var paths = IntStream.range(0, 120)
                .mapToObj(index -> """
                          /group%d/thing%d/{id}:
                            get:
                              tags: [Group %d]
                              parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                              responses: {"200": {description: It, content: {application/json: {schema: {$ref: "#/components/schemas/Thing%d"}}}}}
                        """.formatted(index % 7, index, index % 7, index))
                .collect(Collectors.joining());
        var schemas = IntStream.range(0, 120)
                .mapToObj(index ->
                        "    Thing%d: {type: object, properties: {name: {type: string}, next: {$ref: \"#/components/schemas/Thing%d\"}}}%n"
                                .formatted(index, (index + 1) % 120))
                .collect(Collectors.joining());
        var taken = takenText("openapi: 3.0.3\ninfo: {title: Many, version: '1'}\npaths:\n" + paths
                + "components:\n  schemas:\n" + schemas);
        assertThat(taken.document().routes()).hasSize(120);
        assertThat(taken.document().modules()).hasSize(7);
        assertThat(taken.document().types()).hasSize(120);
    }

    @Test
    void words_beside_the_document_are_kept_sentence_by_sentence() {
        var hints = new Hints("My pets", "A shop sells pets. People may look at them.\nNobody buys.", 0);
        var taken = (Intake.Taken) Imports.read(text("petstore.yaml"), hints);
        assertThat(taken.document().name()).isEqualTo("My pets");
        assertThat(taken.document().sentences())
                .containsExactly("A shop sells pets.", "People may look at them.", "Nobody buys.");
    }

    @Test
    void our_own_openapi_comes_back_with_every_path_method_and_role() {
        for (var document : List.of(Samples.toDo(), Samples.library(), Samples.shop(), Samples.shortener())) {
            var taken = takenText(OpenApiDocument.of(document, "3").toString());
            assertThat(taken.document().routes())
                    .extracting(route -> route.method() + " " + Paths.shape(route.path()))
                    .containsExactlyInAnyOrderElementsOf(document.routes()
                            .map(route -> route.method() + " " + Paths.shape(route.path()))
                            .toList());
            assertThat(taken.document().routes().filter(route -> route.method() == Method.GET))
                    .allSatisfy(route -> assertThat(route.access().roles())
                            .isEqualTo(document.routes()
                                    .filter(each -> each.name().equals(route.name()))
                                    .findFirst()
                                    .orElseThrow()
                                    .access()
                                    .roles()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n",
                "hello",
                "{",
                "{}",
                "[]",
                "null",
                "openapi: 3.0.0",
                "openapi: 4.0.0\npaths: {}",
                "swagger: '2.0'\npaths: {}",
                "openapi: 3.0.0\npaths: []",
                "openapi: 3.0.0\npaths: {}",
                "openapi: 3.0.0\npaths: {/a: {get: 7}}",
                "openapi: 3.0.0\npaths: {a: {get: {}}}",
                "openapi: 3.0.0\nopenapi: 3.0.1\npaths: {}",
                "openapi: 3.0.0\n\tpaths: {}",
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://localhost\"]]]]",
                "a: &a [*a]",
                "? [a]\n: b",
                "{\"openapi\": \"3.0.0\", \"openapi\": \"3.0.0\"}",
                "{\"openapi\": \"3.0.0\"} trailing",
                "\u0000",
                "<?xml version=\"1.0\"?><openapi/>"
            })
    void what_is_no_document_is_refused_with_a_sentence(String text) {
        assertThat(ImportFixture.refused(text))
                .allSatisfy(refused -> assertThat(refused.problems())
                        .allSatisfy(problem ->
                                assertThat(problem.message()).isNotBlank().doesNotContain("Exception")));
    }

    @Test
    void bombs_are_refused() {
        var laughs = new StringBuilder("openapi: 3.0.0\nx0: &x0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int level = 1; level < 10; level++) {
            laughs.append("x%d: &x%d [%s]%n"
                    .formatted(level, level, ("*x" + (level - 1) + ", ").repeat(9) + "*x" + (level - 1)));
        }
        assertThat(ImportFixture.refused(laughs.toString())
                        .getFirst()
                        .problems()
                        .getFirst()
                        .message())
                .contains("aliases");
        assertThat(ImportFixture.refused("{\"openapi\": \"3.0.0\", \"a\": " + "[".repeat(5000))
                        .getFirst()
                        .problems())
                .isNotEmpty();
        assertThat(ImportFixture.refused("a: " + "[".repeat(5000)).getFirst().problems())
                .isNotEmpty();
        assertThat(ImportFixture.refused("openapi: 3.0.0 # " + "x".repeat(Imports.BYTES))
                        .getFirst()
                        .problems()
                        .getFirst()
                        .message())
                .startsWith("A document has at most 4 MB");
        assertThat(Imports.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0}, Hints.NONE))
                .isInstanceOf(Intake.Refused.class);
    }
}
