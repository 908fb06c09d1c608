package codex.engine.llm;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One prompt file, read and checked. Its front matter says which tier of model answers, which record reads the answer,
 * the temperature and the most tokens; below it stand a {@code # system} and a {@code # user} part with
 * {@code {{variables}}}. Their values are what people and programs wrote: each is fenced off, and none can end its fence
 * (SECURITY.md, S43).
 *
 * @param name {@code developer/write-function}
 * @param hash SHA-256 of the file with the parts it includes, lower-case hexadecimal
 */
record Prompt(
        String name,
        String hash,
        Tier model,
        String reply,
        double temperature,
        int tokens,
        String system,
        String user) {
    /** What the operator maps to a real model. */
    enum Tier {
        CHEAP,
        STRONG
    }

    /** A prompt file that cannot be used, with the file's name and what was expected. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String name, String problem) {
            super("prompt %s: %s".formatted(name, problem));
        }
    }

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([A-Za-z][A-Za-z0-9]*)\\s*}}");
    private static final Pattern PART = Pattern.compile("\\{\\{>\\s*([a-z0-9/-]+)\\s*}}");
    private static final Pattern MARK = Pattern.compile("<<<|>>>");
    private static final Set<String> KEYS = Set.of("model", "reply", "temperature", "tokens");

    /**
     * Reads a file's text.
     *
     * @param parts gives the text of a shared piece by its name, or throws {@link Unusable}
     */
    static Prompt read(String name, String text, UnaryOperator<String> parts, UnaryOperator<String> hash) {
        var whole = PART.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(parts.apply(match.group(1)).strip()));
        var pieces = whole.split("(?m)^---\\s*$", 3);
        if (pieces.length != 3 || !pieces[0].isBlank()) {
            throw new Unusable(name, "begins with front matter between two lines ---");
        }
        var matter = frontMatter(name, pieces[1]);
        var bodies = pieces[2].split("(?m)^# user\\s*$", 2);
        var system = bodies[0].strip();
        if (bodies.length != 2 || !system.startsWith("# system")) {
            throw new Unusable(name, "has a part \"# system\", then a part \"# user\"");
        }
        system = system.substring("# system".length()).strip();
        if (VARIABLE.matcher(system).find()) {
            throw new Unusable(name, "a person's words go under # user; # system has a variable");
        }
        if (MARK.matcher(bodies[1]).find()) {
            throw new Unusable(name, "the marks <<< and >>> are set around each value; # user has its own");
        }
        return new Prompt(
                name,
                hash.apply(whole),
                tier(name, matter.getOrDefault("model", "")),
                matter.getOrDefault("reply", ""),
                number(name, "temperature", matter.getOrDefault("temperature", "")),
                (int) number(name, "tokens", matter.getOrDefault("tokens", "")),
                system,
                bodies[1].strip());
    }

    /** Names of the variables in the file, in order of the alphabet. */
    Set<String> variables() {
        return VARIABLE.matcher(user)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The user part with its values, each in a fence as {@code part/fenced} explains it to the model. Values are not read
     * again, so a brace in a person's words stays what it is.
     */
    String render(Map<String, String> values) {
        return VARIABLE.matcher(user).replaceAll(match -> {
            var value = values.get(match.group(1));
            if (value == null) {
                throw new Unusable(name, "there is no value for {{%s}}".formatted(match.group(1)));
            }
            return Matcher.quoteReplacement(fenced(value, values.values()));
        });
    }

    private static String fenced(String value, Collection<String> values) {
        var word = word(value, values);
        return "<<<%s\n%s\n%s>>>".formatted(word, value, word);
    }

    // Of the value's own hash, so that the same request is the same text and is not paid twice; and in none
    // of the values. Escaping the marks was the other way: it would change code, where >>> is an operator
    // and the end of nested generics.
    private static String word(String value, Collection<String> values) {
        for (var hash = Prompts.sha256(value); ; hash = Prompts.sha256(hash)) {
            var word = hash.substring(0, 8);
            if (values.stream().noneMatch(each -> each.contains(word))) {
                return word;
            }
        }
    }

    private static Map<String, String> frontMatter(String name, String text) {
        var matter = new LinkedHashMap<String, String>();
        for (var line : text.strip().split("\n")) {
            var split = line.indexOf(':');
            var key = split < 0 ? line.strip() : line.substring(0, split).strip();
            if (split < 0 || !KEYS.contains(key)) {
                throw new Unusable(
                        name, "front matter has the keys %s; found \"%s\"".formatted(new TreeSet<>(KEYS), key));
            }
            matter.put(key, line.substring(split + 1).strip());
        }
        if (!matter.keySet().equals(KEYS)) {
            throw new Unusable(
                    name, "front matter has the keys %s; found %s".formatted(new TreeSet<>(KEYS), matter.keySet()));
        }
        return matter;
    }

    private static Tier tier(String name, String written) {
        return Arrays.stream(Tier.values())
                .filter(tier -> tier.name().equalsIgnoreCase(written))
                .findFirst()
                .orElseThrow(() -> new Unusable(name, "model is cheap or strong; found \"%s\"".formatted(written)));
    }

    private static double number(String name, String key, String written) {
        try {
            return Double.parseDouble(written);
        } catch (NumberFormatException notANumber) {
            throw new Unusable(name, "%s is a number; found \"%s\"".formatted(key, written));
        }
    }
}
