package codex.stack.javalin;

import codex.specification.Document;
import codex.specification.Route;
import codex.specification.TypeName;
import java.util.stream.Stream;

/** Where the files lie that callers have sent. */
final class FileTable {
    static final String NAME = "stored_file";

    static final String SQL = """
            -- Files that callers have sent; what they are about refers to them by id.
            CREATE TABLE stored_file (
                id uuid NOT NULL PRIMARY KEY,
                name varchar(255) NOT NULL,
                media_type varchar(255) NOT NULL,
                content bytea NOT NULL
            );
            """;

    private FileTable() {}

    /** Whether an application has it: files come in, a function says what becomes of them, and something is kept. */
    static boolean in(Document document) {
        return !document.tables().isEmpty()
                && document.routes()
                        .filter(route -> route.behaviour().kind().needsFunction())
                        .flatMap(FileTable::taken)
                        .anyMatch(type -> TypeName.of(type).base().equals(Kind.FILE.word()));
    }

    private static Stream<String> taken(Route route) {
        var parameters = route.parameters().stream().map(parameter -> parameter.type());
        var request = route.request();
        return request == null ? parameters : Stream.concat(parameters, Stream.of(request.type()));
    }
}
