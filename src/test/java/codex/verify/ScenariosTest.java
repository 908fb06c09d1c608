package codex.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import codex.GuestBook;
import codex.code.Scenario;
import codex.code.SourceFile;
import codex.sandbox.Sandbox;
import codex.sandbox.Sandboxes;
import codex.specification.Document;
import codex.specification.Route;
import codex.specification.Samples;
import codex.stack.Project;
import codex.stack.javalin.JavalinStack;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scenarios as tests of a project: what holds passes, and what does not is found at the route that it is to prove. */
class ScenariosTest {
    private static final Sandbox SANDBOX = Sandboxes.choose("auto");

    @BeforeAll
    static void needsSandbox() {
        assumeTrue(!SANDBOX.name().equals("closed"), SANDBOX.description());
    }

    @Test
    void forms_files_cookies_and_pages_are_proven_in_the_order_of_what_they_show() throws IOException {
        var document = GuestBook.document();
        var files = new JavalinStack().write(with(GuestBook.project(), "guest-book"));
        assertThat(tests(files))
                .anySatisfy(file -> assertThat(file.content())
                        .contains("void who_signs_is_known_by_a_cookie_and_finds_what_they_wrote_the_latest_last()"))
                .anySatisfy(
                        file -> assertThat(file.content()).contains("void the_book_asks_for_a_message_in_quotes()"));
        assertThat(errors(files, document)).singleElement().satisfies(finding -> {
            assertThat(finding.routeId()).isEqualTo(id(document, "GET", "/mine"));
            assertThat(finding.evidence()).contains("call 2, GET /mine", "it does not show </html> … Mine");
        });
    }

    @Test
    void people_are_told_apart_and_rows_and_days_are_known_by_the_run_alone() throws IOException {
        var document = Samples.library();
        var files = new JavalinStack().write(with(new Project(document), "library"));
        assertThat(errors(files, document)).singleElement().satisfies(finding -> {
            assertThat(finding.routeId()).isEqualTo(id(document, "GET", "/books"));
            assertThat(finding.evidence())
                    .contains("call 1, GET /books", "it lacks {\"items\":[{\"title\":\"Emma\"}]}");
        });
    }

    @Test
    void a_route_that_is_not_there_is_not_proven() throws IOException {
        var library = Samples.library();
        var loans = id(library, "POST", "/books/{bookId}/loans");
        var project = new Project(
                library,
                List.of(),
                List.of(),
                List.of(),
                Map.of(loans, "Nobody wrote it."),
                scenarios("library"),
                null);
        assertThat(tests(new JavalinStack().write(project)))
                .extracting(SourceFile::elements)
                .containsExactly(List.of(id(library, "GET", "/books")));
    }

    private static Project with(Project project, String name) throws IOException {
        return new Project(
                project.document(),
                project.definitions(),
                project.functions(),
                project.packages(),
                project.unfinished(),
                scenarios(name),
                null);
    }

    private static List<Scenario> scenarios(String name) throws IOException {
        return new ObjectMapper()
                .readValue(
                        Path.of("src/test/resources/scenarios", name + ".json").toFile(), new TypeReference<>() {});
    }

    private static List<SourceFile> tests(List<SourceFile> files) {
        return files.stream()
                .filter(file -> file.path().endsWith("AcceptanceTest.java"))
                .toList();
    }

    private static String id(Document document, String method, String path) {
        return document.routes()
                .filter(route -> (route.method() + " " + route.path()).equals(method + " " + path))
                .map(Route::id)
                .findFirst()
                .orElseThrow();
    }

    private static List<Finding> errors(List<SourceFile> files, Document document) {
        return TestVerifier.in(SANDBOX).verify(files, document, Set.of(), words -> {}).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }
}
