package codex.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.requirements.DraftSpecification;
import codex.engine.Answer;
import codex.engine.Asker;
import codex.specification.Check;
import codex.specification.Checks;
import codex.specification.Document;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long lists of user stories: what they are about, and that they are drafted whatever they say (C9, BUILTIN-ENGINE.md, 3 to 5). */
class BacklogTest {
    private static final Path MODELS = Path.of("src/main/resources/bench/words/models");
    private static final Path STORIES = Path.of("src/main/resources/bench/words/stories");
    private static final int PARAGRAPHS = 1000;

    private final BuiltinEngine engine = new BuiltinEngine(RecipeBook.EMPTY);

    @Test
    void a_story_is_taken_apart_as_it_was_written() {
        var story =
                Story.of("As a camp worker, I don't want to quickly lose the parents' consent forms/photos, so that "
                        + "I can print 20 new lists in case of an emergency.");
        assertThat(story.personas()).containsExactly("camp worker");
        assertThat(story.actions()).containsExactly("lose", "print");
        assertThat(story.primaryActions()).containsExactly("lose");
        assertThat(story.entities()).containsExactly("parents", "consent forms", "photos", "new lists", "emergency");
    }

    @Test
    void the_noun_of_a_fixed_phrase_names_nothing() {
        assertThat(Story.of("As a clerk, I want to keep track of my letters on behalf of the mayor.")
                        .entities())
                .containsExactly("letters", "mayor");
    }

    @Test
    void words_that_no_list_has_are_verbs_behind_to() {
        assertThat(Story.of("As a clerk, I want to outsource the printing of my letters.")
                        .actions())
                .containsExactly("outsource");
        assertThat(Story.of("As a clerk, I want to send a letter to Zanzibar.").actions())
                .containsExactly("send");
    }

    @Test
    void a_backlog_is_about_what_it_says_often_or_plainly() {
        var found = Understood.classes(tailor());
        assertThat(found).contains("dirndl", "customer", "fitting");
        assertThat(found).as("named in passing").doesNotContain("mood", "weather", "page", "overview");
        assertThat(found).as("speaks, and nothing hangs on it").doesNotContain("bookkeeper");
    }

    @Test
    void a_word_and_its_synonym_are_one_thing() {
        var text = stories(
                "As a parent, I want to add a child to the class.",
                "As a guardian, I want to enrol my kid in the class.",
                "As a teacher, I want to add the parents of each child.",
                "As a teacher, I want to see guardians of a kid.");
        assertThat(Understood.classes(text + text + text))
                .contains("child", "parent")
                .doesNotContain("kid", "guardian");
    }

    @Test
    void things_belong_together_when_they_are_spoken_of_together() {
        assertThat(Understood.associations(tailor(), List.of("dirndl", "customer", "fitting", "thread colour")))
                .contains(new Understood.Related("customer", "fitting"), new Understood.Related("dirndl", "fitting"))
                .doesNotContain(new Understood.Related("customer", "thread colour"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"camperplus", "grocery", "planningpoker", "recycling", "school", "ticket"})
    void what_is_measured_is_what_is_drafted(String set) throws IOException {
        var text = Files.readString(MODELS.resolve(set + ".txt"));
        var document = draft(text).orElseThrow();
        var drafted = new HashSet<String>();
        document.tables().forEach(table -> drafted.add(table.name()));
        document.roles().forEach(role -> drafted.add(role.name()));
        var keptAs = Lexicon.STANDARD.entries().values().stream()
                .filter(entry -> drafted.contains(entry.table()))
                .map(entry -> Synonyms.one(entry.name()))
                .collect(Collectors.toCollection(HashSet::new));
        drafted.forEach(name -> keptAs.add(Synonyms.one(name.replace('_', ' '))));
        assertThat(Understood.classes(text))
                .allSatisfy(name -> assertThat(Vocabulary.USERS.contains(name)
                                || keptAs.contains(Synonyms.one(name))
                                || drafted.contains(FieldTypes.STANDARD.table(name)))
                        .as(name)
                        .isTrue());
        assertThat(Checks.ready(Checks.check(document))).isTrue();
    }

    @Test
    void the_same_backlog_is_understood_and_drafted_the_same() throws IOException {
        var text = Files.readString(MODELS.resolve("school.txt"));
        assertThat(draft(text)).isEqualTo(draft(text));
        assertThat(Understood.classes(text)).isEqualTo(Understood.classes(text));
    }

    /** C9: whatever is said, in whatever order, comes to a sound draft or to words about what was missing. */
    @Test
    void shuffled_stories_are_drafted_without_a_crash() throws IOException {
        var sentences = sentences();
        var random = new Random(11);
        for (var paragraph = 0; paragraph < PARAGRAPHS; paragraph++) {
            Collections.shuffle(sentences, random);
            var text = sentences.stream()
                    .limit(1 + random.nextInt(30))
                    .map(sentence -> random.nextInt(4) == 0 ? cut(sentence, random) : sentence)
                    .collect(Collectors.joining(random.nextBoolean() ? " " : "\n"));
            draft(text)
                    .ifPresent(document -> assertThat(Checks.check(document))
                            .as(text)
                            .noneMatch(check -> check.severity() == Check.Severity.ERROR));
        }
    }

    private static String cut(String sentence, Random random) {
        var words = List.of(sentence.split(" ", -1));
        var from = random.nextInt(words.size());
        return String.join(" ", words.subList(from, words.size()));
    }

    private static List<String> sentences() throws IOException {
        var sentences = new ArrayList<String>();
        try (var models = Files.list(MODELS);
                var stories = Files.list(STORIES)) {
            for (var file : Stream.concat(models, stories).sorted().toList()) {
                if (file.toString().endsWith(".txt")) {
                    sentences.addAll(Files.readAllLines(file));
                } else if (file.toString().endsWith(".jsonl")) {
                    for (var line : Files.readAllLines(file)) {
                        sentences.add(
                                new ObjectMapper().readTree(line).path("text").asText());
                    }
                }
            }
        }
        return sentences;
    }

    private Optional<Document> draft(String text) {
        var answer = engine.answer(
                new DraftSpecification("Stories", text, List.of()),
                new Asker(1, 1, 1, "draft", Instant.EPOCH, said -> {}));
        if (answer instanceof Answer.Given<DraftSpecification.Draft> given) {
            return Optional.of(given.value().document());
        }
        assertThat(answer).isInstanceOf(Answer.Beyond.class);
        return Optional.empty();
    }

    private static String tailor() {
        return stories(
                        "As a tailor, I want to add a dirndl, so that customers are in a good mood.",
                        "As a tailor, I want to plan a fitting of the dirndl for a customer, so that I have an overview.",
                        "As a tailor, I want to change the dirndl after a fitting.",
                        "As a customer, I want to cancel my fitting, so that bad weather is no problem.",
                        "As a customer, I want to order a dirndl.",
                        "As a tailor, I want to delete a dirndl, so that the page is short.",
                        "As a bookkeeper, I want to print the page.")
                .repeat(2);
    }

    private static String stories(String... stories) {
        return String.join("\n", stories) + "\n";
    }
}
