package codex.engine.llm;

import codex.engine.CallOutcome;
import codex.engine.Question;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * From the text of an answer to its record (RELIABILITY.md, C9, C10): {@link AnswerScan} finds the only JSON object in the
 * text, {@link AnswerShape} fits it to the record, the question judges what it means. What is clear is read, whatever mode
 * of the endpoint it came from; what could mean two things is asked for again.
 */
final class AnswerText {
    /** The most that goes back to a model, and the most of it that one fault may take, in characters. */
    private static final int LONGEST = 2000;

    private static final int LONGEST_FAULT = 400;

    /** Why a text is no answer; sentences on one line, which go back to the model. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final CallOutcome outcome;

        Malformed(String fault) {
            this(CallOutcome.MALFORMED, List.of(fault));
        }

        Malformed(List<String> faults) {
            this(CallOutcome.MALFORMED, faults);
        }

        private Malformed(CallOutcome outcome, List<String> faults) {
            super(told(faults));
            this.outcome = outcome;
        }

        /** {@code UNUSABLE} for data of the right shape that makes no sense. */
        CallOutcome outcome() {
            return outcome;
        }
    }

    private final ObjectMapper json;

    AnswerText(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The answer, or why it is none.
     *
     * @throws Malformed naming members by their paths ({@code functions[2].name}), with what was expected and found
     */
    <A> A read(String text, Question<A> question) throws Malformed {
        var type = question.answerType();
        A answer = bound(AnswerShape.fitted(AnswerScan.only(text), type), type);
        var faults = question.faults(answer);
        if (!faults.isEmpty()) {
            throw new Malformed(CallOutcome.UNUSABLE, faults);
        }
        return answer;
    }

    // What fits may still break what a record demands of its values: a confidence above 1.
    private <A> A bound(JsonNode fitting, Class<A> type) throws Malformed {
        try {
            return json.treeToValue(fitting, type);
        } catch (JsonMappingException unfit) {
            var reason = unfit.getCause() == null
                    ? unfit.getOriginalMessage()
                    : unfit.getCause().getMessage();
            throw new Malformed(path(unfit) + ": " + reason);
        } catch (JsonProcessingException unread) {
            throw new Malformed(unread.getOriginalMessage());
        }
    }

    private static String path(JsonMappingException unfit) {
        var path = new StringBuilder();
        for (var step : unfit.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    /** The beginning of a text on one line, at most {@code longest} characters and an ellipsis. */
    static String brief(String text, int longest) {
        var line =
                text.substring(0, Math.min(text.length(), 2 * longest)).replaceAll("[\\p{Cntrl}\\s\u2028\u2029]+", " ");
        if (line.length() <= longest && text.length() <= 2 * longest) {
            return line;
        }
        var end = Math.min(longest, line.length());
        var whole = end > 0 && Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end;
        return line.substring(0, whole) + "…";
    }

    private static String told(List<String> faults) {
        var told = new StringBuilder();
        for (var index = 0; index < faults.size(); index++) {
            var fault = brief(faults.get(index), LONGEST_FAULT);
            if (told.length() + fault.length() + "; and 1000000 more".length() > LONGEST) {
                return told.append("; and ")
                        .append(faults.size() - index)
                        .append(" more")
                        .toString();
            }
            told.append(index == 0 ? "" : "; ").append(fault);
        }
        return told.toString();
    }
}
