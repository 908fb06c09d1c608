package codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** README's package table is the law: what it does not list is forbidden. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("codex");

    /** What a name in the table's last column stands for: prefixes of class names. */
    private static final Map<String, List<String>> CONFINED = Map.ofEntries(
            Map.entry("LangChain4j", List.of("dev.langchain4j.")),
            Map.entry("Javalin", List.of("io.javalin.")),
            Map.entry("jte", List.of("gg.jte.")),
            Map.entry("Micrometer", List.of("io.micrometer.")),
            Map.entry("Jetty's proxy", List.of("org.eclipse.jetty.ee10.proxy.", "org.eclipse.jetty.client.")),
            Map.entry("processes", List.of("java.lang.ProcessBuilder")),
            Map.entry("password4j", List.of("com.password4j.")),
            Map.entry("Flyway", List.of("org.flywaydb.")),
            Map.entry("HikariCP", List.of("com.zaxxer.")),
            Map.entry("embedded PostgreSQL", List.of("io.zonky.")),
            Map.entry("palantir-java-format", List.of("com.palantir.")),
            Map.entry("JSqlParser", List.of("net.sf.jsqlparser.")),
            Map.entry("SnakeYAML", List.of("org.yaml.")),
            Map.entry("ELK", List.of("org.eclipse.elk.", "org.eclipse.emf.")),
            Map.entry("JGit", List.of("org.eclipse.jgit.")),
            Map.entry("commonmark", List.of("org.commonmark.")));

    /** A row of the table. */
    private record Row(String name, String purpose, Set<String> imports, Set<String> alone) {}

    private static final Pattern COMMA = Pattern.compile(", *");

    private static final Map<String, Row> TABLE = table();

    @Test
    void a_package_sees_only_what_the_table_lists() {
        var forbidden = dependencies()
                .filter(dependency ->
                        dependency.getTargetClass().getPackageName().startsWith("codex"))
                .filter(dependency -> !allowed(name(dependency.getOriginClass()), name(dependency.getTargetClass())))
                .map(Dependency::getDescription)
                .toList();
        assertThat(forbidden).isEmpty();
    }

    @Test
    void nobody_imports_main() {
        var importers = dependencies()
                .filter(dependency -> name(dependency.getTargetClass()).isEmpty())
                .filter(dependency -> !name(dependency.getOriginClass()).isEmpty())
                .map(Dependency::getDescription)
                .toList();
        assertThat(importers).isEmpty();
    }

    @Test
    void every_package_is_in_the_table() {
        var packages = CLASSES.stream()
                .map(ArchitectureTest::name)
                .filter(name -> !name.isEmpty() && !generated(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).isEqualTo(TABLE.keySet());
    }

    @Test
    void the_purpose_in_the_readme_is_the_sentence_of_package_info() throws IOException {
        for (var row : TABLE.values()) {
            var info =
                    Files.readString(Path.of("src/main/java/codex", row.name().replace('.', '/'), "package-info.java"));
            assertThat(info.replaceAll("\\s*\\n \\* ", " "))
                    .as("package-info of %s", row.name())
                    .contains(row.purpose());
        }
    }

    @Test
    void a_confined_library_is_used_by_its_package_alone() {
        var strangers = dependencies()
                .filter(dependency -> CONFINED.entrySet().stream()
                        .filter(library -> library.getValue().stream()
                                .anyMatch(dependency.getTargetClass().getFullName()::startsWith))
                        .anyMatch(library -> !owns(name(dependency.getOriginClass()), library.getKey())))
                .map(Dependency::getDescription)
                .toList();
        assertThat(strangers).isEmpty();
    }

    @Test
    void every_confined_library_has_a_room() {
        var owned = TABLE.values().stream().flatMap(row -> row.alone().stream()).collect(Collectors.toSet());
        assertThat(owned).isEqualTo(CONFINED.keySet());
    }

    private static java.util.stream.Stream<Dependency> dependencies() {
        return CLASSES.stream()
                .filter(each -> !generated(name(each)) && !name(each).isEmpty())
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream());
    }

    private static boolean allowed(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        if (to.equals("web.templates") || to.startsWith("web.templates.")) {
            return from.equals("web") || from.startsWith("web.");
        }
        if (to.startsWith("stack.javalin.templates")) {
            return from.equals("stack.javalin");
        }
        var row = TABLE.get(from);
        return row != null && row.imports().contains(to);
    }

    private static boolean owns(String name, String library) {
        var row = TABLE.get(name);
        return row != null && row.alone().contains(library);
    }

    private static boolean generated(String name) {
        return name.startsWith("web.templates") || name.startsWith("stack.javalin.templates");
    }

    /** The package's name below {@code codex}; empty for the root. */
    private static String name(JavaClass each) {
        var name = each.getPackageName();
        return name.equals("codex") ? "" : name.substring("codex.".length());
    }

    private static Map<String, Row> table() {
        var rows = new TreeMap<String, Row>();
        for (var line : lines()) {
            var cells = new ArrayList<>(List.of(line.split("\\|", -1)));
            if (cells.size() == 6 && cells.get(1).strip().matches("`[a-z.]+`")) {
                var name = cells.get(1).strip().replace("`", "");
                rows.put(name, new Row(name, cells.get(2).strip(), words(cells.get(3)), words(cells.get(4))));
            }
        }
        assertThat(rows).as("rows of README's package table").isNotEmpty();
        return rows;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("README.md"));
        } catch (IOException missing) {
            throw new IllegalStateException("README.md holds the package table", missing);
        }
    }

    private static Set<String> words(String cell) {
        return COMMA.splitAsStream(cell.strip())
                .map(word -> word.replace("`", ""))
                .filter(word -> !word.isEmpty() && !word.equals("–"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
