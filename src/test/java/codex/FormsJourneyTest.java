package codex;

import static org.assertj.core.api.Assertions.assertThat;

import codex.specification.Samples;
import codex.stack.Project;
import codex.stack.javalin.WrittenApp;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms of a developed application in a real browser, which alone says where a form comes from. */
class FormsJourneyTest {
    @Test
    void a_person_adds_corrects_completes_and_deletes_a_row_without_scripts(@TempDir Path folder) throws Exception {
        try (var app = WrittenApp.start(new Project(Samples.toDoWithForms()), folder, Map.of());
                var browser = Browser.withoutScripts("http://localhost:" + app.port())) {
            browser.open("/pages/tasks");
            browser.type("#field-title", "Buy milk");
            browser.press("button.main");
            browser.await("dl.row");
            assertThat(browser.text("h1")).isEqualTo("Buy milk");

            browser.type("#field-title", "Buy tea");
            browser.press("button.main");
            browser.expect("Buy tea");
            browser.press("form[action$=complete] button");
            browser.expect("done");
            browser.press("form[action$=complete] button");
            browser.expect("Conflict");

            browser.open("/pages/tasks");
            browser.press(".rows a[href^='/pages/tasks/']");
            browser.press("form[action$=delete] button");
            browser.expect("There is nothing to be seen here.");
            assertThat(browser.path()).isEqualTo("/pages/tasks");
        }
    }
}
