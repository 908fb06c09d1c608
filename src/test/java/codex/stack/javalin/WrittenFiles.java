package codex.stack.javalin;

import codex.specification.Document;
import codex.specification.Samples;
import codex.stack.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes a sample to a folder, to be looked at. */
final class WrittenFiles {
    private WrittenFiles() {}

    public static void main(String[] args) throws Exception {
        Document document = (Document) Samples.class.getMethod(args[0]).invoke(null);
        for (var file : new JavalinStack().write(new Project(document, List.of(), List.of(), List.of(), Map.of()))) {
            var path = Path.of(args[1], file.path());
            java.nio.file.Files.createDirectories(path.getParent());
            java.nio.file.Files.writeString(path, file.content());
        }
    }
}
