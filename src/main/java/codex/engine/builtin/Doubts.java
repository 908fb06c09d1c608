package codex.engine.builtin;

import codex.engine.builtin.Thing.Demand;
import codex.engine.builtin.Understanding.Doubt;
import codex.engine.builtin.VerbMap.Operation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Where sentences disagree: the stricter one holds until a person decides. */
final class Doubts {
    private final Description description;
    private final Understanding found;

    private Doubts(Referents said) {
        this.description = said.description;
        this.found = said.found;
    }

    static void settle(Referents said) {
        var doubts = new Doubts(said);
        said.found.things.values().forEach(doubts::limits);
        said.found.things.values().forEach(thing -> doubts.readers(thing.name, thing.plural()));
    }

    private void limits(Thing thing) {
        for (var demand : List.copyOf(thing.demands)) {
            var same = thing.demands.stream()
                    .filter(each -> each.form().equals("LIMIT") && each.number() != null)
                    .filter(each ->
                            demand.form().equals("LIMIT") && each.words().equals(demand.words()))
                    .sorted(Comparator.comparing(each -> Objects.requireNonNullElse(each.number(), BigDecimal.ZERO)))
                    .toList();
            var numbers = same.stream().map(Demand::number).distinct().toList();
            if (numbers.size() > 1) {
                thing.demands.removeAll(same.subList(1, same.size()));
                found.doubts.add(new Doubt(
                        "At most how many " + thing.plural() + ": " + numbers.getFirst() + " or " + numbers.getLast()
                                + "?",
                        quoted(same.stream().map(Demand::sentence).toList()),
                        "At most " + numbers.getFirst()));
            }
        }
    }

    private void readers(String thing, String many) {
        for (var operation : Operation.values()) {
            var asked = found.abilities.stream()
                    .filter(ability -> ability.thing().equals(thing) && ability.operation() == operation)
                    .toList();
            var open = asked.stream()
                    .filter(ability -> !ability.only() && ability.actors().contains("public"))
                    .toList();
            var only = asked.stream().filter(Ability::only).toList();
            if (!open.isEmpty() && !only.isEmpty()) {
                var sentences = new ArrayList<Integer>();
                open.forEach(ability -> sentences.add(ability.sentence()));
                only.forEach(ability -> sentences.add(ability.sentence()));
                found.doubts.add(new Doubt(
                        "Who may " + open.getFirst().verb() + " the " + many + ": anyone, or only some?",
                        quoted(sentences),
                        "Only " + String.join(" and ", only.getFirst().actors())));
            }
        }
    }

    private String quoted(List<Integer> sentences) {
        var texts = sentences.stream()
                .distinct()
                .map(number -> "“" + description.sentences().get(number - 1).text() + "”")
                .toList();
        return String.join(" and ", texts) + " disagree; the stricter one holds until you decide.";
    }
}
