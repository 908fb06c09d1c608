package codex.engine.builtin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of common things: the files of {@code engine/builtin/lexicon}, whose FORMAT.txt says how to write them. */
record Lexicon(Map<String, Entry> entries, Map<String, String> synonyms) {
    static final List<String> FILES = List.of(
            "stock",
            "commerce",
            "learning",
            "booking",
            "work",
            "health",
            "clubs",
            "money",
            "media",
            "logistics",
            "office",
            "town",
            "research",
            "shows",
            "school",
            "shop",
            "places",
            "help");
    static final Lexicon STANDARD = load();

    /** A column as a file writes it. */
    record Spec(String name, String type, boolean required, boolean readOnly, String defaultValue) {
        static Spec of(String written) {
            var name = written.replaceAll("[:?!=].*", "");
            var type = written.contains(":") ? written.replaceAll(".*:([a-z]+).*", "$1") : "";
            var value = written.contains("=") ? written.replaceAll(".*=", "") : "";
            return new Spec(name, type, !written.contains("?"), written.contains("!"), value);
        }
    }

    /** A verb that ends a row, by setting a column. */
    record End(String verb, String column) {}

    /** What a row belongs to. */
    record Reference(String entity, boolean required) {}

    /** One thing; its name is its words with blanks: {@code order line}. */
    record Entry(
            String name,
            String table,
            String summary,
            boolean person,
            List<Spec> core,
            List<Spec> more,
            List<Reference> of,
            List<String> by,
            List<End> ends,
            List<String> states,
            List<List<String>> rules) {
        Optional<Spec> field(String column) {
            return core.stream()
                    .filter(spec -> spec.name().equals(column))
                    .findFirst()
                    .or(() -> more.stream()
                            .filter(spec -> spec.name().equals(column))
                            .findFirst());
        }
    }

    /** The entry of a thing in the singular, by its name or another word for it. */
    Optional<Entry> find(String noun) {
        return Optional.ofNullable(entries.get(synonyms.getOrDefault(noun, noun)));
    }

    private static Lexicon load() {
        var entries = new LinkedHashMap<String, Entry>();
        var synonyms = new LinkedHashMap<String, String>();
        for (var file : FILES) {
            var block = new ArrayList<String>();
            for (var line : WordLists.lines("lexicon/" + file + ".txt")) {
                if (!line.startsWith(" ")) {
                    finish(block, entries, synonyms);
                }
                block.add(line.strip());
            }
            finish(block, entries, synonyms);
        }
        return new Lexicon(Map.copyOf(entries), Map.copyOf(synonyms));
    }

    private static void finish(List<String> block, Map<String, Entry> entries, Map<String, String> synonyms) {
        if (block.isEmpty()) {
            return;
        }
        var head = block.getFirst();
        var name = head.substring(0, head.indexOf(" = "));
        var entry = new Entry(
                name,
                words(block, "table").stream().findFirst().orElse(name.replace(' ', '_')),
                head.substring(head.indexOf(" = ") + 3),
                block.contains("person"),
                words(block, "core").stream().map(Spec::of).toList(),
                words(block, "more").stream().map(Spec::of).toList(),
                words(block, "of").stream().map(Lexicon::reference).toList(),
                words(block, "by"),
                rows(block, "end").stream()
                        .map(row -> new End(row.get(0), row.get(1)))
                        .toList(),
                words(block, "states"),
                block.stream()
                        .filter(line -> line.matches("(overlap|ordered|takes|open) .*"))
                        .map(line -> List.of(line.split(" +", -1)))
                        .toList());
        entries.putIfAbsent(name, entry);
        words(block, "also").forEach(word -> synonyms.putIfAbsent(word.replace('-', ' '), name));
        block.clear();
    }

    private static Reference reference(String word) {
        var name = word.replace("?", "").replace('-', ' ');
        return new Reference(name, !word.endsWith("?"));
    }

    private static List<String> words(List<String> block, String key) {
        return rows(block, key).stream().flatMap(List::stream).toList();
    }

    private static List<List<String>> rows(List<String> block, String key) {
        // Not the head: the thing called "table" has a head that begins like a line with the key "table".
        return block.stream()
                .skip(1)
                .filter(line -> line.startsWith(key + " "))
                .map(line -> List.of(line.substring(key.length()).strip().split(" +", -1)))
                .toList();
    }
}
