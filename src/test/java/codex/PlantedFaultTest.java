package codex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import codex.code.SourceFile;
import codex.sandbox.Sandbox;
import codex.sandbox.Sandboxes;
import codex.specification.Document;
import codex.specification.Samples;
import codex.stack.Project;
import codex.stack.javalin.JavalinStack;
import codex.verify.Finding;
import codex.verify.Severity;
import codex.verify.TestVerifier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Faults are found from outside, with the application's own tests left out; {@code ./run bench faults} plants all. */
class PlantedFaultTest {
    private static final Sandbox SANDBOX = Sandboxes.choose("auto");

    @BeforeAll
    static void needsSandbox() {
        assumeTrue(!SANDBOX.name().equals("closed"), SANDBOX.description());
    }

    @Test
    void every_fault_has_a_place() {
        assertThat(FaultsBench.lost()).isEmpty();
    }

    @Test
    void weak_logins_are_found() {
        assertThat(found(
                        "a token that is over still counts",
                        "a refresh token can be used again",
                        "a logout ends nothing",
                        "passwords are kept as quick hashes",
                        "passwords can be guessed without end",
                        "a login tells whether there is such an account",
                        "the log keeps tokens"))
                .contains(
                        "a token whose time is over as nobody: expected 401, not 200",
                        "a refresh token for the second time as nobody: expected 401, not 200",
                        "a refresh token after the logout as nobody: expected 401, not 200",
                        "passwords are kept as slow hashes",
                        "one guess too many as nobody: expected 429, not 401",
                        "a login with a wrong password, refused in the same words as nobody:"
                                + " it does not show There is no such account.",
                        "no password, key or token is in the log");
    }

    @Test
    void memory_that_a_crowd_takes_is_found() {
        assertThat(found("a crowd takes all memory with its passwords"))
                .anyMatch(checked -> checked.startsWith("a crowd that registers at once as nobody: "));
    }

    @Test
    void careless_rows_and_lists_are_found() {
        assertThat(found(
                        "SQL comes in by a search",
                        "pages are counted from 0",
                        "at least means more than",
                        "a stale version overwrites",
                        "a value may be there twice",
                        "a route nobody asked for tells the environment"))
                .contains(
                        "there is no route that nobody asked for",
                        "unique values again as librarian: expected 409, not 201")
                .anyMatch(checked -> checked.startsWith("SQL as a filter as"))
                .anyMatch(checked -> checked.startsWith("rows that equal as"))
                .anyMatch(checked -> checked.startsWith("rows at least and at most of a time as"))
                .anyMatch(checked -> checked.startsWith("a version that is gone as"));
    }

    @Test
    void careless_files_are_found() {
        var files = Samples.libraryWithFiles();
        assertThat(found(files, "a spreadsheet computes what people write"))
                .anyMatch(checked -> checked.startsWith("formulas in a file as"));
        assertThat(found(files, "a file leaves out rows that were asked for"))
                .anyMatch(checked -> checked.startsWith("the line of a row as"));
    }

    @Test
    void careless_forms_are_found() {
        var toDo = Samples.toDoWithForms();
        assertThat(found(
                        toDo,
                        "what was typed comes back as it is",
                        "a page of another site may change things",
                        "a form writes over what somebody changed meanwhile"))
                .anyMatch(checked -> checked.startsWith("markup that is typed and not taken as"))
                .anyMatch(checked -> checked.startsWith("from a page of another site as"))
                .anyMatch(checked -> checked.startsWith("what was typed before somebody changed the row as"));
    }

    private static List<String> found(String... names) {
        return found(Samples.library(), names);
    }

    // What is wrong with a library once all of these are in it.
    private static List<String> found(Document library, String... names) {
        var files = sound(library);
        for (var name : names) {
            var fault = PlantedFault.all().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            files = fault.plantedIn(files).orElseThrow(() -> new AssertionError("no place for: " + name));
        }
        return TestVerifier.in(SANDBOX).verify(files, library, Set.of(), words -> {}).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::checked)
                .toList();
    }

    private static List<SourceFile> sound(Document document) {
        return new JavalinStack()
                .write(new Project(document)).stream()
                        .filter(file -> !file.path().startsWith("src/test/"))
                        .toList();
    }
}
