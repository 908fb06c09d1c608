package codex.engine.builtin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the clauses of a description one after the other and notes what each asks for. */
final class Interpreter {
    private static final Set<String> HAVING = Set.of(
            "have", "contain", "include", "consist", "hold", "keep", "store", "comprise", "save", "need", "carry");
    private static final Set<String> OFFERING =
            Set.of("sell", "offer", "provide", "serve", "feature", "produce", "supply");
    // Where a description says for whom it is written.
    private static final int FIRST_SENTENCES = 3;
    private static final Set<String> FOR_WHOM = Set.of("a", "an", "our", "my", "the", "this");
    private static final Set<String> FIRST_PERSON = Set.of("i", "we");
    private static final Pattern LOGIN = Pattern.compile(
            "\\blog-?in\\b|\\bsign(?:s|ed)? in\\b|\\blogged in\\b|\\bpasswords? of (?:their|his|her)\\b|\\baccounts?\\b(?= of (?:their|his|her))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_LOGIN = Pattern.compile(
            "\\b(?:without|no)\\s+(?:a |any )?(?:log|account|login|sign|registration)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PERSONAL = Pattern.compile(
            "\\bpersonal(?:i[sz]ed)? (?:recommendation|data|record|advice|page|area)", Pattern.CASE_INSENSITIVE);

    private final Description description;
    private final Referents said;
    private final Understanding found;
    private final RuleReader rules;
    private final PartReader parts;
    private final DeedReader deeds;
    private final Set<Integer> asides = new HashSet<>();
    private boolean personal;

    private Interpreter(Description description) {
        this.description = description;
        this.said = new Referents(description);
        this.found = said.found;
        this.rules = new RuleReader(said);
        this.parts = new PartReader(said, rules);
        this.deeds = new DeedReader(said, parts, rules);
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
        var read = description.sentences().stream()
                .filter(sentence ->
                        !taken.contains(sentence.number()) && !interpreter.asides.contains(sentence.number()))
                .toList();
        read.forEach(new StateReader(interpreter.said)::read);
        Actors.find(clauses, interpreter.said);
        clauses.forEach(interpreter::findApplication);
        clauses.forEach(interpreter::findRoles);
        clauses.forEach(interpreter::interpret);
        interpreter.said.finish();
        read.forEach(interpreter.rules::findLimits);
        interpreter.refer();
        var totals = new TotalReader(interpreter.said);
        read.forEach(sentence -> totals.read(
                sentence,
                clauses.stream()
                        .filter(clause -> clause.sentence() == sentence.number())
                        .toList()));
        var backlog = Backlog.of(description);
        backlog.ifPresent(known -> known.settle(interpreter.found));
        Doubts.settle(interpreter.said);
        interpreter.close();
        if (backlog.isEmpty()) {
            Naming.keep(clauses, interpreter.found);
            interpreter.found.named.addAll(interpreter.found.things.keySet());
            interpreter.found.roles.keySet().forEach(role -> interpreter.found.named.add(role.replace('_', ' ')));
        }
        return interpreter.found;
    }

    private void read(Sentence sentence, List<Clause> clauses) {
        var aside = Asides.why(sentence);
        if (aside.isPresent()) {
            found.unused.put(sentence.number(), aside.get());
            asides.add(sentence.number());
            return;
        }
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
            clauses.addAll(ClauseParser.parse(Choices.read(sentence, found)));
        }
    }

    // "An outing has a boat": a part that turns out to be a thing, or somebody who acts, is a reference to it.
    private void refer() {
        for (var thing : List.copyOf(found.things.values())) {
            for (var wanted : List.copyOf(thing.wanted.values())) {
                var name = wanted.name().replace('_', ' ');
                var key = Lexicon.STANDARD.find(name).map(Lexicon.Entry::name).orElse(name);
                var listed =
                        thing.entry.flatMap(entry -> entry.field(wanted.name())).isPresent();
                if (listed || key.equals(thing.name) || Vocabulary.ATTRIBUTES.contains(name)) {
                    continue;
                }
                if (found.things.containsKey(key) && !refersTo(key, thing.name)) {
                    thing.references.putIfAbsent(key, true);
                    thing.wanted.remove(wanted.name());
                } else if (found.roles.containsKey(wanted.name()) && !found.things.containsKey(key)) {
                    thing.people.add(wanted.name());
                    thing.wanted.remove(wanted.name());
                }
            }
        }
    }

    // Who acts: a person as the subject of a verb that does something, or behind "by" of a passive one.
    private void findRoles(Clause clause) {
        if (clause.minor() || clause.verb().isEmpty() || clause.verb().equals("be")) {
            return;
        }
        var named = Stream.of(clause.subjects(), clause.objects())
                .flatMap(List::stream)
                .filter(phrase -> !phrase.pronoun() && said.isPerson(phrase))
                .toList();
        var they = clause.subjects().stream().anyMatch(phrase -> phrase.name().equals("they"));
        var active = they ? said.lastPeople : clause.subjects();
        var acting = clause.passive() ? clause.behind("by") : active;
        said.lastPeople = named.isEmpty() ? said.lastPeople : named;
        for (var phrase : acting) {
            var role = phrase.name();
            if (!said.isPerson(phrase)
                    || found.applicationNouns.contains(role)
                    || (HAVING.contains(clause.verb())
                            && !clause.modal()
                            && VerbMap.STANDARD.operation(clause.verb()).isEmpty())) {
                continue;
            }
            if (Vocabulary.USERS.contains(phrase.head())) {
                found.usersAct |= !Vocabulary.PUBLIC.contains(phrase.head());
            } else {
                found.roles.putIfAbsent(Referents.roleName(role), clause.sentence());
            }
        }
    }

    // "A library with …", "An app for …": what the whole is called is no record of its own.
    private void findApplication(Clause clause) {
        if (clause.sentence() == 1 && clause.verb().isEmpty() && !itself(clause)) {
            clause.subjects().stream().limit(1).map(Phrase::name).forEach(found.applicationNouns::add);
        }
        if (clause.sentence() <= FIRST_SENTENCES) {
            var first = clause.subjects().stream().anyMatch(phrase -> FIRST_PERSON.contains(phrase.name()));
            (first ? clause.objects() : clause.subjects())
                    .stream()
                            .filter(phrase -> FOR_WHOM.contains(phrase.determiner()) && !phrase.plural())
                            .filter(phrase -> Vocabulary.ORGANISATIONS.contains(phrase.head()))
                            .map(Phrase::name)
                            .forEach(found.applicationNouns::add);
        }
    }

    // "A product with a barcode and a price" is no application called product.
    private boolean itself(Clause clause) {
        var parts = clause.behind("with");
        return !parts.isEmpty()
                && parts.stream().noneMatch(Phrase::plural)
                && clause.subjects().stream()
                        .limit(1)
                        .anyMatch(phrase -> said.known(phrase).isPresent());
    }

    private void interpret(Clause clause) {
        if (clause.minor()) {
            return;
        }
        var subjects = resolvePeople(clause.subjects());
        var nothing = !clause.objects().isEmpty()
                && clause.objects().stream()
                        .allMatch(object -> object.determiner().equals("no"));
        if ((clause.negated() || nothing) && !clause.only() && !clause.verb().isEmpty()) {
            rules.forbid(clause);
        } else if (clause.verb().isEmpty()) {
            parts.list(clause);
        } else if (!clause.passive()
                && (offers(clause) || (HAVING.contains(clause.verb()) && !acting(clause) && parts.describes(clause)))) {
            parts.describe(clause);
        } else if (clause.verb().equals("belong") || clause.verb().equals("be")) {
            parts.relate(clause);
        } else {
            deeds.operate(clause, subjects);
        }
    }

    // "A shop sells cakes with a name": what it has, and nothing that somebody does with it here.
    private boolean offers(Clause clause) {
        return OFFERING.contains(clause.verb())
                && !clause.modal()
                && !clause.subjects().isEmpty()
                && clause.subjects().stream()
                        .allMatch(subject -> subject.name().equals("we")
                                || found.applicationNouns.contains(subject.name())
                                || Vocabulary.ORGANISATIONS.contains(subject.head()));
    }

    // "People can save their plants" tells what people do, "a plant needs a name" what it has.
    private boolean acting(Clause clause) {
        return clause.modal()
                && VerbMap.STANDARD.operation(clause.verb()).isPresent()
                && !clause.subjects().isEmpty()
                && clause.subjects().stream().allMatch(said::isPerson);
    }

    private List<Phrase> resolvePeople(List<Phrase> subjects) {
        var people = subjects.stream().filter(said::isPerson).toList();
        if (subjects.stream()
                .anyMatch(phrase -> phrase.pronoun() && phrase.name().equals("they"))) {
            return said.lastPeople;
        }
        if (!people.isEmpty() && people.stream().noneMatch(Phrase::pronoun)) {
            said.lastPeople = people;
        }
        return people;
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
