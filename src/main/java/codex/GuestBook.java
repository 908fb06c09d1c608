package codex;

import codex.code.Argument;
import codex.code.Function;
import codex.code.FunctionDefinition;
import codex.specification.Document;
import codex.specification.DocumentJson;
import codex.stack.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A sample application with pages, a form, a cookie of its own and files, and functions as an engine writes them. */
public final class GuestBook {
    private static final Map<String, String> BODIES =
            Map.of("showGuestBook", """
            var entries = context.entries().all().stream()
                    .map(entry -> Html.of(
                            "<li>{} {}</li>",
                            entry.message(),
                            entry.pictureId() == null
                                    ? null
                                    : Html.of("<img src=\\"/pictures/{}\\" alt=\\"A picture\\">", entry.pictureId())))
                    .toList();
            return Html.page("Guest book", Html.of(\"""
                    <ul>{}</ul>
                    <form method="post" action="/entries" enctype="multipart/form-data">
                    <label for="message">Message</label><input id="message" name="message" required maxlength="500">
                    <label for="picture">Picture</label><input id="picture" name="picture" type="file">
                    <button>Sign</button>
                    </form>
                    \""", entries));
            """, "signGuestBook", """
            var visitor = input.visitor() == null ? UUID.randomUUID() : input.visitor();
            var picture = input.picture() == null ? null : context.storedFiles().keep(input.picture());
            context.entries().insert(
                    Entry.create(context).withMessage(input.message()).withVisitor(visitor).withPictureId(picture));
            context.cookies().set("visitor", visitor.toString(), Duration.ofDays(30));
            return URI.create("/guest-book");
            """, "showMine", """
            var mine = context.entries().findByVisitor(input.visitor()).stream()
                    .map(entry -> Html.of("<li>{}</li>", entry.message()))
                    .toList();
            return Html.page("What I wrote", Html.of("<ul>{}</ul>", mine));
            """, "showPicture", """
            return context.storedFiles().find(input.id()).orElseThrow(() -> Problem.notFound("There is no such picture."));
            """);

    private GuestBook() {}

    public static Document document() {
        try (var json = GuestBook.class.getResourceAsStream("/bench/guest-book.json")) {
            return DocumentJson.read(new String(Objects.requireNonNull(json).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static Project project() {
        var definitions = List.of(
                definition("showGuestBook", "html"),
                definition(
                        "signGuestBook",
                        "uri",
                        new Argument("message", "string", true),
                        new Argument("picture", "file", false),
                        new Argument("visitor", "uuid", false)),
                definition("showMine", "html", new Argument("visitor", "uuid", true)),
                definition("showPicture", "file", new Argument("id", "uuid", true)));
        var functions = definitions.stream().map(GuestBook::function).toList();
        return new Project(document(), definitions, functions, List.of(), Map.of());
    }

    private static FunctionDefinition definition(String name, String returnType, Argument... input) {
        return new FunctionDefinition(
                0, 0, name, name, List.of(input), returnType, List.of(), List.of("entry"), List.of(), null, null, null);
    }

    private static Function function(FunctionDefinition definition) {
        var body = Objects.requireNonNull(BODIES.get(definition.name()));
        return new Function(
                0,
                definition.name(),
                definition.description(),
                "",
                "",
                List.of(),
                body,
                "",
                Function.State.WRITTEN,
                "test",
                null,
                Instant.EPOCH);
    }
}
