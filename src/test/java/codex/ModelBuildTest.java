package codex;

import static org.assertj.core.api.Assertions.assertThat;

import codex.code.Functions;
import codex.engine.llm.ScriptedModel;
import codex.specification.Document;
import codex.specification.Module;
import codex.specification.Route;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jdbi.v3.jackson2.Jackson2Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole builds by a model that is scripted: from the interview to the verified zip, once with a few mistakes, once at an
 * endpoint where little goes well.
 */
class ModelBuildTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUESTIONS = """
            {"questions": [{"text": "How large may a number be?", "why": "It decides on limits.",
              "defaultAnswer": "A thousand", "choices": ["A thousand", "A million"]}]}""";
    private static final String SAID =
            "{\"origin\": \"SENTENCE\", \"sentences\": [1], \"detail\": null, \"confidence\": 0.9}";
    private static final int ROUTES = 2;

    @TempDir
    private Path folder;

    private Program program;

    @Test
    void from_an_interview_to_a_verified_zip_with_two_repairs_and_one_clarification() throws Exception {
        var written = new HashMap<String, Integer>();
        try (var model = new ScriptedModel()
                .answering((number, request) -> ScriptedModel.saying("stop", mistaken(request, written)))) {
            start(model);
            var app = program.described("Numbers", "Make numbers of numbers.");
            var asked = program.ended(program.json(program.call("POST", app + "/interview"), 202));
            assertThat(asked.path("state").asText()).isEqualTo("succeeded");
            assertThat(program.get(app + "/interview").findValuesAsText("defaultAnswer"))
                    .containsExactly("A thousand");
            var developed = program.verified(Program.version(app, program.draft(app)));
            // Questions, a draft, what is shared, two drawings, six bodies, a clarification with its second body, two
            // repairs of one function, and acceptance tests that are doubted once: they say what nobody specified.
            assertThat(schemas(model))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "Asked",
                            1,
                            "Draft",
                            1,
                            "Shared",
                            1,
                            "Drawing",
                            2,
                            "FunctionBody",
                            9,
                            "Clarified",
                            1,
                            "Scenarios",
                            2));
            assertThat(model.requests())
                    .filteredOn(request -> schema(request).equals("Scenarios"))
                    .last()
                    .extracting(request -> request.at("/messages/1/content").asText())
                    .asString()
                    .contains("call 1, POST /step1 {\\\"number\\\":4} answered 200 {\\\"result\\\":13}");
            assertThat(program.call("GET", developed + "/files/src/test/java/numbers/numbers/Step1AcceptanceTest.java")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(program.routes(developed)).containsExactly("POST /step1", "POST /step2");
            assertThat(program.call("GET", developed + "/zip").statusCode()).isEqualTo(200);
        } finally {
            program.close();
        }
    }

    // The first two bodies of step1 do not do, and the definition of step2 is asked about.
    private String mistaken(JsonNode request, Map<String, Integer> written) {
        var said = request.at("/messages/1/content").asText();
        if (schema(request).equals("FunctionBody") && said.contains(" step1(")) {
            return switch (written.merge("step1", 1, Integer::sum)) {
                case 1 -> "{\"imports\": [], \"body\": \"return new Result(input.number() + );\", \"helpers\": \"\"}";
                case 2 -> "{\"imports\": [], \"body\": \"return new Reslut(1L);\", \"helpers\": \"\"}";
                default -> right(request);
            };
        }
        if (schema(request).equals("FunctionBody") && said.contains(" step2(")) {
            return written.merge("step2", 1, Integer::sum) == 1
                    ? "{\"imports\": [], \"body\": \"\", \"helpers\": \"\", \"unclear\": \"Which number comes after it?\"}"
                    : right(request);
        }
        if (schema(request).equals("Scenarios") && written.merge("tests", 1, Integer::sum) == 1) {
            return right(request).replace("13", "14");
        }
        return right(request);
    }

    /** A large application is outlined first; each module then says what its particular routes take and answer. */
    @Test
    void a_draft_comes_in_parts_that_are_checked_as_they_arrive() throws Exception {
        var asked = new HashMap<String, Integer>();
        try (var model = new ScriptedModel()
                .answering((number, request) -> ScriptedModel.saying("stop", inParts(request, asked)))) {
            start(model);
            var app = program.described("Numbers", "Make numbers of numbers.");
            var drafted = program.draft(app);
            var document = program.get(Program.version(app, drafted)).path("document");
            assertThat(schemas(model)).containsExactlyInAnyOrderEntriesOf(Map.of("Draft", 1, "Detailed", 3));
            assertThat(document.at("/modules/0/routes/0/responses/0/type").asText())
                    .isEqualTo("Given");
            // The other module's type has the same name and means something else.
            assertThat(document.at("/modules/1/routes/0/responses/0/type").asText())
                    .isEqualTo("OthersGiven");
            assertThat(document.path("types").findValuesAsText("name"))
                    .containsExactly("Given", "number", "OthersGiven", "result");
            var ids = document.findValuesAsText("id");
            assertThat(ids)
                    .doesNotHaveDuplicates()
                    .hasSize(document.path("lastId").asInt());
            assertThat(model.requests())
                    .filteredOn(request -> schema(request).equals("Detailed"))
                    .extracting(request -> request.path("messages").size())
                    .as("one part was told what was wrong with it")
                    .containsExactlyInAnyOrder(2, 2, 4);
            var check = program.get(Program.version(app, drafted) + "/checks");
            assertThat(check.findValuesAsText("severity")).doesNotContain("error", "ERROR");
        } finally {
            program.close();
        }
    }

    private String inParts(JsonNode request, Map<String, Integer> asked) {
        var said = request.at("/messages/1/content").asText();
        if (schema(request).equals("Draft")) {
            var whole = NumbersModel.document(2);
            var first = whole.modules().getFirst();
            var modules = List.of(named(first, "Numbers", 0), named(first, "Others", 1));
            return draft(new Document(
                    whole.name(),
                    whole.summary(),
                    whole.sentences(),
                    whole.access(),
                    List.of(),
                    List.of(),
                    modules,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    21));
        }
        var others = Pattern.compile("Module: <<<\\w+\\s+Others").matcher(said).find();
        var wrong = others && asked.merge("others", 1, Integer::sum) == 1;
        return """
                {"details": [{"route": "%s", "parameters": [], "request": {"mediaType": "application/json", "type": "%s"},
                    "responses": [{"id": "e1", "status": 200, "mediaType": "application/json", "type": "Given",
                      "description": "", "cookies": []}], "rules": [], "examples": []}],
                 "types": [{"id": "e2", "name": "Given", "summary": "", "fields": [{"id": "e3", "name": "%s",
                    "type": "integer", "required": true, "defaultValue": null, "limits": {}, "example": "3",
                    "description": "", "source": %s}], "source": %s}], "enums": [], "assumptions": []}""".formatted(
                others ? "step2" : "step1", wrong ? "Missing" : "Given", others ? "result" : "number", SAID, SAID);
    }

    // A module with one of the routes, which is only named.
    private static Module named(Module module, String name, int route) {
        var each = module.routes().get(route);
        var only = new Route(
                each.id(),
                each.name(),
                each.method(),
                each.path(),
                each.summary(),
                each.access(),
                List.of(),
                null,
                List.of(),
                each.behaviour(),
                List.of(),
                List.of(),
                List.of(),
                each.source());
        return new Module("e" + (20 + route), name, name, List.of(only), module.source());
    }

    /** A function that was verified serves the next run, too: only what is drawn and proven is asked for again. */
    @Test
    void what_is_developed_again_is_not_written_again() throws Exception {
        try (var model =
                new ScriptedModel().answering((number, request) -> ScriptedModel.saying("stop", right(request)))) {
            start(model);
            var app = program.described("Numbers", "Make numbers of numbers.");
            var version = Program.version(app, program.draft(app));
            program.verified(version);
            assertThat(schemas(model)).containsEntry("FunctionBody", 6);
            var again = program.verified(version);
            assertThat(schemas(model)).containsEntry("FunctionBody", 6).containsEntry("Drawing", 4);
            var id = Long.parseLong(again.substring(again.lastIndexOf('/') + 1));
            var reused = program.main.database.pages().onDemand(Functions.class).reused(id);
            assertThat(reused).hasSize(6);
        } finally {
            program.close();
        }
    }

    /** Where other words mean the same, the model that was named for it tells. */
    @Test
    void what_was_written_for_other_words_is_shown_to_whoever_writes_it_again() throws Exception {
        var wording = new AtomicReference<>("A number made of another.");
        try (var model = new ScriptedModel()
                .answering((number, request) -> ScriptedModel.saying(
                        "stop", right(request).replace("A number made of another.", wording.get())))
                .embedding(text -> text.startsWith("Adds") ? List.of(0.0, 1.0) : List.of(1.0, 0.1))) {
            start(model, Map.of("CODEX_EMBEDDING_MODEL", "vectors"));
            var app = program.described("Numbers", "Make numbers of numbers.");
            var version = Program.version(app, program.draft(app));
            program.verified(version);
            assertThat(model.embedded()).as("nothing was there to be alike").isEmpty();
            var first = model.requests().size();
            wording.set("The outcome of a little sum.");
            program.verified(version);
            var asked = model.requests().subList(first, model.requests().size()).stream()
                    .filter(request -> schema(request).equals("FunctionBody"))
                    .map(request -> request.at("/messages/1/content").asText())
                    .toList();
            assertThat(asked)
                    .as("two helpers of two routes")
                    .hasSize(4)
                    .allSatisfy(text -> assertThat(text).contains("A number made of another.", "return number"));
            assertThat(model.embedded()).hasSize(4);
            assertThat(model.embedded().stream()
                            .mapToInt(request -> request.path("input").size())
                            .sum())
                    .as("the vectors of four functions are kept; side by side, each may be asked for again")
                    .isBetween(4 + 4, 4 + 4 * 4);
            var kept = program.main
                    .database
                    .pages()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT embedder || ' ' || array_length(embedding, 1) FROM function WHERE embedder IS NOT NULL")
                            .mapTo(String.class)
                            .list());
            assertThat(kept).hasSize(4).containsOnly("vectors 2");
        } finally {
            program.close();
        }
    }

    /** RELIABILITY.md, 2.3: 30 % busy or down, 20 % malformed, 10 % cut; a build finishes, or pauses and can go on. */
    @Test
    void at_an_endpoint_where_little_goes_well_a_build_still_finishes() throws Exception {
        var random = new Random(11);
        try (var model = new ScriptedModel().answering((number, request) -> unlucky(random, request))) {
            start(model);
            var app = program.described("Numbers", "Make numbers of numbers.");
            var drafted = untilDone(program.ended(program.json(program.call("POST", app + "/specs"), 202)));
            var accepted = program.json(program.call("POST", Program.version(app, drafted) + "/develop"), 202);
            var developed = untilDone(program.ended(accepted));
            assertThat(program.get("/developed-apps/"
                                    + developed.at("/result/developedAppId").asLong())
                            .path("state")
                            .asText())
                    .isEqualTo("verified");
            assertThat(answeredTwice()).as("steps that were paid for twice").isEmpty();
        } finally {
            program.close();
        }
    }

    private ScriptedModel.Turn unlucky(Random random, JsonNode request) {
        double luck;
        synchronized (random) {
            luck = random.nextDouble();
        }
        if (luck < 0.15) {
            return exchange -> ScriptedModel.send(exchange, 429, "application/json", "{}");
        }
        if (luck < 0.3) {
            return exchange -> ScriptedModel.send(exchange, 502, "text/html", "<html>");
        }
        if (luck < 0.5) {
            return ScriptedModel.saying("stop", "Certainly! Here is what you asked for: {\"one\": 1,}");
        }
        return luck < 0.6
                ? ScriptedModel.saying("length", right(request).substring(0, 5))
                : ScriptedModel.saying("stop", right(request));
    }

    /** A job that gave up is asked for again, as a person would. */
    private JsonNode untilDone(JsonNode first) {
        var job = first;
        for (var again = 0; again < 5 && job.path("state").asText().equals("failed"); again++) {
            var path = "/jobs/" + job.path("id").asLong();
            program.call("POST", path + "/retry");
            job = program.ended(JSON.createObjectNode().set("job", program.get(path)));
        }
        assertThat(job.path("state").asText()).as("%s", job).isEqualTo("succeeded");
        return job;
    }

    // A request that was answered rightly, and sent once more.
    private List<String> answeredTwice() {
        return program.main
                .database
                .pages()
                .withHandle(
                        handle -> handle.createQuery("""
                        SELECT step_key FROM engine_call WHERE outcome = 'Answer'
                        GROUP BY job_id, step_key HAVING count(*) > 1
                        """).mapTo(String.class).list());
    }

    private void start(ScriptedModel model) {
        start(model, Map.of());
    }

    private void start(ScriptedModel model, Map<String, String> further) {
        var environment = new HashMap<>(further);
        environment.put("OPENAI_BASE_URL", model.url());
        environment.put("OPENAI_API_KEY", "none");
        program = new Program(folder.resolve("home"), environment);
    }

    private String right(JsonNode request) {
        return switch (schema(request)) {
            case "Asked" -> QUESTIONS;
            case "Draft" -> draft();
            case "Clarified" -> "{\"description\": \"Adds the double of a number to its successor.\", \"errors\": []}";
            default -> NumbersModel.answer(request);
        };
    }

    private String draft() {
        return draft(NumbersModel.document(ROUTES));
    }

    private String draft(Document document) {
        var mapper =
                program.main.database.pages().getConfig(Jackson2Config.class).getMapper();
        var draft = mapper.createObjectNode();
        draft.set("document", mapper.valueToTree(document));
        draft.putArray("notUsed");
        return draft.toString();
    }

    private static String schema(JsonNode request) {
        return request.at("/response_format/json_schema/name").asText();
    }

    private static Map<String, Integer> schemas(ScriptedModel model) {
        var counts = new HashMap<String, Integer>();
        new ArrayList<>(model.requests()).forEach(request -> counts.merge(schema(request), 1, Integer::sum));
        return counts;
    }
}
