package codex.engine.builtin;

import codex.engine.builtin.Lexicon.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets people keep their own word for a thing: who speaks of reservations only gets reservations, though the lexicon tells
 * of them under "booking".
 */
final class Naming {
    private final Understanding found;

    private Naming(Understanding found) {
        this.found = found;
    }

    static void keep(List<Clause> clauses, Understanding found) {
        var naming = new Naming(found);
        var said = new HashMap<String, Set<String>>();
        clauses.stream()
                .flatMap(Naming::phrases)
                .map(Phrase::name)
                .forEach(name -> Lexicon.STANDARD
                        .find(name)
                        .map(Entry::name)
                        .ifPresent(entry -> said.computeIfAbsent(entry, key -> new LinkedHashSet<>())
                                .add(name)));
        for (var thing : List.copyOf(found.things.values())) {
            var words = said.getOrDefault(thing.name, Set.of());
            if (thing.entry.isPresent()
                    && !words.isEmpty()
                    && !words.contains(thing.name)
                    && !says(thing.name, words.iterator().next())
                    && !found.things.containsKey(words.iterator().next())) {
                naming.rename(thing, words.iterator().next());
            }
        }
    }

    // A row of a history is a "history entry": the lexicon's name says more than the word.
    private static boolean says(String name, String word) {
        return List.of(name.split(" ", -1)).contains(word);
    }

    private static Stream<Phrase> phrases(Clause clause) {
        var behind = clause.complements().stream().flatMap(complement -> complement.phrases().stream());
        return Stream.of(clause.subjects().stream(), clause.objects().stream(), behind)
                .flatMap(stream -> stream);
    }

    private void rename(Thing thing, String word) {
        var before = thing.name;
        thing.name = word;
        found.called.put(before, word);
        var things = new ArrayList<>(found.things.values());
        found.things.clear();
        things.forEach(each -> found.things.put(each.name, each));
        for (var each : things) {
            var references = new LinkedHashMap<>(each.references);
            each.references.clear();
            references.forEach((name, required) -> each.references.put(name.equals(before) ? word : name, required));
            each.demands.replaceAll(demand -> demand.renamed(before, word));
        }
        found.abilities.replaceAll(ability -> ability.renamed(before, word));
        found.totals.replaceAll(total -> total.renamed(before, word));
        found.forms.replaceAll(form -> form.renamed(before, word));
    }
}
