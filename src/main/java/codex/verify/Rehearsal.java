package codex.verify;

import codex.code.SourceFile;
import codex.specification.Document;
import java.util.List;

/** A project of ours that a box is warmed up with before it is given one that counts. */
public record Rehearsal(Document document, List<SourceFile> files) {
    public Rehearsal {
        files = List.copyOf(files);
    }
}
