package codex.engine.builtin;

import codex.engine.builtin.VerbMap.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds people whom no list names by what they do: "wardens can open the gates". Who acts is a noun that nothing is known of,
 * that is itself not kept, and that may do, or as its ending tells does, what people do with records.
 */
final class Actors {
    private static final Set<String> NO_PEOPLE = WordLists.words("words/no-people.txt");
    private static final Set<String> ENDINGS = WordLists.words("words/endings-of-people.txt");
    private static final Set<String> OF_RECORDS = WordLists.words("words/done-by-records.txt");

    private final Referents said;
    private final Set<String> kept = new HashSet<>();

    private Actors(Referents said) {
        this.said = said;
    }

    static void find(List<Clause> clauses, Referents said) {
        var actors = new Actors(said);
        clauses.forEach(actors::keep);
        clauses.forEach(actors::read);
    }

    private void keep(Clause clause) {
        var operation = VerbMap.STANDARD.operation(clause.verb());
        if (operation
                .filter(each -> each == Operation.CREATE || each == Operation.MANAGE)
                .isPresent()) {
            clause.patients().forEach(patient -> kept.add(patient.name()));
        }
        if (clause.verb().equals("have") && clause.objects().stream().anyMatch(said::isAttribute)) {
            clause.subjects().forEach(subject -> kept.add(subject.name()));
        }
    }

    private void read(Clause clause) {
        if (clause.minor() || clause.passive() || !acts(clause.verb())) {
            return;
        }
        for (var subject : clause.subjects()) {
            if (unknown(subject) && (clause.modal() || ofPeople(subject) || (subject.plural() && doesMore(clause)))) {
                said.act(subject.name());
            }
        }
    }

    private static boolean acts(String verb) {
        return VerbMap.STANDARD.operation(verb).isPresent()
                || VerbMap.STANDARD.change(verb).isPresent()
                || verb.equals("mark")
                || Lexicon.STANDARD.entries().values().stream()
                        .anyMatch(entry -> entry.by().contains(verb)
                                || entry.ends().stream()
                                        .anyMatch(end -> end.verb().equals(verb)));
    }

    private boolean unknown(Phrase subject) {
        return !subject.pronoun()
                && !subject.name().isEmpty()
                && !subject.adjectives().contains(subject.name())
                && !kept.contains(subject.name())
                && !subject.determiner().equals("this")
                && !Vocabulary.ORGANISATIONS.contains(subject.head())
                && !Vocabulary.SURFACE.contains(subject.head())
                && !NO_PEOPLE.contains(subject.head())
                && said.known(subject).isEmpty()
                && !said.isGeneric(subject)
                && !said.isAttribute(subject)
                && (subject.name().contains(" ")
                        || Vocabulary.verb(subject.head()).isEmpty());
    }

    private static boolean ofPeople(Phrase subject) {
        return subject.head().length() > 4 && ENDINGS.stream().anyMatch(subject.head()::endsWith);
    }

    private static boolean doesMore(Clause clause) {
        var operation = VerbMap.STANDARD.operation(clause.verb());
        return !OF_RECORDS.contains(clause.verb())
                && operation
                        .filter(each -> each == Operation.READ || each == Operation.LIST)
                        .isEmpty();
    }
}
