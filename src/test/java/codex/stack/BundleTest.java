package codex.stack;

import static org.assertj.core.api.Assertions.assertThat;

import codex.code.SourceFile;
import codex.specification.Samples;
import codex.stack.javalin.JavalinStack;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GENERATED-APP.md, 8, 9. */
class BundleTest {
    private static final List<SourceFile> FILES = List.of(
            SourceFile.scaffold("pom.xml", "<project/>\n"),
            SourceFile.scaffold("mvnw", "#!/bin/sh\n"),
            SourceFile.scaffold("src/main/java/shop/App.java", "class App {}\n"));

    @TempDir
    private Path folder;

    @Test
    void a_clone_holds_the_files_of_the_zip_byte_for_byte_and_nothing_else() throws Exception {
        var project = new Project(Samples.shop());
        var files = new JavalinStack().write(project);
        var clone = folder.resolve("shop");
        assertThat(Unpacked.cloned(Bundle.of("Shop", files), clone))
                .hasSizeGreaterThan(50)
                .isEqualTo(Unpacked.zip(Zip.of("shop", files)));
        assertThat(Unpacked.git(clone, "status", "--porcelain", "--ignored")).isEmpty();
        assertThat(Unpacked.git(clone, "fsck", "--strict", "--full")).isEmpty();
    }

    @Test
    void the_branch_main_has_one_commit_which_is_the_same_on_any_machine() throws Exception {
        var clone = folder.resolve("shop");
        assertThat(Unpacked.cloned(Bundle.of("Küche & “Bücher”, made from version 3", FILES), clone))
                .hasSize(3);
        assertThat(Unpacked.git(clone, "rev-parse", "--abbrev-ref", "HEAD")).isEqualTo("main\n");
        assertThat(Unpacked.git(clone, "log", "--all", "--format=%H|%an <%ae> %aI|%cn <%ce> %cI|%s"))
                .isEqualTo("b0a62bfd7c1d9507d3cbd914b5937d8acf1926cc|Codex <codex@localhost> 1980-01-01T00:00:02+00:00|"
                        + "Codex <codex@localhost> 1980-01-01T00:00:02+00:00|Küche & “Bücher”, made from version 3\n");
    }

    @Test
    void the_same_files_give_the_same_bytes_in_any_order_time_zone_and_language() {
        var first = Bundle.of("Shop", FILES);
        var zone = TimeZone.getDefault();
        var locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Bundle.of("Shop", FILES.reversed())).isEqualTo(first);
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }
}
