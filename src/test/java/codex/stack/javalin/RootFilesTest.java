package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.code.SourceFile;
import codex.specification.Document;
import codex.specification.Samples;
import codex.stack.Project;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GENERATED-APP.md, 2, 4, 9, 12. */
class RootFilesTest {
    static List<Document> samples() {
        return List.of(Samples.helloWorld(), Samples.toDo(), Samples.library(), Samples.shop(), Samples.shortener());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_same_document_gives_the_same_text_with_one_final_newline(Document document) {
        var files = files(document);
        assertThat(files).isEqualTo(files(document));
        assertThat(files)
                .allSatisfy(file -> assertThat(file.content()).endsWith("\n").doesNotEndWith("\n\n"));
        assertThat(files)
                .filteredOn(file -> !file.path().endsWith(".cmd"))
                .allSatisfy(file -> assertThat(file.content()).doesNotContain("\r"));
    }

    @Test
    void a_command_of_windows_has_the_line_ends_of_windows() {
        assertThat(content(Samples.helloWorld(), "mvnw.cmd").split("\n"))
                .hasSizeGreaterThan(50)
                .allMatch(line -> line.endsWith("\r"));
    }

    @Test
    void a_bare_app_has_no_library_for_data_or_people() {
        assertThat(content(Samples.helloWorld(), "pom.xml"))
                .contains("<artifactId>javalin</artifactId>")
                .doesNotContain("jdbi")
                .doesNotContain("h2")
                .doesNotContain("java-jwt");
        assertThat(content(Samples.library(), "pom.xml")).contains("jdbi3-core", "java-jwt", "password4j");
    }

    @Test
    void the_readme_names_each_route_and_who_may_call_it() {
        assertThat(content(Samples.library(), "README.md"))
                .contains("| `POST /books/{bookId}/loans` | Borrows a book | member |")
                .contains("| `GET /loans` | Lists one's loans | member, own rows only |")
                .contains("book ||--o{ loan : book_id");
    }

    @Test
    void what_answers_501_is_said_in_the_readme() {
        assertThat(content(Samples.shortener(), "README.md"))
                .contains("`POST /links`: The function shortenUrl is not written yet.");
    }

    @Test
    void the_description_of_calls_has_each_route_with_its_limits() {
        assertThat(content(Samples.toDo(), "openapi.yaml"))
                .contains("operationId: completeTask", "maxLength: 200", "additionalProperties: false", "maximum: 5");
        assertThat(content(Samples.library(), "openapi.yaml"))
                .contains("/auth/login:", "accessToken:", "Retry-After:", "- librarian");
    }

    @Test
    void the_manifest_has_the_hash_of_each_file() {
        var files = files(Samples.toDo());
        var manifest = ManifestFile.of(files);
        assertThat(files).allSatisfy(file -> assertThat(manifest.content()).contains(file.path(), file.sha256()));
    }

    @Test
    void words_of_the_specification_cannot_leave_their_place() {
        var hostile = Document.empty("Shop </name><evil/>", "A <script> | `x` ${project.basedir}\n# Heading");
        assertThat(content(hostile, "pom.xml")).doesNotContain("<evil/>").doesNotContain("<script>");
        assertThat(content(hostile, "README.md")).doesNotContain("<script>").doesNotContain("\n# Heading");
    }

    private static List<SourceFile> files(Document document) {
        return new RootFiles(AppModel.of(new Project(document))).write();
    }

    private static String content(Document document, String path) {
        return files(document).stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .content();
    }
}
