package codex.engine.builtin;

import codex.engine.builtin.Lexicon.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What phrases stand for, and what was spoken of last; it grows sentence by sentence. */
final class Referents {
    final Description description;
    final Understanding found = new Understanding();
    final Map<String, List<String>> aliases = new HashMap<>();
    List<Phrase> lastPeople = List.of();
    List<String> lastThings = List.of();
    private final Set<String> speakers = new HashSet<>();
    private final Set<String> actors = new HashSet<>();
    private final List<Runnable> later = new ArrayList<>();

    Referents(Description description) {
        this.description = description;
        for (var sentence : description.sentences()) {
            speakers.add(Story.read(sentence.number(), sentence.text()).role());
        }
    }

    static String roleName(String name) {
        var role = name.equals("administrator") ? "admin" : name;
        return FieldTypes.STANDARD.safe(role.replaceAll("[ -]", "_"), "_role");
    }

    boolean isPerson(Phrase phrase) {
        if (speakers.contains(phrase.name()) || actors.contains(phrase.name())) {
            return true;
        }
        if (phrase.pronoun()) {
            return Vocabulary.USERS.contains(phrase.name());
        }
        var entry = Lexicon.STANDARD.find(phrase.name());
        return entry.map(Entry::person).orElse(false)
                || Vocabulary.PEOPLE.contains(phrase.head())
                || Vocabulary.USERS.contains(phrase.head());
    }

    /** From now on those of that name are people. */
    void act(String name) {
        actors.add(name);
    }

    boolean isRole(String name) {
        return found.roles.containsKey(roleName(name));
    }

    boolean isAttribute(Phrase phrase) {
        return Vocabulary.ATTRIBUTES.contains(phrase.name())
                || (Vocabulary.ATTRIBUTES.contains(phrase.head())
                        && known(phrase).isEmpty());
    }

    boolean isGeneric(Phrase phrase) {
        return Vocabulary.GENERIC.contains(phrase.head())
                && known(phrase).isEmpty()
                && !found.things.containsKey(phrase.name());
    }

    Optional<Entry> known(Phrase phrase) {
        var whole = Lexicon.STANDARD.find(phrase.name());
        if (whole.isPresent()) {
            return whole;
        }
        var qualified = phrase.adjectives().isEmpty() ? "" : phrase.adjectives().getLast() + " " + phrase.name();
        return Lexicon.STANDARD
                .find(qualified)
                .or(() -> phrase.name().contains(" ") && !Vocabulary.ATTRIBUTES.contains(phrase.head())
                        ? Lexicon.STANDARD.find(phrase.head()).filter(entry -> !entry.person())
                        : Optional.empty());
    }

    List<String> names(Phrase phrase) {
        if (phrase.pronoun() || phrase.name().isEmpty()) {
            return lastThings;
        }
        if (aliases.containsKey(phrase.name())) {
            return aliases.get(phrase.name());
        }
        return List.of(known(phrase).map(Entry::name).orElse(phrase.name()));
    }

    List<Thing> existing(Phrase phrase) {
        return names(phrase).stream()
                .filter(found.things::containsKey)
                .map(found.things::get)
                .toList();
    }

    List<Thing> things(Phrase phrase, int sentence) {
        return names(phrase).stream().map(name -> thing(name, sentence)).toList();
    }

    Thing thing(String name, int sentence) {
        var thing = found.things.computeIfAbsent(name, key -> new Thing(key, Lexicon.STANDARD.find(key)));
        thing.sentences.add(sentence);
        found.used.add(sentence);
        return thing;
    }

    /** Does it when all clauses were read. */
    void later(Runnable step) {
        later.add(step);
    }

    void finish() {
        later.forEach(Runnable::run);
    }

    String text(Clause clause) {
        return description.sentences().get(clause.sentence() - 1).text();
    }
}
