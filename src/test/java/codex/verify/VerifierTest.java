package codex.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import codex.GuestBook;
import codex.code.Argument;
import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.code.SourceFile;
import codex.sandbox.Sandbox;
import codex.sandbox.Sandboxes;
import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.Route;
import codex.specification.Samples;
import codex.stack.Project;
import codex.stack.javalin.JavalinStack;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A sound application holds; one planted fault each is found, on its rung and its route. */
class VerifierTest {
    private static final Sandbox SANDBOX = Sandboxes.choose("auto");
    private static final String TEST = """
            package hello;

            import org.junit.jupiter.api.Assertions;
            import org.junit.jupiter.api.Test;

            class SumTest {
                @Test
                void one_and_one_is_two() {
                    Assertions.assertEquals(2, 1 + 1);
                }
            }
            """;

    private final Document document = Samples.helloWorld();
    private final String routeId = document.routes().findFirst().orElseThrow().id();

    @BeforeAll
    static void needsSandbox() {
        assumeTrue(!SANDBOX.name().equals("closed"), SANDBOX.description());
    }

    @Test
    void a_sound_application_has_every_route_called_and_no_error() {
        var verification = verify(project());
        assertThat(errors(verification)).isEmpty();
        assertThat(verification.verified()).isTrue();
        assertThat(verification.rungs()).extracting(Verification.Climbed::rung).containsExactly(Rung.values());
        assertThat(verification.probes()).anyMatch(probe -> routeId.equals(probe.routeId()) && probe.status() == 200);
        assertThat(VerificationReport.files(verification, document))
                .extracting(SourceFile::path)
                .containsExactly("VERIFICATION.md", "verification.json");
    }

    @Test
    void an_application_with_tables_is_called_parents_first() {
        var shop = Samples.shop();
        var files = new JavalinStack().write(new Project(shop));
        var verification = TestVerifier.in(SANDBOX).verify(files, shop, Set.of(), words -> {});
        assertThat(errors(verification).stream().filter(finding -> finding.rung() != Rung.TESTS))
                .isEmpty();
        assertThat(shop.routes())
                .allMatch(route -> verification.probes().stream()
                        .anyMatch(probe -> route.id().equals(probe.routeId()) && probe.status() < 300));
    }

    @Test
    void a_compile_error_is_found_with_file_and_line() {
        var broken = new SourceFile(
                "src/main/java/hello/functions/Broken.java",
                "package hello.functions;\n\nclass Broken {\n    int number = \"text\";\n}\n",
                SourceFile.Origin.FUNCTION,
                List.of(routeId));
        var verification = verify(and(project(), broken));
        assertThat(errors(verification)).singleElement().satisfies(finding -> {
            assertThat(finding.rung()).isEqualTo(Rung.COMPILE);
            assertThat(finding.path()).isEqualTo(broken.path());
            assertThat(finding.line()).isEqualTo(4);
            assertThat(finding.routeId()).isEqualTo(routeId);
            assertThat(finding.evidence()).contains("incompatible types");
        });
        assertThat(verification.rungs()).hasSize(1);
    }

    /** X2: whoever opened the sandbox reads it in every report. */
    @Test
    void a_verification_without_isolation_says_so() {
        var broken = SourceFile.scaffold("src/main/java/hello/Broken.java", "package hello;\n\nclass Broken {\n");
        var verification = TestVerifier.in(Sandboxes.choose("none"))
                .verify(and(project(), broken), document, Set.of(), words -> {});
        assertThat(verification.findings())
                .filteredOn(finding -> finding.severity() == Severity.WARNING)
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).startsWith("Not isolated"));
        assertThat(VerificationReport.files(verification, document))
                .allSatisfy(file -> assertThat(file.content()).contains("sandbox none"));
    }

    @Test
    void a_failing_test_is_found_by_its_name() {
        var failing = SourceFile.test("src/test/java/hello/SumTest.java", TEST.replace("1 + 1", "1 + 2"));
        var found = errors(verify(and(project(), failing)));
        assertThat(found).anySatisfy(finding -> {
            assertThat(finding.rung()).isEqualTo(Rung.TESTS);
            assertThat(finding.checked()).contains("one_and_one_is_two");
            assertThat(finding.evidence()).contains("expected: <2> but was: <3>");
        });
    }

    @Test
    void a_crash_at_the_start_is_found_with_its_words() {
        var found = errors(
                verify(
                        changed(
                                "/App.java",
                                "public static void main(String[] args) {",
                                "public static void main(String[] args) { if (true) { throw new IllegalStateException(\"no luck\"); }")));
        assertThat(found).anySatisfy(finding -> {
            assertThat(finding.rung()).isEqualTo(Rung.BOOT);
            assertThat(finding.evidence()).contains("no luck");
        });
    }

    @Test
    void a_wrong_status_is_found_on_its_route() {
        var found = errors(verify(changed("src/main/java", "ctx.status(200)", "ctx.status(202)")));
        assertThat(found).anySatisfy(finding -> {
            assertThat(finding.rung()).isEqualTo(Rung.ROUTES);
            assertThat(finding.routeId()).isEqualTo(routeId);
            assertThat(finding.checked()).contains("expected 200, not 202");
        });
    }

    @Test
    void holes_in_permissions_and_ownership_are_found_on_their_routes() {
        var library = Samples.library();
        var files = planted(
                library,
                Map.of(
                        "routes.post(\"/books\", booksRoutes::createBook, Role.LIBRARIAN)",
                        "routes.post(\"/books\", booksRoutes::createBook, Role.ANYONE)",
                        "booksRoutes::deleteBook, Role.LIBRARIAN",
                        "booksRoutes::deleteBook, Role.SIGNED_IN",
                        "service.own(query, context)",
                        "query",
                        "service.own(context.loans().get(id), context)",
                        "context.loans().get(id)"));
        assertThat(checked(library, files))
                .contains(
                        "createBook: without a token as nobody: expected 401, not 201",
                        "deleteBook: without the role as a newcomer: expected 403, not 204",
                        "listLoans: another's rows in the list as other a newcomer: it shows what is another's",
                        "readLoan: another's row as other a newcomer: expected one of 404, 403, not 200");
    }

    @Test
    void a_newcomer_with_too_much_power_is_found() {
        var library = Samples.library();
        var files = planted(library, Map.of("NEWCOMER = \"member\"", "NEWCOMER = \"librarian\""));
        assertThat(checked(library, files))
                .contains("deleteBook: without the role as a newcomer: expected 403, not 204");
    }

    @Test
    void an_error_that_tells_of_the_inside_is_found() {
        var library = Samples.library();
        var told = "String.valueOf(problem.getMessage())";
        var files = planted(library, Map.of(told, told + " + new Throwable().getStackTrace()[0]"));
        var found = checked(library, files);
        assertThat(found).contains("readBook: an id that is not there as nobody: the error tells of the inside");
    }

    @Test
    void a_sound_application_with_people_lets_each_do_what_they_may() {
        var library = Samples.library();
        assertThat(checked(library, planted(library, Map.of()))).isEmpty();
    }

    @Test
    void an_application_with_files_of_rows_is_asked_for_their_lines_and_for_formulas() {
        var library = Samples.libraryWithFiles();
        var files = new JavalinStack().write(new Project(library));
        var verification = TestVerifier.in(SANDBOX).verify(files, library, Set.of(), words -> {});
        assertThat(errors(verification)).isEmpty();
        assertThat(verification.probes())
                .filteredOn(probe -> probe.weakness() == Weakness.FORMULA)
                .extracting(Probe::routeId)
                .contains(routeId(library, "bookFile"), routeId(library, "catalogue"));
    }

    @Test
    void forms_on_pages_are_filled_in_rightly_wrongly_and_from_elsewhere() {
        for (var document : List.of(Samples.toDoWithForms(), Samples.shopWithForms())) {
            var files = new JavalinStack().write(new Project(document));
            var verification = TestVerifier.in(SANDBOX).verify(files, document, Set.of(), words -> {});
            assertThat(verification.findings()).isEmpty();
            assertThat(verification.verified()).isTrue();
            assertThat(verification.probes())
                    .filteredOn(probe -> probe.request().startsWith("POST /pages/"))
                    .extracting(Probe::what)
                    .contains(
                            "as specified",
                            "from a page of another site",
                            "markup that is typed and not taken",
                            "what was typed before somebody changed the row",
                            "an unknown field");
        }
    }

    @Test
    void pages_of_rows_are_read_with_markup_in_them() {
        var shop = Samples.shopWithPages();
        var files = new JavalinStack().write(new Project(shop));
        var verification = TestVerifier.in(SANDBOX).verify(files, shop, Set.of(), words -> {});
        assertThat(errors(verification)).isEmpty();
        assertThat(verification.probes())
                .filteredOn(probe -> probe.what().equals("the markup of a row on its page"))
                .extracting(Probe::routeId)
                .contains(routeId(shop, "showCategories"), routeId(shop, "showProduct"));
    }

    private static String routeId(Document document, String name) {
        return document.routes()
                .filter(route -> route.name().equals(name))
                .map(Route::id)
                .findFirst()
                .orElseThrow();
    }

    /** Pages, forms, cookies and files: each route succeeds, and each attack on them is tried. */
    @Test
    void an_application_with_pages_cookies_and_files_is_called_as_browsers_do() {
        var book = GuestBook.document();
        var found = TestVerifier.in(SANDBOX)
                .verify(new JavalinStack().write(GuestBook.project()), book, Set.of(), words -> {});
        assertThat(found.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.checked()).isEqualTo("its success is seen");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        });
        assertThat(found.probes())
                .extracting(Probe::weakness)
                .contains(Weakness.REQUEST_FORGERY, Weakness.UPLOAD, Weakness.FORGED_TOKEN);
        assertThat(found.probes())
                .filteredOn(probe -> probe.what().equals("as specified"))
                .extracting(Probe::status)
                .containsExactlyInAnyOrder(200, 303, 200, 404);
    }

    @Test
    void markup_that_a_function_puts_together_is_found() {
        var safe = "Html.of(\"\"\"\n<p>{}</p>\"\"\", input.word()); Html.of(\"<p>one</p>\");";
        var unsafe = "Html.of(\"<p>\" + input.word()); Html.of(input.word()); words.map(Html::of);";
        assertThat(StaticRules.findings(List.of(function(safe)))).isEmpty();
        assertThat(StaticRules.findings(List.of(function(unsafe))))
                .hasSize(3)
                .allSatisfy(
                        finding -> assertThat(finding.checked()).startsWith("a function does not put markup together"));
    }

    @Test
    void a_provider_is_named_by_a_setting_that_means_nothing_else() {
        assertThat(StaticRules.findings(List.of(function("context.provider(\"RATES_URL\").isPresent();"))))
                .isEmpty();
        var wrong = List.of(
                "context.provider(input.name());",
                "context.provider(\"DATABASE_URL\");",
                "context.provider(\"BASE_URL\");",
                "context.provider(\"APP_SECRET\");",
                "context.provider(\"RATES_URL\" + input.name());",
                "names.map(context::provider);");
        assertThat(wrong)
                .allSatisfy(code -> assertThat(StaticRules.findings(List.of(function(code))))
                        .singleElement()
                        .satisfies(finding ->
                                assertThat(finding.checked()).startsWith("a provider is named by a literal")));
    }

    private static SourceFile function(String code) {
        return new SourceFile("src/main/java/a/functions/A.java", code, SourceFile.Origin.FUNCTION, List.of());
    }

    @Test
    void what_a_function_may_not_do_is_found_in_its_code_but_not_in_its_words() {
        var function =
                new SourceFile("src/main/java/hello/functions/Sly.java", """
                package hello.functions;

                /** Uses no ProcessBuilder. */
                class Sly {
                    String words() {
                        return "Runtime";
                    }

                    String secret() {
                        return System.getenv("APP_SECRET");
                    }
                }
                """, SourceFile.Origin.FUNCTION, List.of());
        assertThat(StaticRules.findings(List.of(function))).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(10);
            assertThat(finding.checked()).isEqualTo("a function does not end or inspect the process");
        });
    }

    @Test
    void a_function_is_called_with_all_that_is_optional_too() {
        var found = guessing("if (input.word() == null) { return \"no word\"; } throw Problem.forbidden(\"no\");");
        assertThat(errors(found).stream().filter(finding -> finding.rung() != Rung.TESTS))
                .extracting(Finding::checked)
                .contains("with all that is optional as nobody: expected one of 200, 501, 400, 404, 409, 422, not 403");
    }

    @Test
    void a_function_that_refuses_every_call_is_not_passed_over_in_silence() {
        var found = guessing("throw Problem.badRequest(\"word\", \"is wrong\");");
        assertThat(found.findings())
                .filteredOn(finding -> finding.severity() == Severity.WARNING)
                .extracting(Finding::checked)
                .containsExactly("its success is seen");
        assertThat(guessing("return \"right\";").findings()).isEmpty();
    }

    @Test
    void a_function_that_lacks_a_service_is_said_to_be_unseen() {
        var found = guessing("throw Problem.notImplemented(\"no model is connected\");");
        assertThat(found.verified()).isTrue();
        assertThat(found.findings())
                .extracting(Finding::evidence)
                .containsExactly(
                        "It answered 501, since a service that it asks is not connected while it is verified.");
    }

    // An application with a route whose function has this body and may be given a word.
    private Verification guessing(String body) {
        var values = JsonNodeFactory.instance.objectNode();
        values.put("method", "GET").put("path", "/guesses").put("name", "guess").put("summary", "Guess a word");
        values.putObject("access").put("level", "PUBLIC").putArray("roles");
        values.putObject("behaviour").put("kind", "CUSTOM");
        values.putArray("parameters")
                .addObject()
                .put("name", "word")
                .put("place", "QUERY")
                .put("type", "string")
                .put("required", false);
        var responses = values.putArray("responses");
        responses
                .addObject()
                .put("status", 200)
                .put("mediaType", "application/json")
                .put("type", "string");
        responses.addObject().put("status", 501).put("mediaType", "application/problem+json");
        var module = document.modules().getFirst().id();
        var edited = Editor.apply(document, new Edit.Add("route", module, values), "test");
        assertThat(edited).isInstanceOf(Edited.Accepted.class);
        var guesses = ((Edited.Accepted) edited).document();
        var input = List.of(new Argument("word", "string", false));
        var definition = new FunctionDefinition(
                0, 0, "guess", "guess", input, "string", List.of(), List.of(), List.of(), null, null, null);
        var function = new Function(
                0, "guess", "guess", "", "", List.of(), body, "", Function.State.WRITTEN, "test", null, Instant.EPOCH);
        var project = new Project(guesses, List.of(definition), List.of(function), List.of(), Map.of());
        return TestVerifier.in(SANDBOX).verify(new JavalinStack().write(project), guesses, Set.of(), words -> {});
    }

    @Test
    void a_file_that_is_not_as_the_manifest_says_is_found() {
        var files = Stream.concat(
                        project().stream().filter(file -> !file.path().equals("README.md")),
                        Stream.of(SourceFile.scaffold("README.md", "# Other words\n")))
                .toList();
        assertThat(errors(verify(files))).singleElement().satisfies(finding -> {
            assertThat(finding.rung()).isEqualTo(Rung.CLEAN_ROOM);
            assertThat(finding.path()).isEqualTo("README.md");
        });
    }

    // Without its own tests, which would find the fault too.
    private static List<SourceFile> planted(Document document, Map<String, String> faults) {
        var files = new JavalinStack().write(new Project(document));
        faults.keySet()
                .forEach(sound ->
                        assertThat(files).anyMatch(file -> file.content().contains(sound)));
        return files.stream()
                .filter(file -> !file.path().startsWith("src/test/"))
                .map(file -> {
                    var content = file.content();
                    for (var fault : faults.entrySet()) {
                        content = content.replace(fault.getKey(), fault.getValue());
                    }
                    return new SourceFile(file.path(), content, file.origin(), file.elements());
                })
                .toList();
    }

    // What is wrong with the answers, each behind the name of its route.
    private static List<String> checked(Document document, List<SourceFile> files) {
        var names = document.routes().collect(Collectors.toMap(Route::id, Route::name));
        var verification = TestVerifier.in(SANDBOX).verify(files, document, Set.of(), words -> {});
        return errors(verification).stream()
                .filter(finding -> finding.rung() == Rung.ROUTES || finding.rung() == Rung.ATTACKS)
                .map(finding -> names.get(finding.routeId()) + ": " + finding.checked())
                .toList();
    }

    private List<SourceFile> project() {
        return new JavalinStack().write(new Project(document));
    }

    private List<SourceFile> changed(String path, String from, String to) {
        var files = project();
        assertThat(files)
                .anyMatch(file -> file.path().contains(path) && file.content().contains(from));
        return files.stream()
                .map(file -> file.path().contains(path)
                        ? new SourceFile(file.path(), file.content().replace(from, to), file.origin(), file.elements())
                        : file)
                .toList();
    }

    private static List<SourceFile> and(List<SourceFile> files, SourceFile file) {
        return Stream.concat(files.stream(), Stream.of(file)).toList();
    }

    private Verification verify(List<SourceFile> files) {
        return TestVerifier.in(SANDBOX).verify(files, document, Set.of(), words -> {});
    }

    private static List<Finding> errors(Verification verification) {
        return verification.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }
}
