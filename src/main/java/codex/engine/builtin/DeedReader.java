package codex.engine.builtin;

import codex.engine.builtin.Lexicon.Entry;
import codex.engine.builtin.Thing.Step;
import codex.engine.builtin.VerbMap.Operation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads who does what with which thing: operations, state changes, things that are made out of others. */
final class DeedReader {
    private static final Set<String> TALKING = Set.of("talk", "chat");

    private final Referents said;
    private final Understanding found;
    private final PartReader parts;
    private final RuleReader rules;

    DeedReader(Referents said, PartReader parts, RuleReader rules) {
        this.said = said;
        this.found = said.found;
        this.parts = parts;
        this.rules = rules;
    }

    void operate(Clause clause, List<Phrase> people) {
        var actors = actors(clause, people);
        var verb = clause.verb();
        if (Set.of("bring", "make", "want", "need", "log-in", "be").contains(verb)
                && clause.patients().stream().noneMatch(p -> said.known(p).isPresent())) {
            return;
        }
        var patients = clause.patients();
        if (verb.equals("mark") || verb.equals("set") || verb.equals("flag")) {
            if (mark(clause, actors)) {
                return;
            }
        }
        if (make(clause, actors, patients) || end(clause, actors, patients)) {
            return;
        }
        var change = VerbMap.STANDARD.change(verb);
        var operation = VerbMap.STANDARD.operation(verb);
        for (var patient : patients) {
            for (var thing : patients(patient, clause, operation)) {
                if (change.isPresent()) {
                    step(thing, new Step(verb, change.get().to(), change.get().from()), actors, patient.own(), clause);
                } else if (operation.isPresent()) {
                    able(thing, operation(operation.get(), patient, clause), verb, "", actors, patient.own(), clause);
                } else {
                    found.unused.putIfAbsent(
                            clause.sentence(), "nothing is known of how to " + verb + " a " + thing.name);
                }
                parts.details(thing, clause, operation.orElse(null));
            }
        }
        if (operation.isEmpty() && change.isEmpty() && !found.used.contains(clause.sentence())) {
            found.unused.putIfAbsent(
                    clause.sentence(), "“" + verb + "” is no verb that the rules know what to do with");
        }
    }

    private static Operation operation(Operation operation, Phrase patient, Clause clause) {
        var many = patient.plural() || Set.of("all", "open", "every").contains(patient.determiner());
        return operation == Operation.READ && many && !clause.passive() ? Operation.LIST : operation;
    }

    private Set<String> actors(Clause clause, List<Phrase> people) {
        var actors = new LinkedHashSet<String>();
        for (var person : clause.passive() ? clause.behind("by") : people) {
            if (Vocabulary.PUBLIC.contains(person.head())) {
                actors.add("public");
            } else if (said.isRole(person.name())) {
                actors.add(Referents.roleName(person.name()));
            } else if (said.isPerson(person)) {
                actors.add("user");
            }
        }
        return actors;
    }

    // "borrow a book" makes a loan; "book an appointment" makes the appointment itself.
    private boolean make(Clause clause, Set<String> actors, List<Phrase> patients) {
        var makers = Lexicon.STANDARD.entries().values().stream()
                .filter(entry -> entry.by().contains(clause.verb()))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
        for (var maker : makers) {
            for (var patient : patients) {
                var name = said.names(patient).stream().findFirst().orElse("");
                var itself = name.equals(maker.name());
                var under = maker.of().stream().anyMatch(of -> of.entity().equals(name));
                if (itself || under) {
                    made(maker, under ? name : "", clause, actors, patient.own());
                    return true;
                }
            }
            if (patients.isEmpty() && TALKING.contains(clause.verb())) {
                made(maker, "", clause, actors, false);
                return true;
            }
            var implied = maker.of().stream()
                    .filter(of -> found.things.containsKey(of.entity()))
                    .findFirst();
            if (patients.isEmpty() && implied.isPresent()) {
                made(maker, implied.get().entity(), clause, actors, false);
                return true;
            }
        }
        return false;
    }

    private void made(Entry maker, String under, Clause clause, Set<String> actors, boolean own) {
        var thing = said.thing(maker.name(), clause.sentence());
        if (!under.isEmpty()) {
            said.thing(under, clause.sentence());
            thing.references.put(under, true);
        }
        thing.ownerNeeded = true;
        able(thing, Operation.CREATE, clause.verb(), under, actors, own, clause);
        rules.due(thing, clause);
        parts.details(thing, clause, Operation.CREATE);
        said.lastThings = under.isEmpty() ? List.of(thing.name) : List.of(under);
    }

    private boolean end(Clause clause, Set<String> actors, List<Phrase> patients) {
        for (var thing : found.things.values()) {
            var end = thing.entry.flatMap(entry -> entry.ends().stream()
                    .filter(each -> each.verb().equals(clause.verb()))
                    .findFirst());
            var about = patients.stream()
                    .flatMap(patient -> said.names(patient).stream())
                    .anyMatch(name -> name.equals(thing.name) || thing.belongsTo(name));
            if (end.isPresent() && (about || patients.isEmpty())) {
                step(thing, new Step(clause.verb(), "@" + end.get().column(), List.of()), actors, false, clause);
                return true;
            }
        }
        return false;
    }

    private boolean mark(Clause clause, Set<String> actors) {
        for (var state : clause.behind("as", "to")) {
            var word = state.adjectives().isEmpty()
                    ? state.name()
                    : state.adjectives().getLast();
            if (word.isEmpty()) {
                continue;
            }
            var change = VerbMap.STANDARD.marked(surface(word));
            for (var patient : clause.patients()) {
                for (var thing : patients(patient, clause, Optional.of(Operation.CHANGE))) {
                    step(
                            thing,
                            new Step(
                                    change.verb(),
                                    FieldTypes.STANDARD.safe(change.to().replace(' ', '_'), "_state"),
                                    change.from()),
                            actors,
                            patient.own(),
                            clause);
                }
            }
            return true;
        }
        return false;
    }

    // The tagger gives participles by their base: "paid" came as "pay".
    private static String surface(String word) {
        return VerbMap.STANDARD.change(word).map(change -> change.to()).orElse(word);
    }

    private void step(Thing thing, Step step, Set<String> actors, boolean own, Clause clause) {
        if (thing.steps.stream().noneMatch(known -> known.verb().equals(step.verb()))) {
            thing.steps.add(step);
        }
        thing.sentences.add(clause.sentence());
        found.used.add(clause.sentence());
        thing.owned |= own;
        found.abilities.add(
                new Ability(thing.name, null, step, step.verb(), "", actors, own, clause.only(), clause.sentence()));
    }

    private void able(
            Thing thing,
            Operation operation,
            String verb,
            String under,
            Set<String> actors,
            boolean own,
            Clause clause) {
        thing.sentences.add(clause.sentence());
        found.used.add(clause.sentence());
        thing.owned |= own;
        found.abilities.add(
                new Ability(thing.name, operation, null, verb, under, actors, own, clause.only(), clause.sentence()));
    }

    // The things a patient stands for; a new one only where a verb of the map speaks of it.
    private List<Thing> patients(Phrase patient, Clause clause, Optional<Operation> operation) {
        if (patient.pronoun() || patient.name().equals("one")) {
            return said.lastThings.stream()
                    .map(name -> said.thing(name, clause.sentence()))
                    .toList();
        }
        if (patient.name().isEmpty()) {
            return said.lastThings.stream()
                    .map(name -> said.thing(name, clause.sentence()))
                    .toList();
        }
        if (!patient.of().isEmpty() && !said.existing(phrase(patient.of())).isEmpty() && said.isAttribute(patient)) {
            said.existing(phrase(patient.of())).forEach(thing -> parts.part(thing, patient, clause.sentence()));
            return List.of();
        }
        if (patient.adjectives().contains(patient.name())) {
            return List.of();
        }
        if (said.isGeneric(patient) && said.known(patient).isEmpty() && !said.aliases.containsKey(patient.name())) {
            var behind = clause.behind("of").stream()
                    .filter(other -> !other.pronoun() && said.known(other).isPresent())
                    .toList();
            return behind.stream()
                    .flatMap(other -> said.things(other, clause.sentence()).stream())
                    .toList();
        }
        if (said.isAttribute(patient) && said.known(patient).isEmpty() && !found.things.containsKey(patient.name())) {
            parts.attribute(patient, clause, operation);
            return List.of();
        }
        var manages = operation
                        .filter(each -> each != Operation.READ && each != Operation.LIST)
                        .isPresent()
                || VerbMap.STANDARD.change(clause.verb()).isPresent();
        if (said.isPerson(patient)
                && (Vocabulary.USERS.contains(patient.head()) || (!manages && said.isRole(patient.name())))) {
            return List.of();
        }
        if (operation.isEmpty() && VerbMap.STANDARD.change(clause.verb()).isEmpty()) {
            return said.existing(patient);
        }
        var things = said.things(patient, clause.sentence());
        said.lastThings = things.stream().map(thing -> thing.name).toList();
        return things;
    }

    private static Phrase phrase(String name) {
        return new Phrase(name, List.of(), "", false, null, "", false);
    }
}
