package codex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * No isolation: limits and an empty environment, nothing more. Only by the operator's own setting (X2). Paths inside are
 * replaced by those outside, in the command's words and environment.
 */
final class Open implements Enclosure {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean isolates() {
        return false;
    }

    @Override
    public Enclosed enclose(Command command, Slots.Slot slot) {
        var box = Shelf.makeOpenDirectory("codex-box");
        try {
            Files.createDirectory(box.resolve("out"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var places = new TreeMap<String, Path>(command.readOnly());
        places.put("/jdk", Path.of(System.getProperty("java.home")));
        places.put("/box", box);
        var words = new ArrayList<>(Confinement.words(command.limits(), slot));
        words.addAll(List.of(Programs.path("env"), "-C", box.toString()));
        command.words().forEach(word -> words.add(outside(word, places)));
        var environment = new TreeMap<>(Bubblewrap.environment(command));
        environment.replaceAll((name, value) -> outside(value, places));
        return new Enclosed(words, environment, List.of(box));
    }

    private static String outside(String word, Map<String, Path> places) {
        var result = word;
        for (var place : places.entrySet()) {
            var inside = Pattern.compile("(?<![\\w./-])" + Pattern.quote(place.getKey()) + "(?![\\w.-])");
            result = inside.matcher(result)
                    .replaceAll(Matcher.quoteReplacement(
                            place.getValue().toAbsolutePath().toString()));
        }
        return result;
    }
}
