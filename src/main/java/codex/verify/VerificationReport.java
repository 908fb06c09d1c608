package codex.verify;

import codex.code.SourceFile;
import codex.specification.Document;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** Writes a verification into the project it is about: facts of the run and what was not checked. */
public final class VerificationReport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private VerificationReport() {}

    /** {@code VERIFICATION.md} for people and {@code verification.json} for programs. */
    public static List<SourceFile> files(Verification verification, Document document) {
        return List.of(
                SourceFile.scaffold("VERIFICATION.md", text(verification, document)),
                SourceFile.scaffold("verification.json", json(verification, document)));
    }

    private static String text(Verification verification, Document document) {
        var text = new StringBuilder("# What was proven of " + line(document.name()) + "\n\n");
        text.append(
                verification.verified()
                        ? "Every rung of the ladder holds.\n"
                        : "Not every rung holds; see the findings.\n");
        text.append("\n## Rungs\n\n| rung | passed | what | ms |\n|---|---|---|---|\n");
        verification
                .rungs()
                .forEach(rung -> text.append("| %s | %s | %s | %d |\n"
                        .formatted(
                                rung.rung().label(),
                                rung.passed() ? "yes" : "no",
                                line(rung.summary()),
                                rung.millis())));
        text.append("\n## Routes\n\n| route | calls | as expected |\n|---|---|---|\n");
        document.routes().forEach(route -> {
            var probes = verification.probes().stream()
                    .filter(probe -> route.id().equals(probe.routeId()))
                    .toList();
            text.append("| `%s %s` | %d | %d |\n"
                    .formatted(
                            route.method(),
                            line(route.path()),
                            probes.size(),
                            probes.stream().filter(Probe::passed).count()));
        });
        text.append("\n## Attacks\n\n| weakness | what was tried | calls | held |\n|---|---|---|---|\n");
        verification
                .attacks()
                .forEach(attacked ->
                        text.append("| [%s](https://cwe.mitre.org/data/definitions/%s.html) | %s | %d | %d |\n"
                                .formatted(
                                        attacked.weakness().cwe(),
                                        attacked.weakness().cwe().replaceAll("\\D", ""),
                                        attacked.weakness().words(),
                                        attacked.calls(),
                                        attacked.held())));
        text.append("\nBeside these calls the log was searched for passwords, keys and tokens, and the files of the")
                .append(" database for passwords that are kept as they are.\n");
        text.append("\n## Findings\n\n").append(verification.findings().isEmpty() ? "None.\n" : "");
        verification
                .findings()
                .forEach(finding -> text.append("- %s, %s: %s\n"
                        .formatted(finding.rung().label(), finding.severity().label(), line(finding.checked()))));
        text.append(
                        "\n## Not checked\n\n- A whole Maven run: the sources were compiled and tested with the same libraries.\n")
                .append("- PostgreSQL: it ran on its embedded database.\n")
                .append("- Uploads of hostile files, and more callers at once than eight.\n");
        text.append("\n## Calls\n\n| as | case | request | expected | answered | ms |\n|---|---|---|---|---|---|\n");
        verification
                .probes()
                .forEach(probe -> text.append("| %s | %s | `%s` | %d | %d%s | %d |\n"
                        .formatted(
                                probe.actor(),
                                line(probe.what()),
                                line(probe.request().lines().findFirst().orElse("")),
                                probe.expected(),
                                probe.status(),
                                probe.passed() ? "" : " ✗",
                                probe.millis())));
        return text.toString();
    }

    private static String json(Verification verification, Document document) {
        try {
            return JSON.writeValueAsString(Map.of(
                                    "application", document.name(),
                                    "verified", verification.verified(),
                                    "verification", verification))
                            .replace("\r\n", "\n")
                    + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a verification is plain data", impossible);
        }
    }

    // Keeps a cell in its row: what an application answered may hold anything.
    private static String line(String text) {
        var flat = text.replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .replace("`", "'")
                .replace("<", "&lt;");
        return flat.length() <= 160 ? flat : flat.substring(0, 160) + "…";
    }
}
