package codex.engine.llm;

import codex.engine.llm.AnswerText.Malformed;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the only JSON object in the text of an answer, amid prose, fences and thoughts. It reads strictly, but for line
 * breaks and tabs within texts, which can only mean themselves. It never looks into a value that is broken: a part of an
 * answer is none.
 */
final class AnswerScan {
    /** The longest text that is read, in characters. The 16,000 tokens of the longest answer are some 60,000. */
    private static final int LONGEST = 1_000_000;

    /** Levels of objects and lists within each other; a specification has ten. */
    private static final int DEEPEST = 100;

    private static final ObjectReader STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST)
                            .maxNumberLength(1000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    // How JSON begins. "{id}" in prose is none; "{name: 1}" was meant as JSON, maybe.
    private static final Pattern OBJECT =
            Pattern.compile("\\{\\s*+(?:}|\\z|\"[^\"\\n]{0,100}+\"\\s*+:|\"[^\"\\n]{0,100}+\\z|//|/\\*)");
    private static final Pattern LOOSE_OBJECT =
            Pattern.compile("\\{\\s*+(?:[A-Za-z_$][\\w$-]{0,100}+|['“”‘’«„][^'“”‘’»\\n]{0,100}+['“”‘’»])\\s*+:");
    private static final Pattern THOUGHT =
            Pattern.compile("(?i)<(/?)(think|thinking|thought|reasoning|analysis|scratchpad)>");

    private record Found(JsonNode value, int start, boolean fenced) {}

    /** What was meant as a value and is none. */
    private record Broken(String why, boolean loose, boolean fenced) {}

    private final String text;
    private final char[] letters;
    private final List<Found> values = new ArrayList<>();
    private final List<Broken> broken = new ArrayList<>();
    private boolean fenced;
    private boolean lostInThought;

    private AnswerScan(String text) {
        this.text = text;
        this.letters = text.toCharArray();
    }

    /**
     * The object.
     *
     * @throws Malformed when there is none, when there are several that differ, or when it is broken, with the place
     */
    static JsonNode only(String text) throws Malformed {
        if (text.length() > LONGEST) {
            throw new Malformed(
                    "the answer has %,d characters; at most %,d are read".formatted(text.length(), LONGEST));
        }
        var scan = new AnswerScan(unquoted(text));
        for (var at = 0; at < scan.letters.length; ) {
            at = scan.after(at);
        }
        return scan.outcome();
    }

    // An object that was written as JSON twice is a text in quotes.
    private static String unquoted(String text) {
        var whole = text.replace("\uFEFF", "").strip();
        if (!whole.startsWith("\"") || !whole.endsWith("\"")) {
            return text;
        }
        try {
            var value =
                    STRICT.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(whole);
            return value.isTextual() ? value.textValue() : text;
        } catch (JsonProcessingException prose) {
            return text;
        }
    }

    /** Where to look next when all before {@code at} has been looked at. */
    private int after(int at) {
        return switch (letters[at]) {
            case '<' -> thought(at);
            case '`' -> fence(at);
            case '{' -> object(at, at);
            case '[' -> list(at);
            default -> at + 1;
        };
    }

    // Some endpoints keep the mark that begins a thought to themselves; what stands before its end is a
    // thought all the same.
    private int thought(int at) {
        var mark = THOUGHT.matcher(text).region(at, letters.length);
        if (!mark.lookingAt()) {
            return at + 1;
        }
        if (!mark.group(1).isEmpty()) {
            values.clear();
            broken.clear();
            return mark.end();
        }
        var name = mark.group(2);
        mark.region(mark.end(), letters.length);
        while (mark.find()) {
            if (!mark.group(1).isEmpty() && mark.group(2).equalsIgnoreCase(name)) {
                return mark.end();
            }
        }
        lostInThought = true;
        return letters.length;
    }

    private int fence(int at) {
        if (!text.startsWith("```", at)) {
            return at + 1;
        }
        fenced = !fenced;
        return at + 3;
    }

    private int list(int at) {
        var inner = at;
        while (inner < letters.length && (letters[inner] == '[' || Character.isWhitespace(letters[inner]))) {
            inner++;
        }
        return inner < letters.length && letters[inner] == '{' ? object(at, inner) : inner;
    }

    /** @param at where the value begins: at the object's brace, or at the bracket of a list around it */
    private int object(int at, int brace) {
        var rest = letters.length;
        var loose = LOOSE_OBJECT.matcher(text).region(brace, rest).lookingAt();
        return loose || OBJECT.matcher(text).region(brace, rest).lookingAt() ? value(at, loose) : brace + 1;
    }

    /** The place behind the value that begins at {@code at}, or behind what was meant as one. */
    private int value(int at, boolean loose) {
        try (var parser = STRICT.getFactory().createParser(letters, at, letters.length - at)) {
            try {
                JsonNode value = STRICT.readTree(parser);
                var end = at + (int) parser.currentLocation().getCharOffset();
                var control = control(at, end);
                if (control < end) {
                    var why = "the character U+%04X must be escaped".formatted((int) letters[control]);
                    broken.add(new Broken(place(control) + ": " + why, loose, fenced));
                } else {
                    values.add(new Found(value, at, fenced));
                }
                return end;
            } catch (JsonProcessingException | NumberFormatException wrong) {
                broken.add(new Broken(why(wrong, parser, at), loose, fenced));
                return balanced(at);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("text in memory is always there", impossible);
        }
    }

    // Line breaks and tabs can only mean themselves; a bell, or NUL, is an accident.
    private int control(int from, int end) {
        var at = from;
        while (at < end && (letters[at] >= ' ' || "\t\n\r".indexOf(letters[at]) >= 0)) {
            at++;
        }
        return at;
    }

    private int balanced(int from) {
        var depth = 0;
        var quoted = false;
        for (var at = from; at < letters.length; at++) {
            switch (letters[at]) {
                case '\\' -> at += quoted ? 1 : 0;
                case '"' -> quoted = !quoted;
                case '{', '[' -> depth += quoted ? 0 : 1;
                case '}', ']' -> depth -= quoted ? 0 : 1;
                default -> {}
            }
            if (depth == 0 && !quoted) {
                return at + 1;
            }
        }
        return letters.length;
    }

    private String why(Exception wrong, JsonParser parser, int start) {
        var place = wrong instanceof JsonProcessingException unread && unread.getLocation() != null
                ? unread.getLocation()
                : parser.currentLocation();
        var at = Math.min(start + (int) place.getCharOffset(), letters.length);
        var member = member(parser.getParsingContext());
        var reason = reason(wrong);
        var what = reason.startsWith("Unexpected end-of-input")
                ? "the JSON ends unfinished"
                : wrong instanceof StreamConstraintsException ? "the JSON is too much" : "the JSON is broken";
        return "%s%s (%s): %s".formatted(what, member.isEmpty() ? "" : " at " + member, place(at), reason);
    }

    // Jackson's words without its hints to programmers.
    private static String reason(Exception wrong) {
        if (!(wrong instanceof JsonProcessingException unread)) {
            return "a number is out of range";
        }
        return unread.getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("not JSON")
                .replaceAll(": enable `.*` to allow| \\(start marker at .*| \\(not recognized .*| \\(from `.*`\\)", "");
    }

    /** {@code functions[2].name} */
    private static String member(JsonStreamContext context) {
        var parent = context.getParent();
        var path = parent == null ? "" : member(parent);
        if (context.inArray()) {
            return path + "[" + context.getCurrentIndex() + "]";
        }
        var name = context.getCurrentName();
        return name == null ? path : path + (path.isEmpty() ? "" : ".") + AnswerText.brief(name, 60);
    }

    /** Line, column and the words around, since a model counts badly and reads well. */
    private String place(int at) {
        var line = 1;
        var begins = 0;
        for (var each = 0; each < at; each++) {
            if (letters[each] == '\n') {
                line++;
                begins = each + 1;
            }
        }
        var around = text.substring(Math.max(0, at - 30), Math.min(letters.length, at + 10));
        return "line %d, column %d, near “%s”".formatted(line, at - begins + 1, AnswerText.brief(around, 40));
    }

    private JsonNode outcome() throws Malformed {
        var different = values.stream().map(Found::value).distinct().toList();
        if (different.size() > 1) {
            var places = values.stream().map(found -> place(found.start())).toList();
            throw new Malformed("one JSON object was asked for and %d different ones came: %s"
                    .formatted(different.size(), String.join("; ", places)));
        }
        if (different.isEmpty()) {
            throw nothing();
        }
        var inFence = values.stream().allMatch(Found::fenced);
        var doubt = broken.stream()
                .filter(each -> !each.loose() && (each.fenced() || !inFence))
                .findFirst();
        if (doubt.isPresent()) {
            throw new Malformed("one JSON object was asked for and a broken one came beside it; "
                    + doubt.get().why());
        }
        return unlisted(different.getFirst());
    }

    private Malformed nothing() {
        if (!broken.isEmpty()) {
            return new Malformed(broken.getFirst().why());
        }
        if (lostInThought) {
            return new Malformed("the text ends within a thought and has no JSON object behind it");
        }
        return new Malformed(
                text.isBlank()
                        ? "a JSON object was asked for and nothing came"
                        : "a JSON object was asked for and none came; found “%s”"
                                .formatted(AnswerText.brief(text.strip(), 60)));
    }

    private static JsonNode unlisted(JsonNode value) throws Malformed {
        if (value.isObject()) {
            return value;
        }
        var items = value.valueStream().distinct().toList();
        if (items.size() != 1 || !items.getFirst().isObject()) {
            throw new Malformed("one JSON object was asked for and a list of %d came".formatted(value.size()));
        }
        return items.getFirst();
    }
}
