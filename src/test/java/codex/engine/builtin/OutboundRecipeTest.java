package codex.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import codex.code.SourceFile;
import codex.sandbox.Sandbox;
import codex.sandbox.Sandboxes;
import codex.specification.Document;
import codex.stack.javalin.JavalinStack;
import codex.verify.Finding;
import codex.verify.Rung;
import codex.verify.Severity;
import codex.verify.TestVerifier;
import codex.verify.Verification;
import codex.verify.Weakness;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application that fetches addresses: sound it is verified, and whichever guard of its way out is gone is missed. */
@Tag("slow")
class OutboundRecipeTest {
    private static final Sandbox SANDBOX = Sandboxes.choose("auto");

    private final Document document = new Recipes()
            .all().stream()
                    .filter(recipe -> recipe.name().equals("url_preview"))
                    .findFirst()
                    .orElseThrow()
                    .brings();
    private final List<SourceFile> sound = new JavalinStack().write(RecipeProjectTest.project(document));

    @Test
    void inner_addresses_are_tried_and_refused() {
        var verification = verify(sound);
        assertThat(errors(verification)).isEmpty();
        assertThat(verification.probes())
                .filteredOn(probe -> probe.weakness() == Weakness.FORGED_REQUEST)
                .hasSizeGreaterThan(10)
                .allSatisfy(probe -> assertThat(probe.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`if (!allowed.test(each)) {` | `if (each == null) {`",
                "`if (host == null || oddly(host)) {` | `if (host == null) {`",
                "`if (!scheme.equals(\"http\") && !scheme.equals(\"https\")) {` | `if (scheme.isEmpty()) {`"
            })
    void a_guard_that_is_gone_is_found_from_outside(String guard, String none) {
        var faulty = sound.stream()
                .map(file -> file.path().endsWith("/OutboundHttp.java")
                        ? new SourceFile(
                                file.path(), file.content().replace(guard, none), file.origin(), file.elements())
                        : file)
                .toList();
        assertThat(faulty).isNotEqualTo(sound);
        assertThat(errors(verify(faulty)))
                .anyMatch(finding ->
                        finding.rung() == Rung.ATTACKS && finding.checked().startsWith("fetches "));
    }

    private Verification verify(List<SourceFile> files) {
        assumeTrue(!SANDBOX.name().equals("closed"), SANDBOX.description());
        return TestVerifier.in(SANDBOX).verify(files, document, Set.of(), words -> {});
    }

    private static List<Finding> errors(Verification verification) {
        return verification.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }
}
