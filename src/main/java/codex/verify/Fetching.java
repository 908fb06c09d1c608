package codex.verify;

import codex.code.SourceFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which routes fetch addresses of the web: their functions, or functions that these call, use the way out. */
final class Fetching {
    private static final String WAY_OUT = "context.outbound()";

    private Fetching() {}

    /** Ids of routes. */
    static Set<String> routes(List<SourceFile> files) {
        var functions = files.stream()
                .filter(file -> file.origin() == SourceFile.Origin.FUNCTION)
                .toList();
        var fetching = functions.stream()
                .filter(file -> file.content().contains(WAY_OUT))
                .collect(Collectors.toCollection(HashSet::new));
        while (fetching.addAll(functions.stream()
                .filter(file -> fetching.stream().anyMatch(callee -> calls(file, callee)))
                .toList())) {}
        return fetching.stream().flatMap(file -> file.elements().stream()).collect(Collectors.toSet());
    }

    private static boolean calls(SourceFile caller, SourceFile callee) {
        var name = callee.path().replaceAll(".*/|\\.java$", "");
        return Pattern.compile("\\b" + Pattern.quote(name) + "\\s*\\.")
                .matcher(caller.content())
                .find();
    }
}
