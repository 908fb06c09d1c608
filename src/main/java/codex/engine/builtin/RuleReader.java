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

    // "a rating from 1 to 5"
    void findLimits(Sentence sentence) {
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
