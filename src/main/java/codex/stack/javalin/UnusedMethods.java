package codex.stack.javalin;

import codex.code.SourceFile;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Leaves out what an application does not call: the platform and the rows of a table offer more than most applications
 * need. Reads formatted sources, where a member of a class stands four spaces in.
 */
final class UnusedMethods {
    private static final Pattern PRUNED =
            Pattern.compile("src/main/java/\\w+/(platform/.*|auth/.*|\\w+/base/(?!\\w+ServiceBase)\\w+)\\.java");
    private static final Pattern METHOD = Pattern.compile(
            "^ {4}(?:public |private |protected |static |final )*(?:<[^>]+> )?(?!private |public |protected )[\\w.]+(?:<.*>)?(?:\\[])? (\\w+)\\(.*");
    private static final Pattern CALLED = Pattern.compile("(\\w+)\\s*\\(|::\\s*(\\w+)");
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
            var calls = calls(pruned);
            for (var index = 0; index < pruned.size(); index++) {
                var file = pruned.get(index);
                var without = PRUNED.matcher(file.path()).matches() ? without(file, calls) : file;
                found |= !without.equals(file);
                pruned.set(index, without);
            }
        }
        return pruned;
    }

    // How often each name is called, or declared.
    private static Map<String, Integer> calls(List<SourceFile> files) {
        var calls = new HashMap<String, Integer>();
        files.stream()
                .filter(file -> file.path().endsWith(".java"))
                .flatMap(file -> CALLED.matcher(file.content()).results())
                .map(call -> call.group(1) == null ? call.group(2) : call.group(1))
                .forEach(name -> calls.merge(name, 1, Integer::sum));
        return calls;
    }

    private static SourceFile without(SourceFile file, Map<String, Integer> calls) {
        var lines = new ArrayList<>(file.content().lines().toList());
        var methods = lines.stream().anyMatch(line -> line.startsWith("public interface "))
                ? List.<Method>of()
                : methods(lines);
        var unused = methods.stream()
                .filter(method -> calls.getOrDefault(method.name(), 0)
                        <= methods.stream()
                                .filter(other -> other.name().equals(method.name()))
                                .count())
                .toList();
        if (unused.isEmpty()) {
            return file;
        }
        for (var method : unused.reversed()) {
            lines.subList(method.from(), method.to()).clear();
        }
        try {
            var text = RemoveUnusedImports.removeUnusedImports(String.join("\n", lines) + "\n")
                    .replaceAll("\n\n+(?=\n {0,3}})", "")
                    .replaceAll("\n{3,}", "\n\n");
            return new SourceFile(file.path(), text, file.origin(), file.elements());
        } catch (FormatterException broken) {
            throw new IllegalStateException(file.path() + "\n" + String.join("\n", lines), broken);
        }
    }

    private static List<Method> methods(List<String> lines) {
        var methods = new ArrayList<Method>();
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
