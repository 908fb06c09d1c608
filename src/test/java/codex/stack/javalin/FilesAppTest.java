package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.code.SourceFile;
import codex.specification.Samples;
import codex.stack.Project;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Rows as files of comma-separated values (RFC 4180). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesAppTest {
    private static final String PASSWORD = "Correct-horse-battery-9";
    private static final String HEADER = "id,title,author,isbn,version,createdAt,updatedAt\r\n";

    private WrittenApp app;
    private String admin = "";
    private int lastIsbn;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var project = new Project(Samples.libraryWithFiles());
        app = WrittenApp.start(project, folder, Map.of("ADMIN_EMAIL", "admin@example.com", "ADMIN_PASSWORD", PASSWORD));
        admin = token("admin");
        var id = register("librarian").json().path("id").asText();
        app.call("PUT", "/auth/accounts/" + id + "/role", "{\"role\": \"librarian\"}", "Authorization", admin);
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void a_file_begins_with_the_names_of_the_columns_and_is_kept_under_its_name() {
        var file = app.call("GET", "/books.csv", "");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.text()).startsWith(HEADER);
        var headers = file.response().headers();
        assertThat(headers.firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(headers.firstValue("Content-Disposition")).hasValue("attachment; filename=\"books.csv\"");
    }

    @Test
    void commas_quotes_and_formulas_come_out_as_texts() {
        book("Pride, \\\"and\\\" prejudice", "Austen");
        book("=HYPERLINK(1)", "-2");
        assertThat(app.call("GET", "/books.csv?sort=title&author=Austen", "").text())
                .contains(",\"Pride, \"\"and\"\" prejudice\",Austen,");
        assertThat(app.call("GET", "/books.csv?author=-2", "").text()).contains(",'=HYPERLINK(1),'-2,");
    }

    @Test
    void a_file_takes_the_filters_and_pages_of_a_list() {
        for (var index = 0; index < 25; index++) {
            book("Volume " + index, "Many");
        }
        assertThat(app.call("GET", "/books.csv?author=Many", "").text().lines()).hasSize(26);
        var page = app.call("GET", "/books.csv?author=Many&size=10&page=2", "");
        assertThat(page.text().lines()).hasSize(11);
        assertThat(page.response().headers().firstValue("Link").orElse("")).contains("rel=\"next\"", "rel=\"prev\"");
        assertThat(app.call("GET", "/books.csv?size=10001", "").status()).isEqualTo(400);
        assertThat(app.call("GET", "/books.csv?nobody=1", "").status()).isEqualTo(400);
    }

    @Test
    void a_file_shows_only_the_rows_that_a_list_would() {
        var book = book("To be lent", "Lender");
        register("owner");
        register("stranger");
        var loan = app.call("POST", "/books/" + book + "/loans", "", "Authorization", token("owner"));
        var id = loan.json().path("id").asText();
        assertThat(file("/loans.csv", "owner")).contains("\r\n" + id + ",");
        assertThat(file("/loans.csv", "stranger")).doesNotContain(id);
        assertThat(file("/loans.csv", "admin")).contains(id);
        assertThat(app.call("GET", "/loans.csv", "").status()).isEqualTo(401);
    }

    @Test
    void where_a_list_is_json_too_the_caller_chooses() {
        assertThat(app.call("GET", "/catalogue", "").json().path("items").isArray())
                .isTrue();
        var csv = app.call("GET", "/catalogue?size=1000", "", "Accept", "text/csv");
        assertThat(csv.text()).startsWith(HEADER);
        assertThat(csv.response().headers().firstValue("Vary").orElse("")).contains("Accept");
        assertThat(app.call("GET", "/catalogue?size=1000", "").status()).isEqualTo(400);
    }

    @Test
    void the_description_says_how_many_rows_a_file_holds() {
        var description = new JavalinStack()
                .write(new Project(Samples.libraryWithFiles())).stream()
                        .filter(file -> file.path().equals("openapi.yaml"))
                        .map(SourceFile::content)
                        .findFirst()
                        .orElseThrow();
        assertThat(description).contains("text/csv", "10000", "RFC 4180");
    }

    @Test
    void what_answers_with_no_file_has_no_class_for_it() {
        assertThat(new JavalinStack().write(new Project(Samples.library())))
                .extracting(SourceFile::path)
                .noneMatch(path -> path.contains("Csv") || path.contains("Accept"));
    }

    private String file(String path, String person) {
        return app.call("GET", path, "", "Authorization", token(person)).text();
    }

    private String book(String title, String author) {
        lastIsbn++;
        var body = "{\"title\": \"%s\", \"author\": \"%s\", \"isbn\": \"%013d\"}".formatted(title, author, lastIsbn);
        var made = app.call("POST", "/books", body, "Authorization", token("librarian"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("id").asText();
    }

    private WrittenApp.Answer register(String name) {
        return app.call(
                "POST",
                "/auth/register",
                "{\"email\": \"%1$s@example.com\", \"password\": \"%2$s\", \"name\": \"%1$s\"}"
                        .formatted(name, PASSWORD));
    }

    private String token(String name) {
        var body = "{\"email\": \"%s@example.com\", \"password\": \"%s\"}".formatted(name, PASSWORD);
        return "Bearer "
                + app.call("POST", "/auth/login", body)
                        .json()
                        .path("accessToken")
                        .asText();
    }
}
