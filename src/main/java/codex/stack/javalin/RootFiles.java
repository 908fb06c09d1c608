package codex.stack.javalin;

import codex.code.SourceFile;
import codex.specification.SpecificationText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The files around the sources: how the project is built, described, packed and shipped. */
final class RootFiles {
    private final AppModel app;

    RootFiles(AppModel app) {
        this.app = app;
    }

    List<SourceFile> write() {
        var files = new ArrayList<SourceFile>();
        files.add(SourceFile.scaffold("pom.xml", pom()));
        files.add(SourceFile.scaffold("README.md", new ReadmeFile(app).text()));
        files.add(SourceFile.scaffold("SPEC.md", SpecificationText.of(app.document())));
        files.add(SourceFile.scaffold("openapi.yaml", new OpenApiFile(app).text()));
        files.add(SourceFile.scaffold("requests.http", new RequestsFile(app).text()));
        files.add(SourceFile.scaffold("sbom.json", SbomFile.text(app)));
        files.add(SourceFile.scaffold(".env.example", environmentExample()));
        files.add(SourceFile.scaffold("compose.yaml", compose()));
        files.add(same("Dockerfile", "Dockerfile", Map.of("artifact", app.artifact())));
        files.add(same("jvm.options", "jvm.options", Map.of("artifact", app.artifact())));
        files.add(same(".gitignore", "gitignore", Map.of()));
        files.add(same(".gitattributes", "gitattributes", Map.of()));
        files.add(same(".editorconfig", "editorconfig", Map.of()));
        files.add(same(".dockerignore", "dockerignore", Map.of()));
        files.add(same(".github/workflows/ci.yml", "ci.yml", Map.of("postgres", onPostgres())));
        files.add(same(
                ".mvn/wrapper/maven-wrapper.properties",
                "maven-wrapper.properties",
                Map.of("wrapper", Libraries.version("org.apache.maven.wrapper:maven-wrapper"))));
        files.add(SourceFile.scaffold("mvnw", resource("/stack/javalin/wrapper/mvnw")));
        files.add(SourceFile.scaffold(
                "mvnw.cmd", resource("/stack/javalin/wrapper/mvnw.cmd").replace("\n", "\r\n")));
        return files;
    }

    static String resource(String name) {
        try (var stream = Objects.requireNonNull(RootFiles.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + name, broken);
        }
    }

    private static SourceFile same(String path, String name, Map<String, String> values) {
        return SourceFile.scaffold(path, Text.fill(resource("/stack/javalin/root/" + name), values));
    }

    private String pom() {
        var dependencies = Libraries.of(app).stream().map(RootFiles::dependency).collect(Collectors.joining());
        return Text.fill(
                resource("/stack/javalin/root/pom.xml"),
                Map.of(
                        "base", app.base(),
                        "artifact", app.artifact(),
                        "name", xml(app.document().name()),
                        "summary", xml(app.document().summary()),
                        "jackson", Libraries.version("com.fasterxml.jackson.core:jackson-databind"),
                        "logging", Libraries.version("org.slf4j:slf4j-api"),
                        "dependencies", dependencies));
    }

    private static String dependency(Libraries.Library library) {
        // The bill of materials of Jackson says its versions.
        var version = library.group().startsWith("com.fasterxml.jackson")
                ? ""
                : "            <version>%s</version>\n".formatted(library.version());
        var scope = library.test() ? "            <scope>test</scope>\n" : "";
        return """
                        <dependency>
                            <groupId>%s</groupId>
                            <artifactId>%s</artifactId>
                %s%s        </dependency>
                """.formatted(library.group(), library.artifact(), version, scope)
                .indent(0);
    }

    private String compose() {
        if (!app.data()) {
            return Text.fill(
                    resource("/stack/javalin/root/compose.bare.yaml"),
                    Map.of("environment", (app.signs() ? "      APP_SECRET: ${APP_SECRET:-}\n" : "") + services()));
        }
        var secret = app.signs() ? "      APP_SECRET: ${APP_SECRET:?set it in .env}\n" : "";
        var environment = app.accounts() ? """
                      ADMIN_EMAIL: ${ADMIN_EMAIL:-}
                      ADMIN_PASSWORD: ${ADMIN_PASSWORD:-}
                """.indent(2) : "";
        var seed = app.seeded() ? "      SEED: ${SEED:-}\n" : "";
        var password = app.seeded() && app.accounts() ? "      SEED_PASSWORD: ${SEED_PASSWORD:-}\n" : "";
        return Text.fill(
                resource("/stack/javalin/root/compose.data.yaml"),
                Map.of("environment", secret + environment + seed + password + services()));
    }

    private String services() {
        return Settings.services(app).stream()
                .map(setting -> "      %1$s: ${%1$s:-}\n".formatted(setting.name()))
                .collect(Collectors.joining());
    }

    private String onPostgres() {
        return app.data()
                ? "\n" + resource("/stack/javalin/root/ci.postgres.yml").stripTrailing()
                : "";
    }

    private String environmentExample() {
        var compose = app.data() ? "DATABASE_PASSWORD=\n" : "";
        return Settings.of(app).stream()
                        .map(setting -> "# %s%n%s=%n".formatted(setting.meaning(), setting.name()))
                        .map(text -> text.replace("\r\n", "\n"))
                        .collect(Collectors.joining())
                + (compose.isEmpty() ? "" : "# compose.yaml: the password of its PostgreSQL\n" + compose);
    }

    private static String xml(String text) {
        return text.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("[\\p{Cntrl}\\p{Cs}]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
