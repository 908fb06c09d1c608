package codex.engine.llm;

import codex.engine.Question;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.regex.Pattern;

/**
 * From the text of an answer to its record: one fence is taken off, or the only JSON object in the text is taken; then it
 * must fit the record (RELIABILITY.md, C9). Members the record does not know are dropped (F44).
 */
final class AnswerText {
    private static final Pattern FENCE = Pattern.compile("(?s)```(?:json)?\\s*(\\{.*?})\\s*```");

    /** Why a text is no answer; the sentence goes back to the model. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    private final ObjectReader reader;

    AnswerText(ObjectMapper json) {
        this.reader = json.reader()
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    <A> A read(String text, Question<A> question) throws Malformed {
        try {
            A answer = reader.forType(question.answerType()).readValue(object(text));
            var faults = question.faults(answer);
            if (!faults.isEmpty()) {
                throw new Malformed(String.join("; ", faults));
            }
            return answer;
        } catch (JsonProcessingException wrong) {
            var message = wrong.getOriginalMessage();
            var where = wrong.getLocation() == null
                    ? ""
                    : " at line %d, column %d"
                            .formatted(
                                    wrong.getLocation().getLineNr(),
                                    wrong.getLocation().getColumnNr());
            throw new Malformed(message.lines().findFirst().orElse("not JSON") + where);
        } catch (IllegalArgumentException meaningless) {
            throw new Malformed(String.valueOf(meaningless.getMessage()));
        }
    }

    private static String object(String text) throws Malformed {
        var stripped = text.replace("\uFEFF", "").strip();
        if (stripped.startsWith("{") && stripped.endsWith("}")) {
            return stripped;
        }
        var fences = FENCE.matcher(stripped).results().toList();
        if (fences.size() == 1) {
            return fences.getFirst().group(1);
        }
        if (fences.size() > 1) {
            throw new Malformed("one JSON object was asked for and %d came".formatted(fences.size()));
        }
        var open = stripped.indexOf('{');
        var close = stripped.lastIndexOf('}');
        if (open < 0 || close < open) {
            throw new Malformed("a JSON object was asked for and none came");
        }
        return stripped.substring(open, close + 1);
    }
}
