package codex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import codex.sandbox.Sandboxes;
import codex.specification.Checks;
import codex.stack.Project;
import codex.stack.javalin.JavalinStack;
import codex.verify.Severity;
import codex.verify.TestVerifier;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of documents that nobody thought of; {@code ./run bench random} goes through fifty. */
@Tag("slow")
class RandomSpecificationTest {
    @Test
    void a_seed_gives_one_sound_document_and_another_seed_another() {
        var documents =
                LongStream.rangeClosed(1, 50).mapToObj(RandomSpecification::of).toList();
        assertThat(documents)
                .doesNotHaveDuplicates()
                .allSatisfy(document -> assertThat(Checks.ready(Checks.check(document)))
                        .as(document.name())
                        .isTrue());
        assertThat(RandomSpecification.of(7)).isEqualTo(RandomSpecification.of(7));
    }

    /** Tables and columns named like the writer's own variables and parameters, pairs that are unique, owners with roles. */
    @ParameterizedTest
    @ValueSource(longs = {5, 14})
    void what_is_written_for_it_compiles_passes_its_tests_and_is_verified_without_a_finding(long seed) {
        var sandbox = Sandboxes.choose("auto");
        assumeTrue(!sandbox.name().equals("closed"), sandbox.description());
        var document = RandomSpecification.of(seed);
        var files = new JavalinStack().write(new Project(document));
        var verification = TestVerifier.in(sandbox).verify(files, document, Set.of(), words -> {});
        assertThat(verification.findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .isEmpty();
        assertThat(verification.verified()).isTrue();
    }
}
