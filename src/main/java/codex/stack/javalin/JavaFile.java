package codex.stack.javalin;

import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Java file while it is put together: its package, what it might import, its text. */
final class JavaFile {
    private final String packageName;
    private final TreeSet<String> imports = new TreeSet<>();
    private final StringBuilder body = new StringBuilder();

    JavaFile(String packageName) {
        this.packageName = packageName;
    }

    /** Imports that are taken over only where the text uses them, so that a caller may offer more than needed. */
    JavaFile offer(Collection<String> classes) {
        imports.addAll(classes);
        return this;
    }

    JavaFile offer(String... classes) {
        return offer(java.util.List.of(classes));
    }

    JavaFile write(String text) {
        body.append(text);
        return this;
    }

    String text() {
        var words = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*")
                .matcher(body)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
        var used = imports.stream()
                .filter(each ->
                        !each.isEmpty() && !packageName.equals(each.substring(0, Math.max(0, each.lastIndexOf('.')))))
                .filter(each -> words.contains(each.substring(each.lastIndexOf('.') + 1)))
                .map(each -> "import " + each + ";\n")
                .collect(Collectors.joining());
        return "package " + packageName + ";\n\n" + used + "\n" + body;
    }
}
