package codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a model answered when an application was revised and developed: one drawing a route, one body a function. */
record RecordedReplies(JsonNode replies) {
    private static final Pattern DRAWN = Pattern.compile("Head of its own function: <<<\\w+\\s+\\{\"name\":\"(\\w+)\"");
    private static final Pattern WRITTEN = Pattern.compile("Signature: <<<\\w+\\s+public static \\S+ (\\w+)\\(");

    private static final Pattern PROVEN = Pattern.compile("Routes to prove: <<<\\w+\\s+\\[\"([^\"]+)\"");

    /**
     * Those in {@code src/test/resources/NAME/replies.json}, by {@code draft}, {@code revise}, {@code shared},
     * {@code graph:route}, {@code function:name}, {@code scenarios:first route that is proven}.
     */
    static RecordedReplies read(String name) throws IOException {
        var file = Path.of("src/test/resources", name, "replies.json");
        return new RecordedReplies(new ObjectMapper().readTree(Files.readString(file)));
    }

    int size() {
        return replies.size();
    }

    String to(String request) {
        var proven = PROVEN.matcher(request);
        if (proven.find()) {
            return replies.path("scenarios:" + proven.group(1)).toString();
        }
        if (request.contains("Instruction: <<<")) {
            return replies.path("revise").toString();
        }
        if (request.contains("Answers the person gave to questions:")) {
            return replies.path("draft").toString();
        }
        if (request.contains("Routes: <<<")) {
            return replies.path("shared").toString();
        }
        var drawn = DRAWN.matcher(request);
        if (drawn.find()) {
            return replies.path("graph:" + drawn.group(1)).toString();
        }
        var written = WRITTEN.matcher(request);
        assertThat(written.find()).as(request).isTrue();
        return replies.path("function:" + written.group(1)).toString();
    }
}
