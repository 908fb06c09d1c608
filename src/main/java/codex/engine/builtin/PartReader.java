package codex.engine.builtin;

import codex.engine.builtin.Thing.Wanted;
import codex.engine.builtin.VerbMap.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what things are made of and what they belong to. */
final class PartReader {
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

    private static final Set<String> REFERRING =
            Set.of("it", "they", "them", "this", "these", "that", "which", "one", "ones", "each", "he", "she");
    private static final Set<String> EACH = Set.of("each", "every", "all");
    private static final Set<String> SEVERAL = Set.of("several", "many", "multiple", "some", "numerous", "various");
    private static final Set<String> ARTICLES = Set.of("a", "an", "the");
    private static final Set<String> WITHIN_A_LIST =
            Set.of("of", "in", "for", "from", "to", "per", "at", "on", "between");

    private final Referents said;
    private final Understanding found;
    private final RuleReader rules;

    PartReader(Referents said, RuleReader rules) {
        this.said = said;
        this.found = said.found;
        this.rules = rules;
    }

    // A verbless line: "A library with members, books and loans", "Book: title, author".
    void list(Clause clause) {
        var application = clause.subjects().stream().anyMatch(each -> found.applicationNouns.contains(each.name()));
        var parts = clause.behind("with", "including", "like");
        if (application) {
            parts.stream()
                    .filter(part -> part.plural() || said.known(part).isPresent())
                    .forEach(part -> declare(part, clause.sentence()));
            clause.behind("for", "of", "about").stream()
                    .filter(part -> part.plural() && said.known(part).isPresent())
                    .forEach(part -> declare(part, clause.sentence()));
            return;
        }
        var owner = clause.subjects().stream()
                .flatMap(phrase -> said.existing(phrase).stream())
                .findFirst();
        if (owner.isPresent() && !parts.isEmpty()) {
            parts.forEach(part -> part(owner.get(), part, clause.sentence()));
        } else if (fieldsOfHeading(clause)) {
            return;
        } else {
            var listed = listed(clause, Set.of("with", "including", "like"), false);
            clause.subjects().stream()
                    .filter(phrase -> said.known(phrase).isPresent()
                            ? phrase.plural() || !parts.isEmpty()
                            : listed.stream().anyMatch(said::isAttribute))
                    .forEach(phrase -> {
                        declare(phrase, clause.sentence());
                        said.existing(phrase)
                                .forEach(thing -> listed.forEach(part -> part(thing, part, clause.sentence())));
                    });
        }
    }

    // Items under the heading "Book", or after "Book:", are its columns.
    private boolean fieldsOfHeading(Clause clause) {
        var sentence = said.description.sentences().get(clause.sentence() - 1);
        var colon = sentence.text().indexOf(':');
        var topic = colon > 0 && colon < 30 ? sentence.text().substring(0, colon) : sentence.heading();
        var name = Nouns.singular(topic.strip().toLowerCase(Locale.ROOT));
        if (name.isEmpty() || clause.subjects().isEmpty()) {
            return false;
        }
        var itself = clause.subjects().getFirst().name().equals(name);
        if (Lexicon.STANDARD.find(name).isEmpty() && !(colon > 0 && (itself || lists(name, clause)))) {
            return false;
        }
        if (itself) {
            return colon > 0;
        }
        var thing = said.thing(name, clause.sentence());
        clause.subjects().forEach(part -> part(thing, part, clause.sentence()));
        return true;
    }

    // "Waterings: date, amount": a noun that no list has, with fields that lists have.
    private boolean lists(String name, Clause clause) {
        var head = name.substring(name.lastIndexOf(' ') + 1);
        return name.matches("[a-z]+(?: [a-z]+)?")
                && !Vocabulary.GENERIC.contains(head)
                && !Vocabulary.SURFACE.contains(head)
                && !Vocabulary.ATTRIBUTES.contains(head)
                && !Vocabulary.PEOPLE.contains(head)
                && clause.subjects().size() > 1
                && clause.subjects().stream().anyMatch(said::isAttribute);
    }

    private void declare(Phrase phrase, int sentence) {
        if (phrase.pronoun()
                || phrase.name().isEmpty()
                || phrase.adjectives().contains(phrase.name())
                || said.isAttribute(phrase)
                || said.isGeneric(phrase)) {
            return;
        }
        var person = said.isPerson(phrase);
        if (person && (said.isRole(phrase.name()) || Vocabulary.USERS.contains(phrase.head()))) {
            found.used.add(sentence);
            return;
        }
        var name = Lexicon.STANDARD.find(phrase.name()).map(Lexicon.Entry::name).orElse(phrase.name());
        said.lastThings = List.of(said.thing(name, sentence).name);
    }

    boolean describes(Clause clause) {
        return clause.subjects().stream()
                        .anyMatch(phrase -> !said.existing(phrase).isEmpty()
                                || said.known(phrase).isPresent()
                                || found.applicationNouns.contains(phrase.name()))
                || clause.subjects().stream().anyMatch(phrase -> !said.isPerson(phrase) && !phrase.pronoun())
                || clause.verb().equals("have");
    }

    // "A book has a title", "a member has at most 5 loans", "clients each have a profile".
    void describe(Clause clause) {
        var people = clause.subjects().stream().filter(said::isPerson).toList();
        if (!people.isEmpty()
                && clause.objects().stream().anyMatch(each -> each.head().equals("profile"))) {
            said.aliases.put("profile", people.stream().map(Phrase::name).toList());
            people.forEach(person -> said.thing(person.name(), clause.sentence()));
            return;
        }
        for (var object : clause.objects()) {
            if (object.determiner().equals("at-most") && object.number() != null) {
                rules.limit(clause, object, object.number());
                return;
            }
        }
        var application = clause.subjects().isEmpty()
                || clause.subjects().stream()
                        .anyMatch(each -> found.applicationNouns.contains(each.name())
                                || each.name().equals("we")
                                || (said.isGeneric(each) && !defines(each, clause)));
        for (var subject : clause.subjects()) {
            if (said.isPerson(subject) && said.isRole(subject.name()) && !found.things.containsKey(subject.name())) {
                clause.objects().stream()
                        .filter(object -> said.known(object).isPresent())
                        .forEach(object -> {
                            var thing =
                                    said.thing(said.known(object).orElseThrow().name(), clause.sentence());
                            thing.owned = true;
                        });
                continue;
            }
            if (!application && !said.isAttribute(subject) && !subject.pronoun()) {
                said.things(subject, clause.sentence()).forEach(thing -> describe(thing, clause));
            } else if (REFERRING.contains(subject.name())) {
                said.lastThings.forEach(name -> describe(said.thing(name, clause.sentence()), clause));
            }
        }
        if (application) {
            clause.objects().forEach(object -> declare(object, clause.sentence()));
            // "A choir keeps its songs with title and composer"
            clause.objects().stream()
                    .skip(Math.max(0, clause.objects().size() - 1))
                    .flatMap(object -> said.existing(object).stream())
                    .toList()
                    .forEach(thing -> clause.behind("with").forEach(part -> part(thing, part, clause.sentence())));
        }
    }

    // "An entry has a position and a time": what is told so plainly is a thing, however poor its name.
    private boolean defines(Phrase subject, Clause clause) {
        return (ARTICLES.contains(subject.determiner()) || EACH.contains(subject.determiner()) || subject.plural())
                && !subject.pronoun()
                && !Vocabulary.APPLICATIONS.contains(subject.head())
                && clause.verb().equals("have")
                && clause.objects().stream().anyMatch(said::isAttribute);
    }

    void describe(Thing thing, Clause clause) {
        var last = clause.objects().isEmpty() ? null : clause.objects().getLast();
        if (last != null && last.plural() && SEVERAL.contains(last.determiner()) && !said.isAttribute(last)) {
            clause.objects()
                    .subList(0, clause.objects().size() - 1)
                    .forEach(object -> part(thing, object, clause.sentence()));
            lines(thing, last, clause);
            return;
        }
        clause.objects().forEach(object -> part(thing, object, clause.sentence()));
        listed(
                        clause,
                        clause.objects().isEmpty() ? Set.of("of", "with") : Set.of("with"),
                        !clause.objects().isEmpty())
                .forEach(object -> part(thing, object, clause.sentence()));
        said.lastThings = List.of(thing.name);
    }

    // "An order has several lines, each with a product and a quantity"
    private void lines(Thing thing, Phrase line, Clause clause) {
        var poor = Vocabulary.GENERIC.contains(line.head()) || Vocabulary.LINES.contains(line.head());
        var said = poor ? thing.name + " " + line.name() : line.name();
        var name = Lexicon.STANDARD.find(said).map(Lexicon.Entry::name).orElse(said);
        var child = this.said.thing(name, clause.sentence());
        child.references.putIfAbsent(thing.name, true);
        listed(clause, Set.of("with"), false).forEach(part -> part(child, part, clause.sentence()));
        this.said.lastThings = List.of(thing.name);
    }

    // "a description of the fault and a price": the price belongs to the list, the fault does not.
    private List<Phrase> listed(Clause clause, Set<String> prepositions, boolean listing) {
        var parts = new ArrayList<Phrase>();
        var open = listing;
        for (var complement : clause.complements()) {
            if (prepositions.contains(complement.preposition())) {
                parts.addAll(complement.phrases());
                open = true;
            } else if (open && WITHIN_A_LIST.contains(complement.preposition())) {
                complement.phrases().stream()
                        .skip(1)
                        .filter(part -> ARTICLES.contains(part.determiner()) || said.isAttribute(part))
                        .forEach(parts::add);
            }
        }
        return parts;
    }

    // A part of a thing is a reference to or from another thing, or a column.
    void part(Thing thing, Phrase part, int sentence) {
        if (part.pronoun() || part.name().isEmpty() || part.name().equals(thing.name)) {
            return;
        }
        var entry = said.known(part);
        var columnOfLexicon = thing.entry.flatMap(
                known -> known.field(FieldTypes.STANDARD.columns(part.name()).getFirst()));
        var thingly = entry.isPresent() && !said.isAttribute(part) && columnOfLexicon.isEmpty();
        var counted = FieldTypes.STANDARD.counted(part.name(), part.plural());
        if (!thingly && counted.isPresent()) {
            thing.want(new Wanted(counted.get(), "", true, false, null, sentence));
            found.used.add(sentence);
            return;
        }
        if (thingly
                && (part.plural()
                        || found.things.containsKey(entry.get().name())
                        || thing.belongsTo(entry.get().name())
                        || part.head().equals("history"))) {
            var other = said.thing(entry.get().name(), sentence);
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

    // "A loan belongs to a member"
    void relate(Clause clause) {
        if (clause.verb().equals("be")) {
            // "The fees are in a folder" makes no folder; whether there are any is known when all is read.
            said.later(() -> relate(
                    clause,
                    clause.behind("in", "of", "on", "at", "for").stream()
                            .filter(other -> !said.existing(other).isEmpty())
                            .toList()));
            return;
        }
        relate(clause, clause.behind("to"));
    }

    private void relate(Clause clause, List<Phrase> others) {
        for (var subject : clause.subjects()) {
            for (var thing : said.existing(subject)) {
                for (var other : others) {
                    refer(thing, other, true, clause.sentence());
                }
            }
        }
    }

    void refer(Thing thing, Phrase other, boolean required, int sentence) {
        if (said.isRole(other.name()) || Vocabulary.USERS.contains(other.head())) {
            thing.owned |= said.isRole(other.name());
            return;
        }
        said.known(other).filter(entry -> !entry.name().equals(thing.name)).ifPresent(entry -> {
            var parent = said.thing(entry.name(), sentence);
            if (!parent.references.containsKey(thing.name)) {
                thing.references.putIfAbsent(parent.name, required);
            }
        });
    }

    // What stands behind the object: columns after "with", what it belongs to after "in", keys after "by".
    void details(Thing thing, Clause clause, @Nullable Operation operation) {
        listed(clause, Set.of("with", "including"), false).forEach(part -> part(thing, part, clause.sentence()));
        if (operation == Operation.LIST || operation == Operation.READ) {
            clause.behind("by").stream()
                    .filter(part -> !said.isPerson(part)
                            || said.isAttribute(part)
                            || thing.entry
                                    .map(e -> e.field(part.name()).isPresent())
                                    .orElse(false))
                    .forEach(part -> part(thing, part, clause.sentence()));
        }
        for (var complement : clause.complements()) {
            if (INTO.contains(complement.preposition())) {
                complement.phrases().stream()
                        .filter(other ->
                                !said.isPerson(other) && said.known(other).isPresent() && !said.isAttribute(other))
                        .filter(other -> found.things.containsKey(
                                        said.known(other).orElseThrow().name())
                                || thing.belongsTo(
                                        said.known(other).orElseThrow().name()))
                        .forEach(other -> refer(thing, other, true, clause.sentence()));
            }
        }
    }

    // "Set a due date" is about the thing that was spoken of last.
    void attribute(Phrase attribute, Clause clause, Optional<Operation> operation) {
        if (operation.filter(each -> each != Operation.READ).isPresent()) {
            said.lastThings.forEach(name -> part(said.thing(name, clause.sentence()), attribute, clause.sentence()));
        }
    }
}
