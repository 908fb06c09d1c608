package codex;

import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.llm.ScriptedModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications that a language model was asked for, from their descriptions to what a person does with them: pages with a
 * cookie, and files that come in and go out. The model's replies are recorded, everything else is real.
 */
@Tag("slow")
class RecordedAppsTest {
    private static final String POLLS =
            "People vote in polls in their browser; there are no accounts. The first page lists all polls, newest first,"
                    + " each a link. A page with a form makes a new poll: a question and two to five choices, one a line."
                    + " A poll's page shows the question and, for a visitor who has not voted in it, a form with the"
                    + " choices; a visitor votes once in each poll and is known by a cookie. Who has voted sees how many"
                    + " votes each choice has. One more page lists the polls that the visitor has voted in.";
    private static final String DROP_BOX =
            "An API to hand over files. Somebody uploads a file of at most 2 MB with a title and gets back a code and a"
                    + " secret key. Whoever has the code can ask for the title, the name, the type, the size and how often"
                    + " it was downloaded, and can download the file. A file can be downloaded at most five times; after"
                    + " that it is gone. With the secret key, sent in the header X-Key, the file can be deleted before"
                    + " that; with a wrong key it cannot.";
    private static final String SKI_HIRE =
            "A ski hire keeps its skis, each with a number that is unique, a length in centimetres and a price per day."
                    + " Customers have a name and a body height in centimetres. A hire is made for a customer and a pair"
                    + " of skis from a day to a day, both included, at most fourteen days; a pair of skis cannot be hired"
                    + " twice for the same day. The skis must be between 5 and 30 centimetres shorter than the customer"
                    + " is tall. The price is the price per day times the days, from the fourth day on at half price, and"
                    + " it is kept with the hire. When skis come back on a day after the last day, each day late costs"
                    + " twice the price per day. A customer whose hire is overdue gets no other skis until they are"
                    + " back.";
    private static final Pattern CHOICE = Pattern.compile("name=\"choice\" value=\"([^\"]+)\"");
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    private Path folder;

    private interface Use {
        void of(TakenApp.Running app) throws IOException, InterruptedException;
    }

    @Test
    void polls_are_made_and_voted_in_by_visitors_who_are_known_by_a_cookie() throws Exception {
        developed("polls", "Polls", POLLS, app -> {
            var made = app.send("POST", "/polls", FORM, "question=Tea+%26+%3Cb%3E%3F&choices=Yes%0D%0ANo");
            assertThat(made.statusCode()).isEqualTo(303);
            var poll = made.headers().firstValue("Location").orElseThrow();
            assertThat(app.get("/").body()).contains("Tea &amp; &lt;b&gt;?").doesNotContain("<b>");
            var choice = CHOICE.matcher(app.get(poll).body());
            assertThat(choice.find()).isTrue();
            var vote = "choice=" + choice.group(1);
            var voted = app.send("POST", poll + "/votes", FORM, vote);
            assertThat(voted.statusCode()).isEqualTo(303);
            var cookie = voted.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
            assertThat(app.send("POST", poll + "/votes", FORM, vote, "Cookie", cookie)
                            .statusCode())
                    .isEqualTo(409);
            assertThat(app.send("GET", poll, "", "", "Cookie", cookie).body())
                    .contains("Yes: 1")
                    .contains("No: 0");
            assertThat(app.send("GET", "/voted-polls", "", "", "Cookie", cookie).body())
                    .contains(poll);
            assertThat(app.get("/voted-polls").body()).doesNotContain(poll);
            assertThat(app.send("POST", poll + "/votes", FORM, vote, "Origin", "https://other.example")
                            .statusCode())
                    .isEqualTo(403);
        });
    }

    @Test
    void a_file_is_handed_over_five_times_or_until_it_is_deleted() throws Exception {
        developed("drop-box", "Drop box", DROP_BOX, app -> {
            var first = uploaded(app);
            var path = "/files/" + first.path("code").asText();
            for (var time = 0; time < 5; time++) {
                assertThat(app.get(path + "/content").body()).isEqualTo("What it says");
            }
            assertThat(app.get(path + "/content").statusCode()).isEqualTo(404);
            var second = uploaded(app);
            path = "/files/" + second.path("code").asText();
            var key = second.path("secretKey").asText();
            var shown = app.answered(200, "GET", path, "", "");
            assertThat(shown.path("name").asText()).isEqualTo("note.txt");
            assertThat(shown.path("type").asText()).isEqualTo("text/plain");
            assertThat(app.send("DELETE", path, "", "", "X-Key", key + "x").statusCode())
                    .isEqualTo(403);
            assertThat(app.send("DELETE", path, "", "", "X-Key", key).statusCode())
                    .isEqualTo(204);
            assertThat(app.get(path).statusCode()).isEqualTo(404);
        });
    }

    @Test
    void skis_are_hired_by_whom_they_fit_once_for_each_day() throws Exception {
        developed("ski-hire", "Ski hire", SKI_HIRE, app -> {
            var skis = id(app, "/skis", "{\"number\":7,\"lengthCm\":170,\"pricePerDay\":20}");
            var tall = id(app, "/customers", "{\"name\":\"Tall\",\"heightCm\":180}");
            var small = id(app, "/customers", "{\"name\":\"Small\",\"heightCm\":174}");
            var taken = app.answered(201, "POST", "/hires", JSON, hire(tall, skis, "2031-01-04", "2031-01-08"));
            // Three days at 20 and two at 10.
            assertThat(taken.path("price").asDouble()).isEqualTo(80);
            assertThat(app.send("POST", "/hires", JSON, hire(tall, skis, "2031-01-08", "2031-01-09"))
                            .statusCode())
                    .isEqualTo(409);
            assertThat(app.send("POST", "/hires", JSON, hire(small, skis, "2031-02-01", "2031-02-02"))
                            .statusCode())
                    .isEqualTo(422);
            assertThat(app.send("POST", "/hires", JSON, hire(tall, skis, "2031-02-01", "2031-02-15"))
                            .statusCode())
                    .isEqualTo(422);
            var back = "/hires/" + taken.path("id").asText() + "/return";
            var returned = app.answered(200, "POST", back, JSON, "{\"returnedOn\":\"2031-01-10\"}");
            assertThat(returned.path("lateFee").asDouble()).isEqualTo(80);
            assertThat(app.send("POST", back, JSON, "{}").statusCode()).isEqualTo(409);
            var overdue = hire(tall, skis, "2020-01-01", "2020-01-02");
            app.answered(201, "POST", "/hires", JSON, overdue);
            assertThat(app.send("POST", "/hires", JSON, hire(tall, skis, "2031-03-01", "2031-03-02"))
                            .statusCode())
                    .isEqualTo(409);
        });
    }

    private static String id(TakenApp.Running app, String path, String body) throws IOException, InterruptedException {
        return app.answered(201, "POST", path, JSON, body).path("id").asText();
    }

    private static String hire(String customer, String skis, String first, String last) {
        return "{\"customerId\":\"%s\",\"skiId\":\"%s\",\"firstDay\":\"%s\",\"lastDay\":\"%s\"}"
                .formatted(customer, skis, first, last);
    }

    private static JsonNode uploaded(TakenApp.Running app) throws IOException, InterruptedException {
        var form = """
                --b\r
                Content-Disposition: form-data; name="title"\r
                \r
                A note\r
                --b\r
                Content-Disposition: form-data; name="file"; filename="../note.txt"\r
                Content-Type: image/png\r
                \r
                What it says\r
                --b--\r
                """;
        var answer = app.send("POST", "/files", "multipart/form-data; boundary=b", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new ObjectMapper().readTree(answer.body());
    }

    /** {@code POST /functions}: its acceptance tests showed what it does, since no call made of its types alone does. */
    @Test
    void a_single_function_is_written_proven_and_called() throws Exception {
        var asked = new ObjectMapper().readTree("""
                {"name": "freeSlots", "returns": "string[]",
                 "description": "Given busy periods of one day as texts like 09:00-10:30 in any order, which may overlap or touch, answers the free periods between opening and closing time as texts of the same form in order. A period that is no such text, ends before it begins, or opening that is not before closing is refused with 422. Free periods shorter than minimum minutes are left out.",
                 "input": [{"name": "busy", "type": "string[]"}, {"name": "opening", "type": "string"},
                   {"name": "closing", "type": "string"}, {"name": "minimum", "type": "integer"}]}""");
        developed(
                "free-slots",
                program -> {
                    var accepted = program.json(program.call("POST", "/functions", asked), 202);
                    var job = program.ended(accepted);
                    assertThat(job.at("/result/summary").asText()).startsWith("1 of 1 routes answer as specified");
                    return "/developed-apps/" + accepted.at("/developedApp/id").asLong();
                },
                app -> {
                    var day = "{\"busy\": [\"13:00-14:15\", \"09:00-10:30\", \"10:00-11:00\"], \"opening\": \"08:50\","
                            + " \"closing\": \"17:00\", \"minimum\": 15}";
                    assertThat(app.answered(200, "POST", "/free-slots", JSON, day)
                                    .toString())
                            .isEqualTo("[\"11:00-13:00\",\"14:15-17:00\"]");
                    assertThat(app.send("POST", "/free-slots", JSON, day.replace("13:00-14:15", "14:15-13:00"))
                                    .statusCode())
                            .isEqualTo(422);
                });
    }

    private void developed(String recorded, String name, String description, Use use) throws Exception {
        developed(
                recorded,
                program -> {
                    var app = program.described(name, description);
                    return program.verified(Program.version(app, program.draft(app)));
                },
                use);
    }

    /** @param making makes an application and answers the path of what was developed */
    private void developed(String recorded, Function<Program, String> making, Use use) throws Exception {
        var replies = RecordedReplies.read(recorded);
        try (var model = new ScriptedModel().otherwise(replies::to);
                var program = new Program(
                        folder.resolve("home"), Map.of("OPENAI_BASE_URL", model.url(), "OPENAI_API_KEY", "none"))) {
            var developed = making.apply(program);
            assertThat(model.requests()).hasSize(replies.size());
            var zip = Files.write(
                    folder.resolve("taken.zip"),
                    program.call("GET", developed + "/zip").body());
            var taken = TakenApp.unpacked(zip, folder.resolve("taken"));
            taken.verify();
            try (var running = taken.start()) {
                use.of(running);
            }
        }
    }
}
