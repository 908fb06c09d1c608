package codex.stack.javalin;

import codex.code.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The files of one project while they are written. */
final class Files {
    private final AppModel app;
    private final List<SourceFile> files = new ArrayList<>();

    Files(AppModel app) {
        this.app = app;
    }

    /** A Java file of the application. */
    void java(String className, JavaFile file, SourceFile.Origin origin, List<String> elements) {
        var text = file.text();
        var packageName = text.substring("package ".length(), text.indexOf(';'));
        files.add(new SourceFile(path(packageName, className), text, origin, elements));
    }

    void java(String className, JavaFile file, List<String> elements) {
        java(className, file, SourceFile.Origin.SCAFFOLD, elements);
    }

    /** A class that is the same in every application but for the root package. */
    void same(String packageName, String... classNames) {
        for (var className : classNames) {
            var resource = "/stack/javalin/app/" + packageName.replace('.', '/') + "/" + className + ".java";
            var text = resource(resource)
                    .replaceAll("(?m)^(package|import|import static) app\\.", "$1 " + app.base() + ".");
            files.add(SourceFile.scaffold(path(app.base() + "." + packageName, className), text));
        }
    }

    void resource(String path, String content) {
        files.add(SourceFile.scaffold("src/main/resources/" + path, content));
    }

    /** A file that is there already. */
    void add(SourceFile file) {
        files.add(file);
    }

    List<SourceFile> written() {
        return List.copyOf(files);
    }

    private static String path(String packageName, String className) {
        return "src/main/java/" + packageName.replace('.', '/') + "/" + className + ".java";
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(Files.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + name, broken);
        }
    }
}
