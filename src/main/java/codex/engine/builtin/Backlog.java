package codex.engine.builtin;

import codex.engine.builtin.Candidates.Bars;
import codex.engine.builtin.Candidates.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A description that is a long list of user stories. A short text means every thing it names; a hundred wishes name many
 * things in passing, so what they are about is weighed first and the rest is left out.
 *
 * @param candidates what it is about, best first
 */
record Backlog(List<Story> stories, List<Candidate> candidates, Map<String, String> abbreviations) {
    private static final int LEAST_STORIES = 12;

    static Optional<Backlog> of(Description description) {
        return of(description, Bars.STANDARD, Candidates::inLexicon);
    }

    /** Empty when the description is none. */
    static Optional<Backlog> of(Description description, Bars bars, Predicate<String> known) {
        var stories = stories(description);
        if (stories.stream().filter(story -> !story.role().isEmpty()).count() < LEAST_STORIES) {
            return Optional.empty();
        }
        var abbreviations = abbreviations(description);
        return Optional.of(new Backlog(stories, Candidates.of(stories, bars, known, abbreviations), abbreviations));
    }

    static List<Story> stories(Description description) {
        return description.sentences().stream()
                .map(sentence -> Story.read(sentence.number(), sentence.text()))
                .toList();
    }

    static Map<String, String> abbreviations(Description description) {
        var found = new HashMap<String, String>();
        description.texts().forEach(text -> found.putAll(Synonyms.abbreviations(text)));
        return found;
    }

    List<String> names() {
        return candidates.stream().map(Candidate::name).toList();
    }

    /** Keeps of what was understood what the backlog is about, and adds what no single sentence made plain. */
    void settle(Understanding found) {
        var wanted = new HashSet<String>();
        candidates.forEach(candidate -> wanted.add(Synonyms.one(candidate.name())));
        drop(found, wanted);
        candidates.forEach(candidate -> add(found, candidate));
        relate(found);
        found.named.addAll(names());
    }

    private static void drop(Understanding found, Set<String> wanted) {
        var dropped = found.things.values().stream()
                .filter(thing -> !wanted.contains(Synonyms.one(thing.name)))
                .toList();
        dropped.forEach(thing -> found.things.remove(thing.name));
        found.abilities.removeIf(ability -> !found.things.containsKey(ability.thing())
                || (!ability.under().isEmpty() && !found.things.containsKey(ability.under())));
        for (var thing : found.things.values()) {
            thing.references.keySet().retainAll(found.things.keySet());
            thing.demands.removeIf(
                    demand -> dropped.stream().anyMatch(gone -> demand.words().contains(gone.name)));
        }
        for (var thing : dropped) {
            for (var sentence : thing.sentences) {
                if (found.things.values().stream().noneMatch(kept -> kept.sentences.contains(sentence))) {
                    found.used.remove(sentence);
                    found.unused.putIfAbsent(
                            sentence,
                            "“" + thing.name + "” is not what the stories are about; add it as a table if it is");
                }
            }
        }
    }

    private static void add(Understanding found, Candidate candidate) {
        var name = candidate.name();
        var there = found.things.keySet().stream()
                .anyMatch(thing -> Synonyms.one(thing).equals(Synonyms.one(name)));
        if (there) {
            return;
        }
        if (!candidate.role()) {
            var known = Lexicon.STANDARD.find(name);
            var thing = new Thing(known.map(Lexicon.Entry::name).orElse(name), known);
            thing.sentences.addAll(candidate.sentences());
            found.used.addAll(candidate.sentences());
            found.things.put(thing.name, thing);
        } else if (Vocabulary.USERS.contains(name.substring(name.lastIndexOf(' ') + 1))) {
            found.usersAct = true;
            found.accounts = true;
        } else {
            candidate.sentences().stream()
                    .min(Integer::compare)
                    .ifPresent(sentence -> found.roles.putIfAbsent(Referents.roleName(name), sentence));
        }
    }

    // What is said less often belongs to what is said more often: so no two belong to each other.
    private void relate(Understanding found) {
        var things = new ArrayList<>(found.things.values());
        var order = new LinkedHashSet<String>();
        candidates.forEach(candidate -> things.stream()
                .filter(thing -> Synonyms.one(thing.name).equals(Synonyms.one(candidate.name())))
                .forEach(thing -> order.add(thing.name)));
        var ranks = List.copyOf(order);
        for (var pair : Relations.of(stories, ranks, abbreviations)) {
            var later = ranks.indexOf(pair.one()) > ranks.indexOf(pair.other());
            var from = found.things.get(later ? pair.one() : pair.other());
            var to = found.things.get(later ? pair.other() : pair.one());
            if (from != null && to != null && !reaches(found, to.name, from.name, new HashSet<>())) {
                from.references.putIfAbsent(to.name, false);
            }
        }
    }

    private static boolean reaches(Understanding found, String from, String to, Set<String> seen) {
        if (from.equals(to)) {
            return true;
        }
        var thing = found.things.get(from);
        return thing != null
                && seen.add(from)
                && thing.references.keySet().stream().anyMatch(next -> reaches(found, next, to, seen));
    }
}
