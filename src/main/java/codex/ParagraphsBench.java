package codex;

import codex.agent.requirements.DraftSpecification;
import codex.agent.requirements.DraftSpecification.Draft;
import codex.engine.Answer;
import codex.engine.Asker;
import codex.engine.builtin.BuiltinEngine;
import codex.engine.builtin.Recipes;
import codex.sandbox.Sandboxes;
import codex.specification.Check;
import codex.specification.Checks;
import codex.specification.Document;
import codex.specification.Route;
import codex.stack.Project;
import codex.stack.javalin.JavalinStack;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drafts what nobody wrote: paragraphs of shuffled sentences of backlogs. None may crash or take long, each is sound or
 * refused in words, and some of them are written, compiled and tested (BUILTIN-ENGINE.md, section 10).
 */
final class ParagraphsBench {
    private static final int PARAGRAPHS = 10_000;
    private static final int VERIFIED = 5;
    private static final int MOST_SENTENCES = 30;
    private static final Duration BUDGET = Duration.ofSeconds(1);

    private final BuiltinEngine engine = new BuiltinEngine(new Recipes());
    private final Config config;
    private Duration slowest = Duration.ZERO;

    ParagraphsBench(Config config) {
        this.config = config;
        engine.warm();
    }

    /** The forty descriptions: how long the longest takes. */
    boolean descriptions() {
        slowest = Duration.ZERO;
        var drafted = 0;
        var all = described();
        for (var each : all) {
            drafted += draft(each.path("name").asText(), each.path("says").asText())
                            .isPresent()
                    ? 1
                    : 0;
        }
        System.out.printf(
                "%n%d descriptions: %d drafted, %d refused in words%n", all.size(), drafted, all.size() - drafted);
        return within("the slowest of them");
    }

    private static List<JsonNode> described() {
        var yaml = new ObjectMapper(new YAMLFactory());
        try (var documents =
                yaml.readerFor(JsonNode.class).<JsonNode>readValues(WordsBench.text("descriptions.yaml"))) {
            return documents.readAll();
        } catch (IOException broken) {
            throw new UncheckedIOException("the descriptions cannot be read", broken);
        }
    }

    /** The shuffled paragraphs, of which some are verified. */
    boolean shuffled() {
        slowest = Duration.ZERO;
        var sentences = sentences();
        var random = new Random(17);
        var failures = new ArrayList<String>();
        var sample = new ArrayList<Document>();
        var drafted = 0;
        for (var number = 1; number <= PARAGRAPHS; number++) {
            var text = paragraph(sentences, random);
            try {
                var document = draft("Paragraph " + number, text);
                drafted += document.isPresent() ? 1 : 0;
                document.flatMap(ParagraphsBench::unsound)
                        .ifPresent(fault -> failures.add("not sound: " + fault + " | " + text));
                document.filter(ParagraphsBench::whole)
                        .filter(each -> sample.size() < VERIFIED)
                        .ifPresent(sample::add);
            } catch (RuntimeException broken) {
                failures.add(broken + " | " + text);
            }
        }
        System.out.printf(
                "%n%d paragraphs of shuffled sentences: %d drafted, %d refused in words, %d failed%n",
                PARAGRAPHS, drafted, PARAGRAPHS - drafted - failures.size(), failures.size());
        failures.stream().limit(VERIFIED).forEach(failure -> System.out.println("    " + failure));
        var fast = within("the slowest of them");
        return verified(sample) && fast && failures.isEmpty();
    }

    private boolean within(String what) {
        var fast = slowest.compareTo(BUDGET) <= 0;
        System.out.printf(
                "%-32s %.2f of %.0f s  %s%n",
                what, slowest.toMillis() / 1000.0, BUDGET.toMillis() / 1000.0, fast ? "met" : "MISSED");
        return fast;
    }

    private boolean verified(List<Document> sample) {
        var verifier = Main.verifier(config, Sandboxes.choose(config.sandbox()));
        var verified = 0;
        for (var document : sample) {
            var verification =
                    verifier.verify(new JavalinStack().write(new Project(document)), document, Set.of(), words -> {});
            verified += verification.verified() ? 1 : 0;
            System.out.printf(
                    "    %s, %d tables, %d routes: %s%n",
                    document.name(),
                    document.tables().size(),
                    document.routes().count(),
                    verification.verified()
                            ? "verified"
                            : verification.findings().size() + " findings, the first: "
                                    + verification.findings().getFirst().checked());
        }
        System.out.printf("%d of %d sampled ones compile and pass their own tests%n", verified, VERIFIED);
        return verified == VERIFIED;
    }

    // With all its functions: what needs a model answers 501 and tests nothing.
    private static boolean whole(Document document) {
        return document.tables().size() > 2 && document.routes().noneMatch(Route::needsFunctions);
    }

    private static Optional<String> unsound(Document document) {
        return Checks.check(document).stream()
                .filter(check -> check.severity() == Check.Severity.ERROR)
                .map(Check::message)
                .findFirst();
    }

    private Optional<Document> draft(String name, String text) {
        var started = System.nanoTime();
        var answer = engine.answer(
                new DraftSpecification(name, text, List.of()), new Asker(1, 1, 1, "draft", Instant.EPOCH, said -> {}));
        var taken = Duration.ofNanos(System.nanoTime() - started);
        slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
        return answer instanceof Answer.Given<Draft> given
                ? Optional.of(given.value().document())
                : Optional.empty();
    }

    private static String paragraph(List<String> sentences, Random random) {
        Collections.shuffle(sentences, random);
        return sentences.stream()
                .limit(1 + random.nextInt(MOST_SENTENCES))
                .map(sentence -> random.nextInt(4) == 0 ? cut(sentence, random) : sentence)
                .collect(Collectors.joining(random.nextBoolean() ? " " : "\n"));
    }

    private static String cut(String sentence, Random random) {
        var words = List.of(sentence.split(" ", -1));
        return String.join(" ", words.subList(random.nextInt(words.size()), words.size()));
    }

    private static List<String> sentences() {
        var sentences = new ArrayList<String>();
        WordsBench.SETS.forEach(set -> sentences.addAll(
                WordsBench.text("models/" + set + ".txt").lines().toList()));
        WordsBench.annotated().forEach(story -> sentences.add(story.text()));
        return sentences;
    }
}
