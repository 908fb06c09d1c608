package codex.engine.builtin;

import codex.specification.Behaviour.Aggregate.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the words were understood to ask for, before it is drafted as a document. */
final class Understanding {
    /** A role and the first sentence that speaks of it. */
    final Map<String, Integer> roles = new LinkedHashMap<>();

    final Map<String, Thing> things = new LinkedHashMap<>();
    final List<Ability> abilities = new ArrayList<>();
    final List<Endpoint> endpoints = new ArrayList<>();
    final Set<Integer> used = new TreeSet<>();
    final Map<Integer, String> unused = new TreeMap<>();
    final Set<String> applicationNouns = new LinkedHashSet<>();
    /** What the words name, best first, as they name it. */
    final List<String> named = new ArrayList<>();

    /** Figures that somebody wants to see. */
    final List<Total> totals = new ArrayList<>();
    /** Whose rows somebody wants in another form than JSON. */
    final List<RowsAs> forms = new ArrayList<>();
    /** The values of a column, by {@link #choice}. */
    final Map<String, List<String>> choices = new LinkedHashMap<>();
    /** What the lexicon calls otherwise than people do. */
    final Map<String, String> called = new LinkedHashMap<>();
    /** Where sentences disagree. */
    final List<Doubt> doubts = new ArrayList<>();
    /** Parts of sentences that became nothing, each with the reason. */
    final List<String> remarks = new ArrayList<>();

    boolean accounts;
    boolean usersAct;

    /**
     * A figure over the rows of a thing.
     *
     * @param column empty for a count
     * @param by what it is given for each of: something it belongs to, or a column; empty for all together
     */
    record Total(String thing, Figure figure, String column, String by, Set<String> actors, boolean own, int sentence) {
        Total renamed(String before, String after) {
            return new Total(
                    thing.equals(before) ? after : thing,
                    figure,
                    column,
                    by.equals(before) ? after : by,
                    actors,
                    own,
                    sentence);
        }
    }

    /** What is done with the rows of a thing as CSV, on pages or by forms; {@code actors} as in {@link Ability}. */
    record RowsAs(String thing, String mediaType, Set<String> actors, boolean own, boolean only, int sentence) {
        RowsAs renamed(String before, String after) {
            return thing.equals(before) ? new RowsAs(after, mediaType, actors, own, only, sentence) : this;
        }
    }

    /** Two readings, of which the stricter one was taken. */
    record Doubt(String question, String why, String taken) {}

    /** The key of what a column may hold, as a sentence says it. */
    static String choice(int sentence, String column) {
        return sentence + ":" + column;
    }

    String called(String entity) {
        return called.getOrDefault(entity, entity);
    }

    /** A call that the words spell out. {@code answer} is empty when nobody knows it: then it needs a model. */
    record Endpoint(String method, String path, String answer, String summary, List<Phrase> takes, int sentence) {
        Endpoint {
            takes = List.copyOf(takes);
        }
    }
}
