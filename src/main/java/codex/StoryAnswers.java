package codex;

import codex.engine.builtin.Story;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a person found in one user story, and how a reading of it is scored against that (BUILTIN-ENGINE.md, section 9).
 *
 * @param found the texts by label: Persona, Action, Entity, primary Action, primary Entity
 */
record StoryAnswers(String text, Map<Part, Set<String>> found) {
    /** What a story is made of, with what a reading calls it. */
    enum Part {
        PERSONA(Story::personas),
        ACTION(Story::actions),
        ENTITY(Story::entities),
        PRIMARY_ACTION(Story::primaryActions),
        PRIMARY_ENTITY(Story::primaryEntities);

        private final Function<Story, List<String>> read;

        Part(Function<Story, List<String>> read) {
            this.read = read;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Reads one line of a file of annotated stories. */
    static StoryAnswers read(JsonNode line) {
        var text = line.path("text").asText();
        var spans = new HashMap<Integer, String>();
        var found = new HashMap<Part, Set<String>>();
        for (var part : Part.values()) {
            found.put(part, new LinkedHashSet<>());
        }
        for (var entity : line.path("entities")) {
            var span = text.substring(
                    entity.path("start_offset").asInt(),
                    entity.path("end_offset").asInt());
            spans.put(entity.path("id").asInt(), span);
            var part = Part.valueOf(entity.path("label").asText().toUpperCase(Locale.ROOT));
            found.get(part).add(span);
        }
        primary(line.path("relations"), spans, found);
        return new StoryAnswers(text, found);
    }

    private static void primary(JsonNode relations, Map<Integer, String> spans, Map<Part, Set<String>> found) {
        var triggered = new HashSet<Integer>();
        for (var relation : relations) {
            if (relation.path("type").asText().equals("triggers")) {
                triggered.add(relation.path("to_id").asInt());
                found.get(Part.PRIMARY_ACTION)
                        .add(spans.get(relation.path("to_id").asInt()));
            }
        }
        for (var relation : relations) {
            if (relation.path("type").asText().equals("targets")
                    && triggered.contains(relation.path("from_id").asInt())) {
                found.get(Part.PRIMARY_ENTITY)
                        .add(spans.get(relation.path("to_id").asInt()));
            }
        }
    }

    /** Compares as they are written, but for case, marks and one leading determiner. */
    Score strict(Part part, Story story) {
        return compare(part, story, StoryAnswers::strict);
    }

    /** Compares what is left without small words, in the singular or the base form. */
    Score relaxed(Part part, Story story) {
        return part == Part.ACTION || part == Part.PRIMARY_ACTION
                ? compare(part, story, text -> Story.relaxedAction(strict(text)))
                : compare(part, story, text -> ModelAnswers.normal(Story.relaxed(strict(text))));
    }

    private Score compare(Part part, Story story, UnaryOperator<String> normal) {
        var wanted = normal(found.getOrDefault(part, Set.of()), normal);
        var given = normal(part.read.apply(story), normal);
        var right = new HashSet<>(given);
        right.retainAll(wanted);
        return new Score(right.size(), given.size() - right.size(), wanted.size() - right.size());
    }

    private static Set<String> normal(Iterable<String> texts, UnaryOperator<String> normal) {
        var result = new ArrayList<String>();
        texts.forEach(text -> result.add(normal.apply(text)));
        result.removeIf(String::isEmpty);
        return new LinkedHashSet<>(result);
    }

    private static String strict(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip()
                .replaceFirst("^(?:the|a|an|my|their|our|all|any|some|each|every|new) ", "");
    }
}
