package codex.engine.builtin;

import codex.engine.builtin.Thing.Step;
import codex.engine.builtin.VerbMap.Operation;
import codex.engine.builtin.Word.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads through which states a thing goes: "a claim is a draft first, then filed, then paid or refused". */
final class StateReader {
    private static final Pattern CHAIN = Pattern.compile(
            "\\b(?:an?|the|each|every) ([a-z]+(?: [a-z]+)?) (?:is|starts? as|begins? as|goes from|moves from|passes from)"
                    + "(?: at)?(?: first)? ((?:an? )?[a-z]+(?: first| at first)?(?:,? (?:and )?(?:then|after that|to) (?:(?:an?|is|becomes) )?"
                    + "[a-z]+(?:(?:,? or |, )(?!then|and)[a-z]+)*|\\s*(?:->|→) ?[a-z]+(?: or [a-z]+)*)+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NEXT =
            Pattern.compile(",? (?:and )?(?:then|after that|to) |\\s*(?:->|→)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SMALL =
            Pattern.compile("\\b(?:an?|is|becomes|first|at first|either)\\b", Pattern.CASE_INSENSITIVE);

    private final Referents said;

    StateReader(Referents said) {
        this.said = said;
    }

    /** Reads a sentence before its clauses are: the states' names then stand for the thing in that state. */
    void read(Sentence sentence) {
        var chain = CHAIN.matcher(sentence.text());
        if (!chain.find()) {
            return;
        }
        var stages = NEXT.splitAsStream(chain.group(2))
                .map(StateReader::stage)
                .filter(stage -> !stage.isEmpty())
                .toList();
        if (stages.size() < 2
                || stages.stream()
                        .skip(1)
                        .flatMap(List::stream)
                        .anyMatch(state -> verb(state).isEmpty())) {
            return;
        }
        var noun = chain.group(1).toLowerCase(Locale.ROOT);
        var name = Lexicon.STANDARD.find(noun).map(Lexicon.Entry::name).orElse(noun);
        stages.stream().flatMap(List::stream).forEach(state -> said.aliases.putIfAbsent(state, List.of(name)));
        said.found.used.add(sentence.number());
        said.later(() -> settle(name, stages, sentence.number()));
    }

    private static List<String> stage(String words) {
        return Arrays.stream(words.split(",? or |, ", -1))
                .map(word -> SMALL.matcher(word).replaceAll("").strip().toLowerCase(Locale.ROOT))
                .filter(word -> word.matches("[a-z]{2,40}"))
                .map(word -> FieldTypes.STANDARD.safe(word, "_state"))
                .toList();
    }

    // The verb that leads into the state: "submit" into "submitted".
    private static java.util.Optional<String> verb(String state) {
        return Vocabulary.verb(state).filter(form -> form.form() == Form.PAST).map(Vocabulary.VerbForm::base);
    }

    private void settle(String name, List<List<String>> stages, int sentence) {
        var thing = said.found.things.get(name);
        if (thing == null) {
            return;
        }
        thing.states.clear();
        stages.forEach(thing.states::addAll);
        thing.sentences.add(sentence);
        var makers = makers(name);
        for (var at = 1; at < stages.size(); at++) {
            for (var state : stages.get(at)) {
                var verb = verb(state).orElse(state);
                var step = new Step(verb, state, stages.get(at - 1));
                var known = thing.steps.removeIf(each -> each.verb().equals(verb));
                thing.steps.add(step);
                if (known) {
                    said.found.abilities.replaceAll(ability -> ability.stepped(name, step));
                } else {
                    said.found.abilities.add(new Ability(name, null, step, verb, "", makers, false, false, sentence));
                }
            }
        }
    }

    // Who makes one takes it on, unless somebody else is named.
    private Set<String> makers(String name) {
        var makers = new LinkedHashSet<String>();
        new ArrayList<>(said.found.abilities)
                .stream()
                        .filter(ability -> ability.thing().equals(name) && ability.operation() == Operation.CREATE)
                        .forEach(ability -> makers.addAll(ability.actors()));
        return makers;
    }
}
