package codex.engine.builtin;

import codex.engine.builtin.Understanding.Total;
import codex.specification.Behaviour.Aggregate.Figure;
import codex.specification.Names;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads which figures somebody wants to see: "the total hours of the entries", "the number of visits per patient". */
final class TotalReader {
    private static final Pattern SEEN = Pattern.compile(
            "\\b(?:see|sees|view|views|show|shows|get|gets|know|knows|display|displays|calculate|calculates|report|reports"
                    + "|statistics?|dashboard|overview|read|reads|compare|compares|check|checks)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FIGURE = Pattern.compile(
            "\\b(total|sum|average|mean|highest|lowest|largest|smallest|maximum|minimum)(?: of)?(?: the| all)?(?: number of)? ([a-z]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNT = Pattern.compile(
            "\\b(?:total )?(?:number|count) of (?:the |all |their |my |his |her )?([a-z]+(?: [a-z]+)?)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GROUP = Pattern.compile(
            "\\b(?:per|by|for each|of each|for every|in each) ([a-z]+(?: [a-z]+)?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OWN = Pattern.compile("\\b(?:my|our|their|his|her) ", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Figure> FIGURES = Map.of(
            "total", Figure.SUM,
            "sum", Figure.SUM,
            "average", Figure.AVERAGE,
            "mean", Figure.AVERAGE,
            "highest", Figure.MAX,
            "largest", Figure.MAX,
            "maximum", Figure.MAX,
            "lowest", Figure.MIN,
            "smallest", Figure.MIN,
            "minimum", Figure.MIN);

    private final Referents said;
    private final Understanding found;

    TotalReader(Referents said) {
        this.said = said;
        this.found = said.found;
    }

    /** Reads a sentence when all things are known; {@code clauses} are those of the sentence. */
    void read(Sentence sentence, List<Clause> clauses) {
        var text = sentence.text();
        if (!SEEN.matcher(text).find()) {
            return;
        }
        var actors = actors(clauses);
        var own = OWN.matcher(text).find();
        var figures = FIGURE.matcher(text);
        while (figures.find()) {
            var figure = FIGURES.get(figures.group(1).toLowerCase(Locale.ROOT));
            if (figure != null) {
                column(figures.group(2), text)
                        .ifPresent(at -> add(at.thing(), figure, at.column(), sentence, actors, own));
            }
        }
        var counts = COUNT.matcher(text);
        while (counts.find()) {
            named(counts.group(1)).ifPresent(thing -> add(thing, Figure.COUNT, "", sentence, actors, own));
        }
    }

    private record At(Thing thing, String column) {}

    // The column of that name, in a thing that the sentence names, else in the only thing that has it.
    private Optional<At> column(String word, String text) {
        var lower = word.toLowerCase(Locale.ROOT);
        var all = found.things.values().stream()
                .flatMap(thing -> thing.wanted.keySet().stream()
                        .filter(column -> column.equals(Names.snake(lower)) || column.equals(Nouns.singular(lower)))
                        .filter(TotalReader::numeric)
                        .map(column -> new At(thing, column)))
                .toList();
        var named = all.stream().filter(at -> says(text, at.thing())).toList();
        if (!named.isEmpty()) {
            return Optional.of(named.getFirst());
        }
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private static boolean numeric(String column) {
        return Set.of("integer", "decimal")
                .contains(FieldTypes.STANDARD.kind(column).type());
    }

    private static boolean says(String text, Thing thing) {
        return Pattern.compile(
                        "\\b(?:" + Pattern.quote(thing.name) + "|" + Pattern.quote(thing.plural()) + ")\\b",
                        Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }

    private Optional<Thing> named(String words) {
        var lower = words.toLowerCase(Locale.ROOT);
        return found.things.values().stream()
                .filter(thing ->
                        List.of(lower, lower.replaceAll(" [a-z]+$", "")).contains(thing.plural()))
                .findFirst();
    }

    private void add(Thing thing, Figure figure, String column, Sentence sentence, Set<String> actors, boolean own) {
        var group = GROUP.matcher(sentence.text());
        var by = "";
        if (group.find()) {
            var lower = group.group(1).toLowerCase(Locale.ROOT);
            by = List.of(lower, lower.replaceAll(" [a-z]+$", "")).stream()
                    .map(Nouns::singular)
                    .filter(name -> thing.references.containsKey(name) || thing.wanted.containsKey(Names.snake(name)))
                    .findFirst()
                    .orElse("");
            if (by.isEmpty()) {
                found.remarks.add("“" + group.group() + "” in “" + sentence.text()
                        + "”: figures are grouped by a column of their own table; this one is given for all together.");
            }
        }
        thing.owned |= own;
        thing.sentences.add(sentence.number());
        found.used.add(sentence.number());
        found.totals.add(new Total(thing.name, figure, column, by, actors, own, sentence.number()));
    }

    private Set<String> actors(List<Clause> clauses) {
        var actors = new LinkedHashSet<String>();
        for (var clause : clauses) {
            for (var subject : clause.subjects()) {
                if (said.isRole(subject.name())) {
                    actors.add(Referents.roleName(subject.name()));
                } else if (said.isPerson(subject)) {
                    actors.add("user");
                }
            }
        }
        return actors;
    }
}
