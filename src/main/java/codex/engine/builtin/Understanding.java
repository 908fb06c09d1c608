package codex.engine.builtin;

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

    boolean accounts;
    boolean usersAct;

    /** A call that the words spell out. {@code answer} is empty when nobody knows it: then it needs a model. */
    record Endpoint(String method, String path, String answer, String summary, List<Phrase> takes, int sentence) {
        Endpoint {
            takes = List.copyOf(takes);
        }
    }
}
