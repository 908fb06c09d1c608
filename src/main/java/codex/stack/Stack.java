package codex.stack;

import codex.code.DatabaseTable;
import codex.code.FunctionDefinition;
import codex.code.SourceFile;
import codex.specification.Document;
import java.util.List;

/** Writes projects of one kind. The same project gives the same bytes, on any machine. */
public interface Stack {
    /** The whole project, in order of path. Without VERIFICATION.md and verification.json, which tell of a run. */
    List<SourceFile> write(Project project);

    /** The statements that create the document's tables, referred-to tables first; ids are 0. */
    List<DatabaseTable> tables(Document document);

    /** The head of the method that a function's body goes into, as Java writes it. */
    String signature(FunctionDefinition definition, Document document);

    /**
     * What a function's body may use: the app's own classes with their methods, as text for whoever writes the body.
     *
     * @param callees functions that it calls
     */
    String platform(FunctionDefinition definition, List<FunctionDefinition> callees, Document document);

    /** Libraries that functions may use beside the platform: name and version. */
    List<codex.code.Package> allowed();
}
