package codex.stack.javalin;

import codex.code.SourceFile;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Comparator;
import java.util.List;

/** Every file of the project with its hash, so that developing again can tell what a person changed. */
final class ManifestFile {
    static final String PATH = ".codex/manifest.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ManifestFile() {}

    /** The manifest of all other files; VERIFICATION.* tells of a run and stands outside. */
    static SourceFile of(List<SourceFile> files) {
        var manifest = JSON.createObjectNode();
        var entries = manifest.putArray("files");
        files.stream()
                .filter(file -> !file.path().equals(PATH))
                .sorted(Comparator.comparing(SourceFile::path))
                .forEach(file -> {
                    var entry = entries.addObject();
                    entry.put("path", file.path())
                            .put("sha256", file.sha256())
                            .put("origin", file.origin().label());
                    var elements = entry.putArray("elements");
                    file.elements().forEach(elements::add);
                });
        return SourceFile.scaffold(PATH, manifest.toPrettyString().replace("\r\n", "\n") + "\n");
    }
}
