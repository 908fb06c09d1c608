package codex.engine.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import codex.agent.architect.DrawCodeGraph;
import codex.agent.developer.WriteFunction;
import codex.agent.developer.WriteScenarios;
import codex.agent.requirements.AskQuestions;
import codex.agent.requirements.DraftSpecification;
import codex.agent.requirements.ReviseSpecification;
import codex.code.FunctionDefinition;
import codex.engine.Question;
import codex.engine.llm.AnswerText.Malformed;
import codex.specification.Samples;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Odd and malformed answers as models give them, each with what must become of it (RELIABILITY.md, C9, C10, F39 to F48, F52
 * to F54). They stand in {@code src/test/resources/engine/answers}, a file for each kind of question.
 *
 * <p>A case begins with a line {@code ======== its name}. The next line is its fate: {@code read} with the record as JSON,
 * {@code read as} with the name of a case that is read as the same, or {@code again} with a part of the sentence that goes
 * back to the model. Behind a line of dashes stands the text. In it, {@code ⟦U+0000⟧} is a UTF-16 code unit, {@code ⟦1000 ×
 * ab⟧} is {@code ab} a thousand times.
 */
class AnswersCorpusTest {
    private static final Path FOLDER = Path.of("src/test/resources/engine/answers");
    private static final Pattern UNIT = Pattern.compile("⟦U\\+([0-9A-F]{4})⟧");
    private static final Pattern TIMES = Pattern.compile("⟦(\\d+) × ([^⟧]+)⟧");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final AnswerText ANSWERS = new AnswerText(new ObjectMapper());
    private static final Map<String, Question<?>> QUESTIONS = questions();
    private static final List<Case> CORPUS = QUESTIONS.entrySet().stream()
            .flatMap(entry -> cases(entry.getKey(), entry.getValue()))
            .toList();

    record Case(Question<?> question, String name, String fate, String text) {
        boolean read() {
            return fate.startsWith("read");
        }

        @Override
        public String toString() {
            return question.getClass().getSimpleName() + ": " + name;
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void an_answer_is_read_or_asked_again_with_a_sentence_to_act_on(Case each) throws JsonProcessingException {
        var became = became(each);
        if (each.read()) {
            assertThat(became)
                    .isEqualTo(JSON.readValue(expected(each), each.question().answerType()));
            assertThatCode(() -> JSON.writeValueAsBytes(became)).doesNotThrowAnyException();
        } else {
            assertThat(became).isInstanceOf(Malformed.class);
            assertThat(((Malformed) became).getMessage())
                    .contains(each.fate().substring("again ".length()))
                    .hasSizeLessThanOrEqualTo(2000)
                    .doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029]")
                    .doesNotContain("com.fasterxml", "Exception", "JsonReadFeature", "Source:", "codex.");
        }
    }

    @Test
    void the_corpus_is_large_and_asks_every_kind_of_question() {
        var fates = CORPUS.stream()
                .collect(Collectors.groupingBy(
                        each -> "%s %s"
                                .formatted(
                                        each.question().getClass().getSimpleName(),
                                        each.read() ? "read" : "asked again"),
                        TreeMap::new,
                        Collectors.counting()));
        System.out.printf("answers corpus: %d cases, %s%n", CORPUS.size(), fates);
        assertThat(CORPUS).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
        assertThat(fates).hasSize(2 * QUESTIONS.size());
    }

    /** Wherever a reply is cut, and whichever letter is lost, it is read or asked again; a cut one is never read. */
    @Test
    void no_cut_or_damaged_answer_ends_in_anything_else() {
        CORPUS.stream().filter(each -> each.name().equals("plain")).forEach(each -> {
            var text = each.text();
            for (var end = 0; end < text.length(); end++) {
                assertThat(became(new Case(each.question(), "cut", "again", text.substring(0, end))))
                        .as(text.substring(0, end))
                        .isInstanceOf(Malformed.class);
            }
            for (var at = 0; at < text.length(); at += 3) {
                for (var damage : List.of(
                        "", "\"", "{", "}", "[", "]", "\\", ",", "\u0000", "\uD800", "9e999999999", "```", "<think>")) {
                    var damaged = text.substring(0, at) + damage + text.substring(at + 1);
                    assertThat(became(new Case(each.question(), "damaged", "any", damaged)))
                            .as(damaged)
                            .isNotNull();
                }
            }
        });
    }

    /** What a hostile text costs grows with its length, not with its square: a megabyte of it is scanned at once. */
    @Test
    void a_long_text_of_openings_is_judged_like_any_other() {
        for (var piece : List.of(
                "{",
                "[",
                "[ ",
                "{\"",
                "{\"a\":",
                "{\"a\":[",
                "{a:",
                "{\"a\":1}",
                "<think>",
                "</think>",
                "<think></think>",
                "```",
                "{ ",
                "\"",
                "{//",
                "\\")) {
            var text = piece.repeat(900_000 / piece.length());
            assertThat(became(new Case(QUESTIONS.values().iterator().next(), piece, "again", text)))
                    .isInstanceOf(Malformed.class);
        }
    }

    // Any other exception fails the test that asked.
    private static Object became(Case each) {
        try {
            return Objects.requireNonNull(ANSWERS.read(each.text(), each.question()));
        } catch (Malformed malformed) {
            return malformed;
        }
    }

    private static String expected(Case each) {
        if (!each.fate().startsWith("read as ")) {
            return each.fate().substring("read ".length());
        }
        var name = each.fate().substring("read as ".length());
        return expected(CORPUS.stream()
                .filter(other -> other.question().equals(each.question()))
                .filter(other -> other.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(each + " is read as a case that is not there: " + name)));
    }

    static List<Case> corpus() {
        return CORPUS;
    }

    private static Stream<Case> cases(String file, Question<?> question) {
        try {
            var text = Files.readString(FOLDER.resolve(file + ".txt"), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^======== "))
                    .filter(Predicate.not(String::isBlank))
                    .map(each -> read(question, each));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Case read(Question<?> question, String written) {
        var parts = written.split("\n", 4);
        assertThat(parts).as(written).hasSize(4);
        assertThat(parts[1]).as(written).matches("(?s)(read|again) .+");
        assertThat(parts[2]).as(written).isEqualTo("--------");
        return new Case(question, parts[0], expanded(parts[1]), expanded(parts[3].substring(0, parts[3].length() - 1)));
    }

    private static String expanded(String written) {
        var repeated = TIMES.matcher(written)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(2).repeat(Integer.parseInt(match.group(1)))));
        return UNIT.matcher(repeated)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    /** One of each kind, by the name of its file. */
    static Map<String, Question<?>> questions() {
        var shortener = Samples.shortener();
        var shorten = shortener
                .routes()
                .filter(route -> route.name().equals("shortenUrl"))
                .findFirst()
                .orElseThrow();
        var definition = new FunctionDefinition(
                0,
                0,
                "freeCode",
                "Makes one up.",
                List.of(),
                "string",
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
        var questions = new LinkedHashMap<String, Question<?>>();
        questions.put("ask-questions", new AskQuestions("Tools", "A shed of tools that people borrow."));
        questions.put(
                "draft-specification", new DraftSpecification("Hello", "One endpoint that says hello.", List.of()));
        questions.put("revise-specification", new ReviseSpecification(Samples.toDo(), "Add a reminder.", List.of()));
        questions.put("draw-code-graph", new DrawCodeGraph(shortener, shorten, List.of()));
        questions.put(
                "write-function",
                new WriteFunction(definition, shortener, "public static String freeCode()", "", List.of(), List.of()));
        questions.put(
                "write-scenarios",
                new WriteScenarios(Samples.library(), List.of("POST /books/{bookId}/loans"), List.of()));
        return questions;
    }
}
