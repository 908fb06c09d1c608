package codex.stack.javalin;

import codex.code.SourceFile;
import codex.specification.Behaviour;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The app's own tests: every route over real HTTP, and what holds for all of them. */
final class TestFiles {
    private static final String CALLERS = "    // callers\n";
    private static final String FORMS = "    // forms\n";
    private static final String TYPED = "    // typed\n";
    private static final String COOKIES = "        // cookies\n";
    private static final String DATABASE = "        // database\n";

    private final AppModel app;
    private final FixtureFile fixtures;

    TestFiles(AppModel app) {
        this.app = app;
        this.fixtures = new FixtureFile(app);
    }

    List<SourceFile> write() {
        var files = new ArrayList<SourceFile>();
        files.add(file(app.base(), "TestApp", testApp(), List.of()));
        files.add(file(app.base(), "CorsTest", same("CorsTest"), List.of()));
        files.add(file(app.base(), "ErrorContractTest", same("ErrorContractTest"), List.of()));
        files.add(file(app.base(), "OpenApiContractTest", same("OpenApiContractTest"), List.of()));
        files.add(SourceFile.test(
                "src/test/resources/simplelogger.properties",
                "org.slf4j.simpleLogger.defaultLogLevel=warn\norg.slf4j.simpleLogger.log.io.javalin=error\n"));
        if (app.outbound()) {
            files.add(file(app.base() + ".platform.net", "OutboundHttpTest", same("OutboundHttpTest"), List.of()));
        }
        if (!app.providers().isEmpty()) {
            var test = same("ProviderTest").replace("$SETTING$", app.providers().firstKey());
            files.add(file(app.base() + ".platform.net", "ProviderTest", test, List.of()));
        }
        if (app.data()) {
            files.add(file(app.base(), "TestDatabase", same("TestDatabase"), List.of()));
            files.add(file(app.base(), "MigrationTest", same("MigrationTest"), List.of()));
        }
        if (app.any(route -> route.kind() == Behaviour.Kind.LIST && route.finished())) {
            files.add(file(app.base(), "ListContract", same("ListContract"), List.of()));
        }
        if (app.seeded()) {
            files.add(file(app.base(), "SeedTest", withAssertions(SeedFiles.test(app)), List.of()));
        }
        if (app.pages()) {
            files.add(file(app.base(), "PagesTest", same("PagesTest"), List.of()));
        }
        if (app.any(route -> route.parameters().stream().anyMatch(EndpointTests::file))) {
            files.add(file(app.base() + ".platform.http", "UploadTest", same("UploadTest"), List.of()));
        }
        if (app.downloads()) {
            files.add(file(app.base() + ".platform.http", "DownloadTest", same("DownloadTest"), List.of()));
        }
        if (app.any(RouteModel::csv)) {
            files.add(file(app.base() + ".platform.http", "CsvTest", same("CsvTest"), List.of()));
        }
        if (app.any(RouteModel::csvOrJson)) {
            files.add(file(app.base() + ".platform.http", "AcceptTest", same("AcceptTest"), List.of()));
        }
        if (!app.cookies().isEmpty()) {
            files.add(file(app.base() + ".platform.http", "CookiesTest", same("CookiesTest"), List.of()));
        }
        if (app.accounts()) {
            files.add(file(app.base(), "AuthRoutesTest", same("AuthRoutesTest"), List.of()));
        }
        if (app.entities().stream().anyMatch(fixtures::makeable)) {
            files.add(file(app.base(), "Fixtures", fixtures.text(), List.of()));
        }
        var classes = app.routes().stream()
                .collect(Collectors.groupingBy(
                        route -> route.handlerPackage() + "." + route.handlerClass(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        classes.values().forEach(routes -> files.add(tests(routes)));
        files.addAll(new ScenarioTests(app).write());
        return files;
    }

    private SourceFile tests(List<RouteModel> routes) {
        var first = routes.get(0);
        var className = first.handlerClass() + "Test";
        var nested = routes.stream()
                .map(route -> new RouteTests(app, route, fixtures).text())
                .collect(Collectors.joining());
        var file = new JavaFile(first.handlerPackage())
                .offer(app.base() + ".TestApp", app.base() + ".Fixtures", app.base() + ".ListContract")
                .offer("org.junit.jupiter.api.AfterAll", "org.junit.jupiter.api.BeforeAll")
                .offer("java.util.List")
                .offer("org.junit.jupiter.api.Nested", "org.junit.jupiter.api.Test")
                .write(Text.fill("""
                        class $name$ {
                            private static TestApp app;

                            @BeforeAll
                            static void start() {
                                app = TestApp.start();
                            }

                            @AfterAll
                            static void stop() {
                                app.close();
                            }
                            $nested$
                        }
                        """, Map.of("name", className, "nested", nested)));
        var elements = routes.stream().map(route -> route.route().id()).toList();
        return file(first.handlerPackage(), className, withAssertions(file.text()), elements);
    }

    private String withAssertions(String text) {
        var imports = new StringBuilder();
        for (var name : List.of("assertContains", "assertInvalid", "assertProblem", "assertStatus")) {
            if (text.contains(name + "(")) {
                imports.append("import static %s.TestApp.%s;\n".formatted(app.base(), name));
            }
        }
        for (var name : List.of("assertEquals", "assertThrows", "assertTrue")) {
            if (text.contains(name + "(")) {
                imports.append("import static org.junit.jupiter.api.Assertions.%s;\n".formatted(name));
            }
        }
        return text.replaceFirst(";\n\n", ";\n\n" + imports + "\n");
    }

    private String testApp() {
        var callers = app.accounts() ? RootFiles.resource("/stack/javalin/test/callers.java.txt") : "";
        var forms = app.uploads() ? RootFiles.resource("/stack/javalin/test/forms.java.txt") : "";
        var database = app.data() ? "        all.put(\"DATABASE_URL\", TestDatabase.url(data));\n" : "";
        var cookies = app.cookies().isEmpty() ? "" : """

                        /** A cookie that the answer sets, as it is sent back; empty where it sets none of this name. */
                        public String cookie(String name) {
                            return response.headers().allValues("Set-Cookie").stream()
                                    .map(each -> each.split(";")[0])
                                    .filter(each -> each.startsWith(name + "="))
                                    .findFirst()
                                    .orElse("");
                        }
                """;
        var text = same("TestApp")
                .replace(CALLERS, callers)
                .replace(TYPED, app.forms() ? RootFiles.resource("/stack/javalin/test/typed.java.txt") : "")
                .replace(FORMS, forms)
                .replace(COOKIES, cookies)
                .replace(DATABASE, database);
        try {
            return RemoveUnusedImports.removeUnusedImports(text);
        } catch (FormatterException broken) {
            throw new IllegalStateException(text, broken);
        }
    }

    private String same(String className) {
        return RootFiles.resource("/stack/javalin/test/" + className + ".java")
                .replaceAll("(?m)^(package|import|import static) app\\b", "$1 " + app.base());
    }

    private static SourceFile file(String packageName, String className, String text, List<String> elements) {
        var path = "src/test/java/" + packageName.replace('.', '/') + "/" + className + ".java";
        return new SourceFile(path, text, SourceFile.Origin.TEST, elements);
    }
}
