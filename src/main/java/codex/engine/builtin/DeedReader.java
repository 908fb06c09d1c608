package codex.engine.builtin;

import codex.engine.builtin.Lexicon.Entry;
import codex.engine.builtin.Thing.Step;
import codex.engine.builtin.Understanding.RowsAs;
import codex.engine.builtin.VerbMap.Operation;
import codex.specification.Body;
import codex.specification.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads who does what with which thing: operations, state changes, things that are made out of others. */
final class DeedReader {
    private static final Set<String> OF_ANYTHING =
            Set.of("rate", "comment", "review", "like", "reserve", "book", "rent", "hire", "borrow", "enrol", "enroll");
    private static final Set<String> POINTING = Set.of("this", "that", "these", "those", "neither", "either", "such");
    private static final Set<String> ANY = Set.of("a", "an", "each", "every");
    private static final Set<String> TAKING_HOME = Set.of("export", "download");
    private static final Set<Operation> SEEING = Set.of(Operation.READ, Operation.LIST);
    private static final Set<String> PAGES = Set.of("web page", "webpage", "html page", "html");
    private static final Set<String> FORMS = Set.of("form", "web form", "html form", "browser", "web browser");
    private static final Set<Operation> WRITING = Set.of(Operation.CREATE, Operation.CHANGE, Operation.DELETE);
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
        if (bare(clause)) {
            VerbMap.STANDARD
                    .operation(verb)
                    .ifPresent(operation -> List.copyOf(found.things.values())
                            .forEach(thing -> able(thing, operation, verb, "", actors, false, clause)));
            return;
        }
        if (rows(clause, actors) || make(clause, actors, patients) || end(clause, actors, patients)) {
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

    // A list in another form than JSON: taken home as a file, or seen on a page.
    private boolean rows(Clause clause, Set<String> actors) {
        var sees = VerbMap.STANDARD
                .operation(clause.verb())
                .filter(SEEING::contains)
                .isPresent();
        if (sees || TAKING_HOME.contains(clause.verb())) {
            // "download a CSV file of the books", "export the books as CSV"
            if (clause.patients().stream().anyMatch(DeedReader::csv)) {
                return rows(clause.behind("of", "with"), Response.CSV, clause, actors);
            }
            if (clause.behind("as", "in", "into", "to").stream().anyMatch(DeedReader::csv)) {
                return rows(clause.patients(), Response.CSV, clause, actors);
            }
        }
        // "see the books on a web page", "a web page lists the books"
        if (sees
                && Stream.concat(clause.behind("on", "in", "as").stream(), clause.subjects().stream())
                        .anyMatch(DeedReader::page)) {
            return rows(clause.patients(), Response.HTML, clause, actors);
        }
        return false;
    }

    private boolean rows(List<Phrase> whole, String mediaType, Clause clause, Set<String> actors) {
        for (var patient : whole) {
            for (var thing : patients(patient, clause, Optional.of(Operation.LIST))) {
                thing.sentences.add(clause.sentence());
                found.used.add(clause.sentence());
                thing.owned |= patient.own();
                found.forms.add(
                        new RowsAs(thing.name, mediaType, actors, patient.own(), clause.only(), clause.sentence()));
            }
        }
        return true;
    }

    // "add books in a form", "change the books on a web page"
    private static boolean typed(Clause clause) {
        return clause.behind("on", "in", "by", "through", "via", "with").stream()
                .anyMatch(phrase -> page(phrase) || FORMS.contains(phrase.name()));
    }

    // A "page" alone may be of a book.
    private static boolean page(Phrase phrase) {
        return PAGES.contains(phrase.name());
    }

    private static boolean csv(Phrase phrase) {
        return phrase.name().equals("csv") || phrase.name().startsWith("csv ");
    }

    // "Add, change, delete." goes for all that was told of.
    private static boolean bare(Clause clause) {
        return clause.subjects().isEmpty()
                && clause.objects().isEmpty()
                && clause.complements().isEmpty()
                && !clause.passive()
                && !clause.modal();
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
        var about = new ArrayList<>(patients);
        about.addAll(clause.behind("on", "in", "for", "into", "about", "to"));
        for (var maker : makers) {
            for (var patient : about) {
                var name = said.names(patient).stream().findFirst().orElse("");
                var itself = name.equals(maker.name());
                var under = maker.of().stream().anyMatch(of -> of.entity().equals(name));
                if (itself || under) {
                    made(maker, under ? name : "", clause, actors, patient);
                    return true;
                }
            }
            if (patients.isEmpty() && TALKING.contains(clause.verb())) {
                made(maker, "", clause, actors, null);
                return true;
            }
            var implied = maker.of().stream()
                    .filter(of -> found.things.containsKey(of.entity()))
                    .findFirst();
            if (patients.isEmpty() && implied.isPresent()) {
                made(maker, implied.get().entity(), clause, actors, null);
                return true;
            }
        }
        return !makers.isEmpty() && makeOfAny(likeliest(makers, clause.verb()), clause, actors, about);
    }

    // One that is spoken of, else the one that is called after the verb: who books makes a booking.
    private Entry likeliest(List<Entry> makers, String verb) {
        var spoken = makers.stream()
                .filter(entry -> found.things.containsKey(entry.name()))
                .findFirst();
        return spoken.orElseGet(() -> makers.stream()
                .filter(entry -> entry.name().startsWith(verb))
                .findFirst()
                .orElse(makers.getFirst()));
    }

    // "rate poems", "reserve a plot": such verbs make one of whatever their object is.
    private boolean makeOfAny(Entry maker, Clause clause, Set<String> actors, List<Phrase> about) {
        if (!OF_ANYTHING.contains(clause.verb())) {
            return false;
        }
        var one = about.stream()
                .filter(phrase -> !phrase.pronoun()
                        && !phrase.name().isEmpty()
                        && !said.isPerson(phrase)
                        && !said.isAttribute(phrase)
                        && (!said.isGeneric(phrase) || !said.existing(phrase).isEmpty()))
                .findFirst();
        one.ifPresent(phrase -> made(maker, said.names(phrase).getFirst(), clause, actors, phrase));
        return one.isPresent();
    }

    private void made(Entry maker, String under, Clause clause, Set<String> actors, @Nullable Phrase of) {
        var thing = said.thing(maker.name(), clause.sentence());
        if (!under.isEmpty()) {
            said.thing(under, clause.sentence());
            thing.references.put(under, true);
        }
        thing.ownerNeeded = true;
        able(thing, Operation.CREATE, clause.verb(), under, actors, of != null && of.own() && under.isEmpty(), clause);
        if (of != null && of.number() != null && of.determiner().equals("at-most")) {
            rules.limitEach(thing, of.number(), clause);
        }
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
        if (WRITING.contains(operation) && typed(clause)) {
            found.forms.add(new RowsAs(thing.name, Body.FORM, actors, own, clause.only(), clause.sentence()));
        }
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
        if (said.isGeneric(patient) && defined(patient, clause, operation)) {
            var thing = said.thing(patient.name(), clause.sentence());
            said.lastThings = List.of(thing.name);
            return List.of(thing);
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
        var whole = having(patient);
        if (whole.isPresent()) {
            return operation.filter(each -> each == Operation.CHANGE).isPresent() ? List.of(whole.get()) : List.of();
        }
        if (said.existing(patient).isEmpty() && !wished(clause, patient)) {
            return List.of();
        }
        var things = said.things(patient, clause.sentence());
        said.lastThings = things.stream().map(thing -> thing.name).toList();
        return things;
    }

    // "leave an entry with a name and a message": told with its fields, the poorest noun is a thing.
    private boolean defined(Phrase patient, Clause clause, Optional<Operation> operation) {
        return operation.filter(each -> each == Operation.CREATE).isPresent()
                && !Vocabulary.APPLICATIONS.contains(patient.head())
                && clause.behind("with").stream().anyMatch(said::isAttribute);
    }

    // "costumes with a condition, which she can change": the condition is the costume's.
    private Optional<Thing> having(Phrase patient) {
        return said.known(patient).isPresent() || found.things.containsKey(patient.name())
                ? Optional.empty()
                : said.lastThings.stream()
                        .filter(found.things::containsKey)
                        .map(found.things::get)
                        .filter(thing -> thing.wanted.containsKey(
                                FieldTypes.STANDARD.columns(patient.name()).getFirst()))
                        .findFirst();
    }

    // Whether the clause asks for something: "items are added", "staff can add items"; "the slipway is closed" and "the
    // wind
    // takes the notes" only tell what is.
    private boolean wished(Clause clause, Phrase patient) {
        if (POINTING.contains(patient.determiner())) {
            return false;
        }
        if (clause.modal() || clause.subjects().isEmpty()) {
            return true;
        }
        // "he takes the motor boat": which one is taken to be known.
        if (patient.determiner().equals("the")
                && !patient.plural()
                && said.known(patient).isEmpty()) {
            return false;
        }
        if (clause.passive()) {
            return patient.plural()
                    || ANY.contains(patient.determiner())
                    || clause.behind("by").stream().anyMatch(said::isPerson);
        }
        return clause.subjects().stream()
                .anyMatch(subject -> subject.pronoun()
                        || said.isPerson(subject)
                        || said.isGeneric(subject)
                        || Vocabulary.ORGANISATIONS.contains(subject.head())
                        || found.applicationNouns.contains(subject.name()));
    }

    private static Phrase phrase(String name) {
        return new Phrase(name, List.of(), "", false, null, "", false);
    }
}
