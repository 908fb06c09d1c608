package codex.engine.builtin;

import codex.engine.builtin.Lexicon.Entry;
import codex.specification.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Something that is to be remembered, as far as the words were read. It grows sentence by sentence. */
final class Thing {
    /**
     * A column that the words ask for.
     *
     * @param sentence 0 when it comes from the lexicon
     */
    record Wanted(
            String name,
            String type,
            boolean required,
            boolean unique,
            @Nullable Limits limits,
            int sentence) {
        /** Both demands in one; the later one's limits hold. */
        Wanted and(Wanted later) {
            var limited = later.limits() == null ? this : later;
            return new Wanted(
                    name, limited.type, limited.required, unique || later.unique, limited.limits, limited.sentence);
        }
    }

    /** A state change: the path's last part, the state, and the states it leaves. */
    record Step(String verb, String to, List<String> from) {}

    /** A rule that the words ask for, its columns named as the table names them once it is finished. */
    record Demand(String form, List<String> words, @Nullable BigDecimal number, String text, int sentence) {
        Demand renamed(String before, String after) {
            return new Demand(
                    form,
                    words.stream()
                            .map(word -> word.equals(before) ? after : word)
                            .toList(),
                    number,
                    text,
                    sentence);
        }
    }

    /** As the lexicon has it while sentences are read, at last as people say it. */
    String name;

    final Optional<Entry> entry;
    final TreeSet<Integer> sentences = new TreeSet<>();
    final Map<String, Wanted> wanted = new LinkedHashMap<>();
    final Map<String, Boolean> references = new LinkedHashMap<>();
    final List<Step> steps = new ArrayList<>();
    final List<Demand> demands = new ArrayList<>();
    final List<String> states = new ArrayList<>();
    /** Roles that it has a person of: "a fee has a member". */
    final Set<String> people = new LinkedHashSet<>();

    boolean owned;
    boolean ownerNeeded;

    Thing(String name, Optional<Entry> entry) {
        this.name = name;
        this.entry = entry;
        entry.ifPresent(known -> states.addAll(known.states()));
    }

    void want(Wanted column) {
        wanted.merge(column.name(), column, Wanted::and);
    }

    /** Whether the lexicon says that it belongs to a thing of that name. */
    boolean belongsTo(String other) {
        return entry.map(known -> known.of().stream().anyMatch(of -> of.entity().equals(other)))
                .orElse(false);
    }

    String table() {
        return entry.filter(known -> known.name().equals(name))
                .map(Entry::table)
                .orElseGet(() -> FieldTypes.STANDARD.table(name));
    }

    String plural() {
        return Nouns.plural(name);
    }

    double confidence() {
        return entry.isPresent() ? sentences.size() > 1 ? 0.9 : 0.8 : sentences.size() > 1 ? 0.8 : 0.7;
    }
}
