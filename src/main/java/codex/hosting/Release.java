package codex.hosting;

import codex.code.SourceFile;
import codex.sandbox.Command;
import codex.sandbox.Result;
import codex.sandbox.Sandbox;
import codex.sandbox.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A developed app made ready to run: the verified files from the database, compiled in the sandbox (RELIABILITY.md, X4,
 * X16).
 *
 * @param directory holds {@code classes}
 * @param mainClass of the application
 * @param keepsData whether it needs a database
 */
record Release(Path directory, String mainClass, boolean keepsData) {
    private static final Pattern MAIN = Pattern.compile("src/main/java/([a-z][a-z0-9_]*)/App\\.java");
    private static final String SOURCES = "src/main/java/";
    private static final String RESOURCES = "src/main/resources/";

    /** It does not run; the sentence is for the page. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    static Release make(Sandbox sandbox, Path libraries, List<SourceFile> files) throws Unusable {
        var mainClass = mainClass(files);
        var directory = Shelf.makeOpenDirectory("codex-release");
        var sources = directory.resolve("sources");
        var classes = directory.resolve("classes");
        var names = new ArrayList<String>();
        for (var file : files) {
            if (file.path().startsWith(SOURCES)) {
                names.add("/src/" + file.path().substring(SOURCES.length()));
                write(sources, file.path().substring(SOURCES.length()), file.bytes());
            } else if (file.path().startsWith(RESOURCES)) {
                write(classes, file.path().substring(RESOURCES.length()), file.bytes());
            } else if (file.path().equals("openapi.yaml")) {
                write(classes, "openapi.yaml", file.bytes());
            }
        }
        var keepsData = files.stream().anyMatch(file -> file.path().startsWith(RESOURCES + "db/migration/"));
        var release = new Release(directory, mainClass, keepsData);
        try {
            compile(sandbox, libraries, sources, names).forEach((path, bytes) -> write(classes, path, bytes));
        } catch (Unusable unusable) {
            release.remove();
            throw unusable;
        }
        return release;
    }

    /** Removes its directory, once nothing runs from it any more (E30). */
    void remove() {
        Shelf.remove(directory);
    }

    private static Map<String, byte[]> compile(Sandbox sandbox, Path libraries, Path sources, List<String> names)
            throws Unusable {
        var words = new ArrayList<>(List.of(
                "/jdk/bin/javac",
                "-proc:none",
                "-parameters",
                "--release",
                "17",
                "-nowarn",
                "-cp",
                "/jars/*",
                "-d",
                "/box/out"));
        words.addAll(names);
        var result = sandbox.run(
                new Command(words, Map.of("/src", sources, "/jars", libraries), Map.of(), "", Command.Limits.DEFAULT));
        if (result instanceof Result.Finished finished
                && finished.code() == 0
                && !finished.files().isEmpty()) {
            return finished.files();
        }
        throw new Unusable("It could not be compiled for this host: " + result.log());
    }

    private static String mainClass(List<SourceFile> files) throws Unusable {
        return files.stream()
                .map(file -> MAIN.matcher(file.path()))
                .filter(match -> match.matches())
                .map(match -> match.group(1) + ".App")
                .findFirst()
                .orElseThrow(() -> new Unusable("There is no App.java in it, so it cannot be started."));
    }

    private static void write(Path root, String path, byte[] bytes) {
        try {
            var file = root.resolve(path).normalize();
            if (!file.startsWith(root)) {
                throw new IOException("%s leads out of %s".formatted(path, root));
            }
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
