package codex.engine.builtin;

import codex.engine.builtin.Lexicon.Entry;
import codex.engine.builtin.Thing.Demand;
import codex.engine.builtin.Thing.Wanted;
import codex.specification.Limits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads what must hold: limits, what may not happen, when something is due. */
final class RuleReader {
    private static final Pattern DAYS = Pattern.compile("(\\d+) days?\\b");
    private static final Pattern WEEKS = Pattern.compile("(\\d+|one|two|three|four|six) weeks?\\b");
    private static final Pattern RANGE = Pattern.compile(
            "\\b([a-z]+)(?: is| are)?(?: a number| a score)?,? (?:from|between) (\\d+) (?:to|and) (\\d+)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WITHIN = Pattern.compile(
            "\\b(?:at most|no more than|not more than|a maximum of|up to) (\\d+|two|three|four|five|six|seven|eight|nine|ten) ([a-z]+)"
                    + " (?:for|per|in|on|of) (?:each|every|one|any) ([a-z]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SAME = Pattern.compile("\\bsame ([a-z]+)");
    private static final Pattern UNIQUE = Pattern.compile(
            "\\bthe ([a-z]+(?: [a-z]+)?) of (?:an?|each|every|the) ([a-z]+(?: [a-z]+)?) (?:is|are|must be|should be|has to be|shall be) unique\\b",
            Pattern.CASE_INSENSITIVE);

    private final Referents said;
    private final Understanding found;

    RuleReader(Referents said) {
        this.said = said;
        this.found = said.found;
    }

    static boolean hasRule(Thing thing, String rule) {
        return thing.entry
                .map(entry ->
                        entry.rules().stream().anyMatch(row -> row.getFirst().equals(rule)))
                .orElse(false);
    }

    void limit(Clause clause, Phrase counted, int most) {
        var entry = said.known(counted);
        if (entry.isEmpty()) {
            part(counted, clause, most);
            return;
        }
        var thing = said.thing(entry.get().name(), clause.sentence());
        for (var subject : clause.subjects()) {
            var perPerson = said.isRole(subject.name()) || Vocabulary.USERS.contains(subject.head());
            thing.ownerNeeded |= perPerson;
            thing.owned |= perPerson;
            if (!perPerson) {
                thing.references.putIfAbsent(subject.name(), true);
            }
            thing.demands.add(new Demand(
                    "LIMIT",
                    List.of(perPerson ? "owner" : subject.name()),
                    BigDecimal.valueOf(most),
                    said.text(clause),
                    clause.sentence()));
        }
        found.used.add(clause.sentence());
    }

    // "A course has at most 20 places": the number bounds the column.
    private void part(Phrase counted, Clause clause, int most) {
        for (var subject : clause.subjects()) {
            for (var thing : said.existing(subject)) {
                var column = FieldTypes.STANDARD.columns(counted.name()).getFirst();
                thing.want(new Wanted(column, "integer", true, false, Limits.range(0, most), clause.sentence()));
                found.used.add(clause.sentence());
            }
        }
    }

    // "A book on loan cannot be lent again", "bookings must not overlap", "stock never falls below zero".
    void forbid(Clause clause) {
        var text = said.text(clause);
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("overlap") || lower.contains("double")) {
            var within = SAME.matcher(lower);
            var scope = within.find() ? List.of(Nouns.singular(within.group(1))) : List.<String>of();
            var named = clause.subjects().stream()
                    .flatMap(subject -> said.existing(subject).stream())
                    .toList();
            (named.isEmpty() ? found.things.values() : named)
                    .stream()
                            .filter(thing -> hasRule(thing, "overlap") || !named.isEmpty())
                            .forEach(thing ->
                                    demand(thing, new Demand("NO_OVERLAP", scope, null, text, clause.sentence())));
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
            var of = said.known(patient).map(Entry::name).orElse(patient.name());
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

    void demand(Thing thing, Demand demand) {
        thing.demands.add(demand);
        found.used.add(demand.sentence());
    }

    void due(Thing thing, Clause clause) {
        var text = said.text(clause);
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

    // "The name of a boat is unique"
    private void unique(Sentence sentence) {
        var unique = UNIQUE.matcher(sentence.text());
        while (unique.find()) {
            var name = Nouns.singular(unique.group(2).toLowerCase(Locale.ROOT));
            var thing = found.things.get(
                    Lexicon.STANDARD.find(name).map(Entry::name).orElse(name));
            var column = FieldTypes.STANDARD
                    .columns(unique.group(1).toLowerCase(Locale.ROOT))
                    .getFirst();
            if (thing != null) {
                thing.want(new Wanted(column, "", true, true, null, sentence.number()));
                found.used.add(sentence.number());
            }
        }
    }

    // "with at most 80 tickets for each performance"
    private void limitsWithin(Sentence sentence) {
        var limits = WITHIN.matcher(sentence.text());
        while (limits.find()) {
            var most = Numbers.parse(limits.group(1).toLowerCase(Locale.ROOT));
            var many = name(limits.group(2));
            var thing = found.things.get(many);
            var parent = new Phrase(name(limits.group(3)), List.of(), "each", false, null, "", false);
            if (most == null
                    || thing == null
                    || said.isPerson(parent)
                    || said.isAttribute(parent)
                    || said.isGeneric(parent)) {
                continue;
            }
            said.thing(parent.name(), sentence.number());
            thing.references.putIfAbsent(parent.name(), true);
            demand(
                    thing,
                    new Demand(
                            "LIMIT",
                            List.of(parent.name()),
                            BigDecimal.valueOf(most),
                            sentence.text(),
                            sentence.number()));
        }
    }

    private static String name(String noun) {
        var one = Nouns.singular(noun.toLowerCase(Locale.ROOT));
        return Lexicon.STANDARD.find(one).map(Entry::name).orElse(one);
    }

    /** "Borrow at most 3 tools": so many for each person. */
    void limitEach(Thing thing, int most, Clause clause) {
        thing.ownerNeeded = true;
        thing.owned = true;
        demand(
                thing,
                new Demand("LIMIT", List.of("owner"), BigDecimal.valueOf(most), said.text(clause), clause.sentence()));
    }

    // "a rating from 1 to 5"
    void findLimits(Sentence sentence) {
        unique(sentence);
        limitsWithin(sentence);
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
}
