package codex.verify;

import codex.code.SourceFile;
import codex.specification.Route;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Routes whose acceptance tests, which hold, show a success: calls that are made of types alone may all be refused. */
record ProvenSuccess(List<SourceFile> files, List<Finding> findings) {
    private static final Pattern SUCCESS = Pattern.compile("\\.answers\\([23]\\d\\d\\)");

    ProvenSuccess {
        files = List.copyOf(files);
        findings = List.copyOf(findings);
    }

    boolean of(Route route) {
        var failed = findings.stream()
                .anyMatch(finding -> finding.rung() == Rung.TESTS && route.id().equals(finding.routeId()));
        return !failed
                && files.stream()
                        .filter(file -> file.path().endsWith("AcceptanceTest.java"))
                        .filter(file -> file.elements().equals(List.of(route.id())))
                        .flatMap(file -> Arrays.stream(file.content().split("\\bscenario\\s*\\.by\\(")))
                        .anyMatch(call -> call(route).matcher(call).find()
                                && SUCCESS.matcher(call).find());
    }

    // Behind the caller, with anything for the path's variables.
    private static Pattern call(Route route) {
        var path = Arrays.stream(route.path().split("\\{[^{}]+}", -1))
                .map(Pattern::quote)
                .reduce((left, right) -> left + "[^\"]*" + right)
                .orElse("");
        return Pattern.compile("^\\s*\"[^\"]*\",\\s*\"%s\",\\s*\"%s[?\"]".formatted(route.method(), path));
    }
}
