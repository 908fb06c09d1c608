package codex.engine.builtin;

import java.util.List;

/**
 * Who does what to what.
 *
 * @param sentence the number of its sentence
 * @param verb in its base form; empty where there is none
 * @param subjects who does it, or, when passive, what it is done to
 * @param objects in order
 * @param complements phrases behind prepositions
 * @param minor whether it is only a reason, a condition or a benefit
 * @param only whether nobody else may
 */
record Clause(
        int sentence,
        List<Phrase> subjects,
        String verb,
        List<Phrase> objects,
        List<Complement> complements,
        boolean passive,
        boolean negated,
        boolean modal,
        boolean minor,
        boolean only) {
    /** Phrases behind one preposition: {@code with a title and a date}. */
    record Complement(String preposition, List<Phrase> phrases) {}

    Clause {
        subjects = List.copyOf(subjects);
        objects = List.copyOf(objects);
        complements = List.copyOf(complements);
    }

    /** What the verb acts on: its objects, or its subjects when it is passive. */
    List<Phrase> patients() {
        return passive ? subjects : objects;
    }

    List<Phrase> behind(String... prepositions) {
        var wanted = List.of(prepositions);
        return complements.stream()
                .filter(complement -> wanted.contains(complement.preposition()))
                .flatMap(complement -> complement.phrases().stream())
                .toList();
    }
}
