package codex.engine.builtin;

import codex.agent.requirements.AskQuestions;
import codex.agent.requirements.AskQuestions.Asked;
import codex.agent.requirements.AskQuestions.Item;
import codex.agent.requirements.DraftSpecification;
import codex.agent.requirements.DraftSpecification.Draft;
import codex.engine.Answer;
import codex.engine.builtin.RecipeBook.Match;
import codex.specification.Access;
import codex.specification.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** The requirements agent's questions, answered by rules. */
final class Drafting {
    private final RecipeBook recipes;

    Drafting(RecipeBook recipes) {
        this.recipes = recipes;
    }

    /** What was read and understood of a description. */
    private record Reading(Description description, Understanding found, List<Match> matches, Document document) {}

    Answer<Draft> draft(DraftSpecification question) {
        var text = new StringBuilder(question.description());
        for (var answered : question.answers()) {
            if (!answered.answer().isBlank()
                    && !answered.answer().toLowerCase(Locale.ROOT).startsWith("no")) {
                text.append("\n\n").append(answered.answer());
            }
        }
        var description = DescriptionReader.read(question.name(), text.toString());
        var refusal = refusal(description);
        if (refusal != null) {
            return new Answer.Beyond<>(refusal);
        }
        var reading = read(description);
        if (reading.document().routes().findAny().isEmpty()) {
            return new Answer.Beyond<>(
                    "The words name nothing to keep and nothing to compute. Say what the application keeps "
                            + "(“books with title and author”) and what people do with it (“members borrow books”), or what one call "
                            + "takes and returns.");
        }
        return new Answer.Given<>(new Draft(reading.document(), notUsed(reading)));
    }

    Answer<Asked> ask(AskQuestions question) {
        var description = DescriptionReader.read(question.name(), question.description());
        if (refusal(description) != null) {
            return new Answer.Given<>(new Asked(List.of()));
        }
        var reading = read(description);
        var items = new ArrayList<Item>();
        if (reading.document().access() == Access.NONE
                && !reading.found().things.isEmpty()) {
            var first = reading.found().things.values().iterator().next().plural();
            items.add(new Item(
                    "Do people sign in?",
                    "Without sign-in everybody may see and change everything; with it each person has an account.",
                    "No, everybody may use it.",
                    List.of(
                            "No, everybody may use it.",
                            "Each user signs in. Users can manage their own " + first + ".")));
        }
        for (var thing : reading.found().things.values()) {
            if (items.size() < 5 && thing.entry.isEmpty() && thing.wanted.isEmpty()) {
                items.add(new Item(
                        "What should be known of " + RouteDrafter.article(thing.name) + "?",
                        "The words do not say; its columns follow from it.",
                        "A " + thing.name + " has a name.",
                        List.of(
                                "A " + thing.name + " has a name.",
                                "A " + thing.name + " has a name, a description and a date.")));
            }
        }
        return new Answer.Given<>(new Asked(items));
    }

    private Reading read(Description description) {
        var matches = recipes.match(description);
        var taken = new HashSet<Integer>();
        matches.forEach(match -> taken.addAll(match.sentences()));
        var understood = Interpreter.understand(description, taken);
        return new Reading(description, understood, matches, DocumentDrafter.draft(description, understood, matches));
    }

    private static @org.jspecify.annotations.Nullable String refusal(Description description) {
        if (description.sentences().isEmpty()) {
            return "The description is empty. Say in a sentence or two what the application should do.";
        }
        var words = description.sentences().stream()
                .flatMap(sentence -> sentence.words().stream())
                .filter(word -> Character.isLetter(word.lower().charAt(0)))
                .toList();
        if (words.isEmpty()) {
            return "The description has no words. Say in a sentence or two what the application should do.";
        }
        var english = words.stream().filter(Drafting::english).count();
        if (english * 4 < words.size()) {
            return "The built-in engine reads English, and knows hardly a word of this. Write it in English, or connect a model.";
        }
        return null;
    }

    static boolean english(Word word) {
        return Vocabulary.closed(word.lower())
                || Vocabulary.verb(word.lower()).isPresent()
                || Vocabulary.GENERIC.contains(word.base())
                || Vocabulary.ATTRIBUTES.contains(word.base())
                || Vocabulary.PEOPLE.contains(word.base())
                || Vocabulary.ADJECTIVES.contains(word.lower())
                || Lexicon.STANDARD.find(word.base()).isPresent();
    }

    private static List<String> notUsed(Reading reading) {
        var taken = new HashSet<Integer>();
        reading.matches().forEach(match -> taken.addAll(match.sentences()));
        var result = new ArrayList<>(reading.description().leftOut());
        result.addAll(reading.found().remarks);
        reading.found().unused.forEach((number, why) -> {
            var sentence = reading.description().sentences().get(number - 1);
            if (!taken.contains(number) && sentence.kind() != Sentence.Kind.HEADING) {
                result.add("“" + sentence.text() + "”: " + why + ".");
            }
        });
        return result;
    }
}
