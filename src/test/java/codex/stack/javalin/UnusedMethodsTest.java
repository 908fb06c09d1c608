package codex.stack.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.code.SourceFile;
import codex.specification.Samples;
import codex.stack.Project;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnusedMethodsTest {
    private static final String PLATFORM = """
            package shop.platform;

            import java.time.Instant;
            import java.util.UUID;

            /** Makes things. */
            public final class Things {
                private Things() {}

                /** What it is. */
                public record Thing(UUID id) {}

                public static Thing thing(UUID id) {
                    return new Thing(id);
                }

                /** Nobody asks for the time. */
                public static Instant time() {
                    return moment();
                }

                private static Instant moment() {
                    return Instant.EPOCH;
                }

                public static String word(Thing thing) {
                    return thing.toString();
                }
            }
            """;
    private static final String CALLER = """
            package shop;

            final class App {
                static final Object THING = Things.thing(null);
            }
            """;

    @Test
    void what_nothing_calls_goes_with_what_it_alone_called() {
        var text = pruned(CALLER);
        assertThat(text).contains("private Things() {}", "public record Thing(UUID id) {}", "Thing thing(UUID id)");
        assertThat(text).doesNotContain("time()", "moment()", "word(", "Nobody asks", "Instant");
        assertThat(text).endsWith("        return new Thing(id);\n    }\n}\n");
    }

    @Test
    void a_name_that_is_only_pointed_at_is_called() {
        assertThat(pruned(CALLER.replace("Things.thing(null)", "java.util.List.of().map(Things::word)")))
                .contains("String word(Thing thing)");
    }

    @Test
    void an_application_without_functions_has_no_method_for_them() {
        var files = new JavalinStack().write(new Project(Samples.shop()));
        assertThat(files).noneMatch(file -> file.content().contains("findBy"));
    }

    private static String pruned(String caller) {
        var files = List.of(
                SourceFile.scaffold("src/main/java/shop/platform/Things.java", PLATFORM),
                SourceFile.scaffold("src/main/java/shop/App.java", caller));
        return UnusedMethods.removed(files).getFirst().content();
    }
}
