package codex.stack.javalin;

import codex.code.DatabaseTable;
import codex.code.FunctionDefinition;
import codex.code.SourceFile;
import codex.specification.Document;
import codex.stack.Project;
import codex.stack.Stack;
import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first stack: a Maven project on Javalin, Jdbi and H2 or PostgreSQL, as small as its specification. */
public final class JavalinStack implements Stack {
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Override
    public List<SourceFile> write(Project project) {
        var app = AppModel.of(project);
        var files = new Files(app);
        new AppFiles(app, files).write();
        new TypeFiles(app, files).write();
        new FunctionFiles(app, files).write();
        new EndpointFiles(app, files).write();
        new EntityFiles(app, files).write();
        new AccountFiles(app, files).write();
        new MigrationFiles(app, files).write();
        new SeedFiles(app, files).write();
        var written = Stream.of(files.written(), new TestFiles(app).write(), new RootFiles(app).write())
                .flatMap(List::stream)
                .parallel()
                .map(this::formatted)
                .toList();
        var used = UnusedMethods.removed(written);
        return Stream.concat(used.stream(), Stream.of(ManifestFile.of(used)))
                .sorted(Comparator.comparing(SourceFile::path))
                .toList();
    }

    @Override
    public List<DatabaseTable> tables(Document document) {
        return MigrationFiles.tables(model(document));
    }

    @Override
    public String signature(FunctionDefinition definition, Document document) {
        return FunctionText.signature(definition, model(document));
    }

    @Override
    public String platform(FunctionDefinition definition, List<FunctionDefinition> callees, Document document) {
        return FunctionText.platform(definition, callees, model(document));
    }

    @Override
    public List<codex.code.Package> allowed() {
        return Libraries.allowed();
    }

    private static AppModel model(Document document) {
        return AppModel.of(new Project(document));
    }

    // A function that does not parse stays as it is: the compiler will say what is wrong with it, better than we can.
    private SourceFile formatted(SourceFile file) {
        if (!file.path().endsWith(".java")) {
            return file;
        }
        try {
            var text = formatter.formatSource(file.content());
            return new SourceFile(file.path(), text, file.origin(), file.elements());
        } catch (FormatterException broken) {
            if (file.origin() == SourceFile.Origin.FUNCTION) {
                return file;
            }
            throw new IllegalStateException(
                    broken.diagnostics().stream().map(Object::toString).collect(Collectors.joining("\n")) + " in "
                            + file.path() + "\n" + file.content(),
                    broken);
        }
    }
}
