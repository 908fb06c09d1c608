package codex.stack.javalin;

import codex.code.SourceFile;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Leaves out what an application does not call: the platform and the rows of a table offer more than most applications
 * need. Reads formatted sources, where a member of a class stands four spaces in.
 */
final class UnusedMethods {
    private static final Pattern PRUNED =
            Pattern.compile("src/main/java/\\w+/(platform/.*|auth/.*|\\w+/base/(?!\\w+ServiceBase)\\w+)\\.java");
    private static final Pattern METHOD = Pattern.compile(
            "^ {4}(?:public |private |protected |static |final )*(?:<[^>]+> )?(?!private |public |protected |record )[\\w.]+(?:<.*>)?(?:\\[])? (\\w+)\\(.*");
    private static final Pattern NAMED = Pattern.compile("(\\w+)\\s*\\(|::\\s*(\\w+)");
    private static final Pattern WORDS = Pattern.compile(" {4}(?:\\*.*|/\\*\\*.*| \\*.*|//.*)");

    /** A method's place in its file, from its comment to its end. */
    private record Method(String name, int from, int to) {}

    private UnusedMethods() {}

    /** The same project without methods that nothing calls. */
    static List<SourceFile> removed(List<SourceFile> files) {
        var pruned = new ArrayList<>(files);
        var found = true;
        while (found) {
            found = false;
            var unused = unused(pruned);
            for (var index = 0; index < pruned.size(); index++) {
                var file = pruned.get(index);
                var without = PRUNED.matcher(file.path()).matches() ? without(file, unused) : file;
                found |= !without.equals(file);
                pruned.set(index, without);
            }
        }
        return pruned;
    }

    // Names that stand nowhere but where methods are declared.
    private static Set<String> unused(List<SourceFile> files) {
        var sources = files.stream()
                .filter(file -> file.path().endsWith(".java"))
                .map(SourceFile::content)
                .toList();
        var named = new HashMap<String, Integer>();
        sources.stream()
                .flatMap(source -> NAMED.matcher(source).results())
                .map(name -> name.group(1) == null ? name.group(2) : name.group(1))
                .forEach(name -> named.merge(name, 1, Integer::sum));
        sources.stream()
                .flatMap(String::lines)
                .map(METHOD::matcher)
                .filter(Matcher::matches)
                .forEach(declared -> named.merge(declared.group(1), -1, Integer::sum));
        return named.entrySet().stream()
                .filter(name -> name.getValue() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static SourceFile without(SourceFile file, Set<String> names) {
        var lines = new ArrayList<>(file.content().lines().toList());
        var unused = methods(lines).stream()
                .filter(method -> names.contains(method.name()))
                .toList();
        if (unused.isEmpty()) {
            return file;
        }
        for (var method : unused.reversed()) {
            lines.subList(method.from(), method.to()).clear();
        }
        try {
            var text = RemoveUnusedImports.removeUnusedImports(String.join("\n", lines) + "\n")
                    .replaceAll("\n+(?=\n {0,3}})", "")
                    .replaceAll("\n{3,}", "\n\n");
            return new SourceFile(file.path(), text, file.origin(), file.elements());
        } catch (FormatterException broken) {
            throw new IllegalStateException(file.path() + "\n" + String.join("\n", lines), broken);
        }
    }

    private static List<Method> methods(List<String> lines) {
        var methods = new ArrayList<Method>();
        if (lines.stream().anyMatch(line -> line.startsWith("public interface "))) {
            return methods;
        }
        for (var line = 0; line < lines.size(); line++) {
            var declared = METHOD.matcher(lines.get(line));
            if (!declared.matches()
                    || lines.get(line).endsWith(";")
                    || lines.get(line - 1).contains("@Override")) {
                continue;
            }
            var from = line;
            while (WORDS.matcher(lines.get(from - 1)).matches()) {
                from--;
            }
            var to = line;
            while (!lines.get(to).equals("    }") && !lines.get(to).endsWith(" {}")) {
                to++;
            }
            methods.add(new Method(declared.group(1), from, to + 1));
            line = to;
        }
        return methods;
    }
}
