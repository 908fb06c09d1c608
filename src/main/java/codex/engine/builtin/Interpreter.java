package codex.engine.builtin;

import codex.engine.builtin.Lexicon.Entry;
import codex.engine.builtin.Thing.Demand;
import codex.engine.builtin.Thing.Step;
import codex.engine.builtin.Thing.Wanted;
import codex.engine.builtin.VerbMap.Operation;
import codex.specification.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the clauses of a description one after the other and notes what each asks for. */
final class Interpreter {
    private static final Set<String> HAVING = Set.of(
            "have", "contain", "include", "consist", "hold", "keep", "store", "comprise", "save", "need", "carry");
    private static final Set<String> QUALITIES = Set.of(
            "optional",
            "unique",
            "required",
            "new",
            "own",
            "different",
            "various",
            "good",
            "single",
            "valid",
            "simple",
            "personal",
            "additional",
            "basic",
            "important",
            "relevant",
            "specific",
            "custom",
            "necessary",
            "several",
            "detailed");
    private static final Set<String> INTO =
            Set.of("to", "into", "in", "on", "for", "of", "from", "per", "within", "under");
    private static final Pattern LOGIN = Pattern.compile(
            "\\blog-?in\\b|\\bsign(?:s|ed)? in\\b|\\blogged in\\b|\\bpasswords? of (?:their|his|her)\\b|\\baccounts?\\b(?= of (?:their|his|her))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_LOGIN = Pattern.compile(
            "\\b(?:without|no)\\s+(?:a |any )?(?:log|account|login|sign|registration)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DAYS = Pattern.compile("(\\d+) days?\\b");
    private static final Pattern WEEKS = Pattern.compile("(\\d+|one|two|three|four|six) weeks?\\b");
    private static final Pattern RANGE = Pattern.compile(
            "\\b([a-z]+)(?: is| are)?(?: a number| a score)?,? (?:from|between) (\\d+) (?:to|and) (\\d+)\\b",
            Pattern.CASE_INSENSITIVE);

    private final Understanding found = new Understanding();
    private static final Set<String> TALKING = Set.of("talk", "chat");
    private static final Pattern PERSONAL = Pattern.compile(
            "\\bpersonal(?:i[sz]ed)? (?:recommendation|data|record|advice|page|area)", Pattern.CASE_INSENSITIVE);

    private final Map<String, List<String>> aliases = new HashMap<>();
    private final Description description;
    private boolean personal;
    private List<Phrase> lastPeople = List.of();
    private List<String> lastThings = List.of();

    private Interpreter(Description description) {
        this.description = description;
    }

    /** Understands all sentences but those that a recipe took. */
    static Understanding understand(Description description, Set<Integer> taken) {
        var interpreter = new Interpreter(description);
        var clauses = new ArrayList<Clause>();
        for (var sentence : description.sentences()) {
            if (!taken.contains(sentence.number())) {
                interpreter.read(sentence, clauses);
            }
        }
        clauses.forEach(interpreter::findApplication);
        clauses.forEach(interpreter::findRoles);
        clauses.forEach(interpreter::interpret);
        description.sentences().stream()
                .filter(sentence -> !taken.contains(sentence.number()))
                .forEach(interpreter::findLimits);
        var backlog = Backlog.of(description);
        backlog.ifPresent(known -> known.settle(interpreter.found));
        interpreter.close();
        if (backlog.isEmpty()) {
            interpreter.found.named.addAll(interpreter.found.things.keySet());
            interpreter.found.roles.keySet().forEach(role -> interpreter.found.named.add(role.replace('_', ' ')));
        }
        return interpreter.found;
    }

    private void read(Sentence sentence, List<Clause> clauses) {
        if (LOGIN.matcher(sentence.text()).find()
                && !NO_LOGIN.matcher(sentence.text()).find()) {
            found.accounts = true;
        }
        personal |= PERSONAL.matcher(sentence.text()).find();
        var endpoint = Endpoints.read(sentence, description.name());
        if (endpoint.isPresent()) {
            found.endpoints.add(endpoint.get());
            found.used.add(sentence.number());
            if (!Endpoints.further(sentence)) {
                return;
            }
        }
        var introduces = sentence.kind() == Sentence.Kind.LEAD
                && description.sentences().size() > sentence.number()
                && description.sentences().get(sentence.number()).kind() == Sentence.Kind.ITEM;
        if (introduces) {
            found.used.add(sentence.number());
        } else if (sentence.kind() != Sentence.Kind.HEADING) {
            clauses.addAll(ClauseParser.parse(sentence));
        }
    }

    // Who acts: a person as the subject of a verb that does something, or behind "by" of a passive one.
    private void findRoles(Clause clause) {
        if (clause.minor() || clause.verb().isEmpty() || clause.verb().equals("be")) {
            return;
        }
        var named = Stream.of(clause.subjects(), clause.objects())
                .flatMap(List::stream)
                .filter(phrase -> !phrase.pronoun() && isPerson(phrase))
                .toList();
        var they = clause.subjects().stream().anyMatch(phrase -> phrase.name().equals("they"));
        var active = they ? lastPeople : clause.subjects();
        var acting = clause.passive() ? clause.behind("by") : active;
        lastPeople = named.isEmpty() ? lastPeople : named;
        for (var phrase : acting) {
            var role = phrase.name();
            if (!isPerson(phrase)
                    || found.applicationNouns.contains(role)
                    || (HAVING.contains(clause.verb()) && !clause.modal())) {
                continue;
            }
            if (Vocabulary.USERS.contains(phrase.head())) {
                found.usersAct |= !Vocabulary.PUBLIC.contains(phrase.head());
            } else {
                found.roles.putIfAbsent(roleName(role), clause.sentence());
            }
        }
    }

    static String roleName(String name) {
        var role = name.equals("administrator") ? "admin" : name;
        return FieldTypes.STANDARD.safe(role.replaceAll("[ -]", "_"), "_role");
    }

    private boolean isPerson(Phrase phrase) {
        if (phrase.pronoun()) {
            return Vocabulary.USERS.contains(phrase.name());
        }
        var entry = Lexicon.STANDARD.find(phrase.name());
        return entry.map(Entry::person).orElse(false)
                || Vocabulary.PEOPLE.contains(phrase.head())
                || Vocabulary.USERS.contains(phrase.head());
    }

    private boolean isRole(String name) {
        return found.roles.containsKey(roleName(name));
    }

    // "A library with …", "An app for …": what the whole is called is no record of its own.
    private void findApplication(Clause clause) {
        if (clause.sentence() == 1 && clause.verb().isEmpty()) {
            clause.subjects().stream().limit(1).map(Phrase::name).forEach(found.applicationNouns::add);
        }
    }

    private void interpret(Clause clause) {
        if (clause.minor()) {
            return;
        }
        var subjects = resolvePeople(clause.subjects());
        if (clause.negated() && !clause.only() && !clause.verb().isEmpty()) {
            forbid(clause);
        } else if (clause.verb().isEmpty()) {
            list(clause);
        } else if (HAVING.contains(clause.verb()) && !clause.passive() && describes(clause)) {
            describe(clause);
        } else if (clause.verb().equals("belong") || clause.verb().equals("be")) {
            relate(clause);
        } else {
            operate(clause, subjects);
        }
    }

    private List<Phrase> resolvePeople(List<Phrase> subjects) {
        var people = subjects.stream().filter(this::isPerson).toList();
        if (subjects.stream()
                .anyMatch(phrase -> phrase.pronoun() && phrase.name().equals("they"))) {
            return lastPeople;
        }
        if (!people.isEmpty() && people.stream().noneMatch(Phrase::pronoun)) {
            lastPeople = people;
        }
        return people;
    }

    // A verbless line: "A library with members, books and loans", "Book: title, author".
    private void list(Clause clause) {
        var application = clause.subjects().stream().anyMatch(each -> found.applicationNouns.contains(each.name()));
        var parts = clause.behind("with", "including", "like");
        if (application) {
            parts.forEach(part -> declare(part, clause.sentence()));
            clause.behind("for", "of", "about").stream()
                    .filter(part -> part.plural() && known(part).isPresent())
                    .forEach(part -> declare(part, clause.sentence()));
            return;
        }
        var owner = clause.subjects().stream()
                .flatMap(phrase -> existing(phrase).stream())
                .findFirst();
        if (owner.isPresent() && !parts.isEmpty()) {
            parts.forEach(part -> part(owner.get(), part, clause.sentence()));
        } else if (fieldsOfHeading(clause)) {
            return;
        } else {
            clause.subjects().stream()
                    .filter(phrase -> known(phrase).isPresent() && (phrase.plural() || !parts.isEmpty()))
                    .forEach(phrase -> {
                        declare(phrase, clause.sentence());
                        existing(phrase).forEach(thing -> parts.forEach(part -> part(thing, part, clause.sentence())));
                    });
        }
    }

    // Items under the heading "Book", or after "Book:", are its columns.
    private boolean fieldsOfHeading(Clause clause) {
        var sentence = description.sentences().get(clause.sentence() - 1);
        var colon = sentence.text().indexOf(':');
        var topic = colon > 0 && colon < 30 ? sentence.text().substring(0, colon) : sentence.heading();
        var name = Nouns.singular(topic.strip().toLowerCase(Locale.ROOT));
        if (name.isEmpty()
                || Lexicon.STANDARD.find(name).isEmpty()
                || clause.subjects().isEmpty()) {
            return false;
        }
        if (clause.subjects().getFirst().name().equals(name)) {
            return colon > 0;
        }
        var thing = thing(name, clause.sentence());
        clause.subjects().forEach(part -> part(thing, part, clause.sentence()));
        return true;
    }

    private void declare(Phrase phrase, int sentence) {
        if (phrase.pronoun()
                || phrase.name().isEmpty()
                || phrase.adjectives().contains(phrase.name())
                || isAttribute(phrase)
                || isGeneric(phrase)) {
            return;
        }
        var person = isPerson(phrase);
        if (person && (isRole(phrase.name()) || Vocabulary.USERS.contains(phrase.head()))) {
            found.used.add(sentence);
            return;
        }
        var thing = thing(phrase.name(), sentence);
        lastThings = List.of(thing.name);
    }

    private boolean describes(Clause clause) {
        return clause.subjects().stream()
                        .anyMatch(phrase -> !existing(phrase).isEmpty()
                                || known(phrase).isPresent()
                                || found.applicationNouns.contains(phrase.name()))
                || clause.subjects().stream().anyMatch(phrase -> !isPerson(phrase) && !phrase.pronoun())
                || clause.verb().equals("have");
    }

    // "A book has a title", "a member has at most 5 loans", "clients each have a profile".
    private void describe(Clause clause) {
        var people = clause.subjects().stream().filter(this::isPerson).toList();
        if (!people.isEmpty()
                && clause.objects().stream().anyMatch(each -> each.head().equals("profile"))) {
            aliases.put("profile", people.stream().map(Phrase::name).toList());
            people.forEach(person -> thing(person.name(), clause.sentence()));
            return;
        }
        for (var object : clause.objects()) {
            if (object.determiner().equals("at-most") && object.number() != null) {
                limit(clause, object, object.number());
                return;
            }
        }
        var application = clause.subjects().isEmpty()
                || clause.subjects().stream()
                        .anyMatch(each -> found.applicationNouns.contains(each.name()) || isGeneric(each));
        for (var subject : clause.subjects()) {
            if (isPerson(subject) && isRole(subject.name()) && !found.things.containsKey(subject.name())) {
                clause.objects().stream()
                        .filter(object -> known(object).isPresent())
                        .forEach(object -> {
                            var thing = thing(known(object).orElseThrow().name(), clause.sentence());
                            thing.owned = true;
                        });
                continue;
            }
            if (!application && !isAttribute(subject) && !subject.pronoun()) {
                things(subject, clause.sentence()).forEach(thing -> describe(thing, clause));
            } else if (subject.pronoun()) {
                lastThings.forEach(name -> describe(thing(name, clause.sentence()), clause));
            }
        }
        if (application) {
            clause.objects().forEach(object -> declare(object, clause.sentence()));
        }
    }

    private void describe(Thing thing, Clause clause) {
        clause.objects().forEach(object -> part(thing, object, clause.sentence()));
        clause.behind("of", "with").forEach(object -> part(thing, object, clause.sentence()));
        lastThings = List.of(thing.name);
    }

    // A part of a thing is a reference to or from another thing, or a column.
    private void part(Thing thing, Phrase part, int sentence) {
        if (part.pronoun() || part.name().isEmpty() || part.name().equals(thing.name)) {
            return;
        }
        var entry = known(part);
        var columnOfLexicon = thing.entry.flatMap(
                known -> known.field(FieldTypes.STANDARD.columns(part.name()).getFirst()));
        var thingly = entry.isPresent() && !isAttribute(part) && columnOfLexicon.isEmpty();
        if (thingly
                && (part.plural()
                        || found.things.containsKey(entry.get().name())
                        || thing.belongsTo(entry.get().name())
                        || part.head().equals("history"))) {
            var other = thing(entry.get().name(), sentence);
            var childOf = part.plural() || other.belongsTo(thing.name);
            if (childOf && !thing.belongsTo(other.name)) {
                other.references.merge(thing.name, !sharedParent(other), Boolean::logicalAnd);
            } else {
                thing.references.putIfAbsent(other.name, !part.adjectives().contains("optional"));
            }
            found.used.add(sentence);
            return;
        }
        for (var column : FieldTypes.STANDARD.columns(described(part))) {
            var optional = part.adjectives().contains("optional");
            thing.want(new Wanted(column, "", !optional, part.adjectives().contains("unique"), null, sentence));
        }
        found.used.add(sentence);
    }

    // "due date", "first name": the adjective is part of a column's name where the noun alone says little.
    private static String described(Phrase part) {
        var qualifying = part.adjectives().stream()
                .filter(adjective -> !QUALITIES.contains(adjective))
                .reduce((before, after) -> after);
        return qualifying.isPresent() && Vocabulary.ATTRIBUTES.contains(part.head())
                ? qualifying.get() + " " + part.name()
                : part.name();
    }

    private static boolean sharedParent(Thing thing) {
        return !thing.references.isEmpty()
                || thing.entry
                        .map(e -> e.of().size() > 1 && e.name().equals("history entry"))
                        .orElse(false);
    }

    private void limit(Clause clause, Phrase counted, int most) {
        var entry = known(counted);
        if (entry.isEmpty()) {
            part(counted, clause, most);
            return;
        }
        var thing = thing(entry.get().name(), clause.sentence());
        for (var subject : clause.subjects()) {
            var perPerson = isRole(subject.name()) || Vocabulary.USERS.contains(subject.head());
            thing.ownerNeeded |= perPerson;
            thing.owned |= perPerson;
            if (!perPerson) {
                thing.references.putIfAbsent(subject.name(), true);
            }
            thing.demands.add(new Demand(
                    "LIMIT",
                    List.of(perPerson ? "owner" : subject.name()),
                    BigDecimal.valueOf(most),
                    text(clause),
                    clause.sentence()));
        }
        found.used.add(clause.sentence());
    }

    // "A course has at most 20 places": the number bounds the column.
    private void part(Phrase counted, Clause clause, int most) {
        for (var subject : clause.subjects()) {
            for (var thing : existing(subject)) {
                var column = FieldTypes.STANDARD.columns(counted.name()).getFirst();
                thing.want(new Wanted(column, "integer", true, false, Limits.range(0, most), clause.sentence()));
                found.used.add(clause.sentence());
            }
        }
    }

    // "A book on loan cannot be lent again", "bookings must not overlap", "stock never falls below zero".
    private void forbid(Clause clause) {
        var text = text(clause);
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("overlap") || lower.contains("double")) {
            found.things.values().stream()
                    .filter(thing -> hasRule(thing, "overlap"))
                    .forEach(
                            thing -> demand(thing, new Demand("NO_OVERLAP", List.of(), null, text, clause.sentence())));
        } else if (lower.matches(".*\\b(below|negative|less than|under)\\b.*")) {
            found.things.values().forEach(thing -> notBelow(thing, clause, text));
        } else {
            for (var patient : clause.patients()) {
                forbidMaking(patient, clause, text);
            }
        }
        if (!found.used.contains(clause.sentence())) {
            found.unused.putIfAbsent(clause.sentence(), "no pattern knows this rule; add it at the table or the route");
        }
    }

    private void notBelow(Thing thing, Clause clause, String text) {
        for (var column : List.of("stock", "quantity", "balance")) {
            var has = thing.wanted.containsKey(column)
                    || thing.entry
                            .map(entry -> entry.core().stream()
                                    .anyMatch(spec -> spec.name().equals(column)))
                            .orElse(false);
            if (has && !hasRule(thing, "takes")) {
                demand(thing, new Demand("NOT_BELOW", List.of(column), BigDecimal.ZERO, text, clause.sentence()));
            }
        }
    }

    private void forbidMaking(Phrase patient, Clause clause, String text) {
        for (var thing : List.copyOf(found.things.values())) {
            var makes =
                    thing.entry.map(entry -> entry.by().contains(clause.verb())).orElse(false);
            var of = known(patient).map(Entry::name).orElse(patient.name());
            if (makes && (thing.references.containsKey(of) || thing.belongsTo(of))) {
                var form = hasRule(thing, "overlap") ? "NO_OVERLAP" : "LIMIT";
                demand(
                        thing,
                        new Demand(
                                form,
                                form.equals("LIMIT") ? List.of(of) : List.of(),
                                BigDecimal.ONE,
                                text,
                                clause.sentence()));
            }
        }
    }

    private void demand(Thing thing, Demand demand) {
        thing.demands.add(demand);
        found.used.add(demand.sentence());
    }

    static boolean hasRule(Thing thing, String rule) {
        return thing.entry
                .map(entry ->
                        entry.rules().stream().anyMatch(row -> row.getFirst().equals(rule)))
                .orElse(false);
    }

    // "A loan belongs to a member"
    private void relate(Clause clause) {
        var others =
                clause.verb().equals("belong") ? clause.behind("to") : clause.behind("in", "of", "on", "at", "for");
        for (var subject : clause.subjects()) {
            for (var thing : existing(subject)) {
                for (var other : others) {
                    refer(thing, other, true, clause.sentence());
                }
            }
        }
    }

    private void refer(Thing thing, Phrase other, boolean required, int sentence) {
        if (isRole(other.name()) || Vocabulary.USERS.contains(other.head())) {
            thing.owned |= isRole(other.name());
            return;
        }
        known(other).filter(entry -> !entry.name().equals(thing.name)).ifPresent(entry -> {
            var parent = thing(entry.name(), sentence);
            if (!parent.references.containsKey(thing.name)) {
                thing.references.putIfAbsent(parent.name, required);
            }
        });
    }

    private void operate(Clause clause, List<Phrase> people) {
        var actors = actors(clause, people);
        var verb = clause.verb();
        if (Set.of("bring", "make", "want", "need", "log-in", "be").contains(verb)
                && clause.patients().stream().noneMatch(p -> known(p).isPresent())) {
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
                details(thing, clause, operation.orElse(null));
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
            } else if (isRole(person.name())) {
                actors.add(roleName(person.name()));
            } else if (isPerson(person)) {
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
                var name = names(patient).stream().findFirst().orElse("");
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
        var thing = thing(maker.name(), clause.sentence());
        if (!under.isEmpty()) {
            thing(under, clause.sentence());
            thing.references.put(under, true);
        }
        thing.ownerNeeded = true;
        able(thing, Operation.CREATE, clause.verb(), under, actors, own, clause);
        due(thing, clause);
        details(thing, clause, Operation.CREATE);
        lastThings = under.isEmpty() ? List.of(thing.name) : List.of(under);
    }

    private void due(Thing thing, Clause clause) {
        var text = text(clause);
        var days = DAYS.matcher(text);
        var weeks = WEEKS.matcher(text);
        var due = thing.entry.flatMap(entry -> entry.field("due_on"));
        if (due.isEmpty()) {
            return;
        }
        if (days.find()) {
            demand(
                    thing,
                    new Demand("DUE_AFTER", List.of("due_on"), new BigDecimal(days.group(1)), text, clause.sentence()));
        } else if (weeks.find()) {
            var number = Numbers.parse(weeks.group(1));
            var count = number == null ? 1 : number;
            demand(
                    thing,
                    new Demand(
                            "DUE_AFTER", List.of("due_on"), BigDecimal.valueOf(7L * count), text, clause.sentence()));
        }
    }

    private boolean end(Clause clause, Set<String> actors, List<Phrase> patients) {
        for (var thing : found.things.values()) {
            var end = thing.entry.flatMap(entry -> entry.ends().stream()
                    .filter(each -> each.verb().equals(clause.verb()))
                    .findFirst());
            var about = patients.stream()
                    .flatMap(patient -> names(patient).stream())
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

    // What stands behind the object: columns after "with", what it belongs to after "in", keys after "by".
    private void details(Thing thing, Clause clause, @org.jspecify.annotations.Nullable Operation operation) {
        clause.behind("with", "including").forEach(part -> part(thing, part, clause.sentence()));
        if (operation == Operation.LIST || operation == Operation.READ) {
            clause.behind("by").stream()
                    .filter(part -> !isPerson(part)
                            || isAttribute(part)
                            || thing.entry
                                    .map(e -> e.field(part.name()).isPresent())
                                    .orElse(false))
                    .forEach(part -> part(thing, part, clause.sentence()));
        }
        for (var complement : clause.complements()) {
            if (INTO.contains(complement.preposition())) {
                complement.phrases().stream()
                        .filter(other -> !isPerson(other) && known(other).isPresent() && !isAttribute(other))
                        .filter(other -> found.things.containsKey(
                                        known(other).orElseThrow().name())
                                || thing.belongsTo(known(other).orElseThrow().name()))
                        .forEach(other -> refer(thing, other, true, clause.sentence()));
            }
        }
    }

    // The things a patient stands for; a new one only where a verb of the map speaks of it.
    private List<Thing> patients(Phrase patient, Clause clause, Optional<Operation> operation) {
        if (patient.pronoun() || patient.name().equals("one")) {
            return lastThings.stream()
                    .map(name -> thing(name, clause.sentence()))
                    .toList();
        }
        if (patient.name().isEmpty()) {
            return lastThings.stream()
                    .map(name -> thing(name, clause.sentence()))
                    .toList();
        }
        if (!patient.of().isEmpty() && !existing(phrase(patient.of())).isEmpty() && isAttribute(patient)) {
            existing(phrase(patient.of())).forEach(thing -> part(thing, patient, clause.sentence()));
            return List.of();
        }
        if (patient.adjectives().contains(patient.name())) {
            return List.of();
        }
        if (isGeneric(patient) && known(patient).isEmpty() && !aliases.containsKey(patient.name())) {
            var behind = clause.behind("of").stream()
                    .filter(other -> !other.pronoun() && known(other).isPresent())
                    .toList();
            return behind.stream()
                    .flatMap(other -> things(other, clause.sentence()).stream())
                    .toList();
        }
        if (isAttribute(patient) && known(patient).isEmpty() && !found.things.containsKey(patient.name())) {
            attribute(patient, clause, operation);
            return List.of();
        }
        var manages = operation
                        .filter(each -> each != Operation.READ && each != Operation.LIST)
                        .isPresent()
                || VerbMap.STANDARD.change(clause.verb()).isPresent();
        if (isPerson(patient) && (Vocabulary.USERS.contains(patient.head()) || (!manages && isRole(patient.name())))) {
            return List.of();
        }
        if (operation.isEmpty() && VerbMap.STANDARD.change(clause.verb()).isEmpty()) {
            return existing(patient);
        }
        var things = things(patient, clause.sentence());
        lastThings = things.stream().map(thing -> thing.name).toList();
        return things;
    }

    // "Set a due date" is about the thing that was spoken of last.
    private void attribute(Phrase attribute, Clause clause, Optional<Operation> operation) {
        if (operation.filter(each -> each != Operation.READ).isPresent()) {
            lastThings.forEach(name -> part(thing(name, clause.sentence()), attribute, clause.sentence()));
        }
    }

    private static Phrase phrase(String name) {
        return new Phrase(name, List.of(), "", false, null, "", false);
    }

    private boolean isAttribute(Phrase phrase) {
        return Vocabulary.ATTRIBUTES.contains(phrase.name())
                || (Vocabulary.ATTRIBUTES.contains(phrase.head())
                        && known(phrase).isEmpty());
    }

    private boolean isGeneric(Phrase phrase) {
        return Vocabulary.GENERIC.contains(phrase.head()) && known(phrase).isEmpty();
    }

    private Optional<Entry> known(Phrase phrase) {
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

    private List<String> names(Phrase phrase) {
        if (phrase.pronoun() || phrase.name().isEmpty()) {
            return lastThings;
        }
        if (aliases.containsKey(phrase.name())) {
            return aliases.get(phrase.name());
        }
        return List.of(known(phrase).map(Entry::name).orElse(phrase.name()));
    }

    private List<Thing> existing(Phrase phrase) {
        return names(phrase).stream()
                .filter(found.things::containsKey)
                .map(found.things::get)
                .toList();
    }

    private List<Thing> things(Phrase phrase, int sentence) {
        return names(phrase).stream().map(name -> thing(name, sentence)).toList();
    }

    private Thing thing(String name, int sentence) {
        var thing = found.things.computeIfAbsent(name, key -> new Thing(key, Lexicon.STANDARD.find(key)));
        thing.sentences.add(sentence);
        found.used.add(sentence);
        return thing;
    }

    // "a rating from 1 to 5"
    private void findLimits(Sentence sentence) {
        var range = RANGE.matcher(sentence.text());
        while (range.find()) {
            var column = FieldTypes.STANDARD
                    .columns(Nouns.singular(range.group(1).toLowerCase(Locale.ROOT)))
                    .getFirst();
            for (var thing : found.things.values()) {
                var wanted = thing.wanted.get(column);
                if (wanted != null) {
                    thing.want(new Wanted(
                            column,
                            "integer",
                            wanted.required(),
                            false,
                            Limits.range(
                                    Long.parseLong(range.group(2)
                                            .substring(
                                                    0,
                                                    Math.min(9, range.group(2).length()))),
                                    Long.parseLong(range.group(3)
                                            .substring(
                                                    0,
                                                    Math.min(9, range.group(3).length())))),
                            sentence.number()));
                }
            }
        }
    }

    private String text(Clause clause) {
        return description.sentences().get(clause.sentence() - 1).text();
    }

    // What follows from what was said.
    private void close() {
        if (personal) {
            found.things.values().forEach(thing -> thing.owned = true);
        }
        found.accounts |=
                !found.roles.isEmpty() || found.things.values().stream().anyMatch(thing -> thing.owned);
        found.applicationNouns.stream()
                .filter(noun -> found.abilities.stream()
                        .noneMatch(ability -> ability.thing().equals(noun)))
                .forEach(found.things::remove);
        for (var thing : List.copyOf(found.things.values())) {
            thing.entry.ifPresent(entry -> entry.of().stream()
                    .filter(of -> found.things.containsKey(of.entity())
                            && !of.entity().equals(thing.name))
                    .filter(of -> !refersTo(of.entity(), thing.name))
                    .forEach(of -> thing.references.putIfAbsent(of.entity(), of.required())));
        }
        for (var sentence : description.sentences()) {
            if (!found.used.contains(sentence.number())) {
                found.unused.putIfAbsent(sentence.number(), "nothing in it names something to keep or to do");
            } else {
                found.unused.remove(sentence.number());
            }
        }
    }

    private boolean refersTo(String from, String to) {
        var other = found.things.get(from);
        return other != null && other.references.containsKey(to);
    }
}
