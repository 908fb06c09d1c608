package codex.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import codex.sandbox.Sandboxes;
import codex.stack.javalin.JavalinStack;
import codex.verify.TestVerifier;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A function that answers CSV does so as its specification says; that a list is a file to be kept holds for lists. */
@Tag("slow")
class CsvRecipeTest {
    @Test
    void csv_that_a_function_writes_need_be_no_attachment() {
        var sandbox = Sandboxes.choose("auto");
        assumeTrue(!sandbox.name().equals("closed"), sandbox.description());
        var document = new Recipes()
                .all().stream()
                        .filter(recipe -> recipe.name().equals("csv_json"))
                        .findFirst()
                        .orElseThrow()
                        .brings();
        var files = new JavalinStack().write(RecipeProjectTest.project(document));
        var verification = TestVerifier.in(sandbox).verify(files, document, Set.of(), words -> {});
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.verified()).isTrue();
    }
}
