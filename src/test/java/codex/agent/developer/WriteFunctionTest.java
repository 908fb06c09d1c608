package codex.agent.developer;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.developer.WriteFunction.FunctionBody;
import codex.code.FunctionDefinition;
import codex.specification.Samples;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function's body may not be, before a compiler sees it (RELIABILITY.md, C10, F46, F47). */
class WriteFunctionTest {
    @Test
    void a_body_has_statements_within_a_length() {
        assertThat(faults(new FunctionBody(List.of(), "a".repeat(20_000), "b".repeat(20_000))))
                .isEmpty();
        assertThat(faults(new FunctionBody(List.of(), "a".repeat(20_001), "b".repeat(20_001))))
                .containsExactly(
                        "body has 20,001 characters; at most 20,000 are allowed",
                        "helpers has 20,001 characters; at most 20,000 are allowed");
        assertThat(faults(new FunctionBody(List.of(), "\n", ""))).containsExactly("body is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.List",
                "java.util.Map.Entry",
                "java.time.format.DateTimeFormatter",
                "java.nio.charset.StandardCharsets",
                "java.net.URI"
            })
    void classes_that_compute_can_be_imported(String name) {
        assertThat(imported(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.nio.file.Files",
                "java.io.File",
                "java.net.Socket",
                "java.sql.Connection",
                "java.lang.reflect.Method",
                "java.util.zip.ZipFile",
                "java.util.logging.FileHandler",
                "app.data.Book"
            })
    void classes_of_other_packages_cannot(String name) {
        assertThat(imported(name))
                .singleElement()
                .asString()
                .startsWith("imports[0] is %s; classes come from java.lang, java.math".formatted(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.util.Lists", "java.util.Map.Entries", "java.util.ImmutableCollections"})
    void classes_that_nobody_can_see_cannot(String name) {
        assertThat(imported(name)).containsExactly("imports[0] is %s, and the JDK has no such class".formatted(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "List",
                "java.util.*",
                "java.util.list",
                "import java.util.List;",
                "../../etc/x",
                "/etc/passwd",
                "C:\\x",
                "java.util.List;\nstatic {}"
            })
    void what_is_no_name_of_a_class_cannot(String name) {
        assertThat(imported(name))
                .singleElement()
                .asString()
                .startsWith("imports[0] is the full name of a class, as java.util.List; found");
    }

    @Test
    void fifty_imports_are_the_most() {
        assertThat(faults(new FunctionBody(Collections.nCopies(51, "java.util.List"), "return;", "")))
                .containsExactly("imports has 51 items; at most 50 are allowed");
    }

    private static List<String> imported(String name) {
        return faults(new FunctionBody(List.of(name), "return;", ""));
    }

    private static List<String> faults(FunctionBody body) {
        var definition = new FunctionDefinition(
                0, 0, "check", "Checks.", List.of(), "nothing", List.of(), List.of(), List.of(), null, null, null);
        return new WriteFunction(
                        definition, Samples.helloWorld(), "public static void check()", "", List.of(), List.of())
                .faults(body);
    }
}
