package codex.specification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A small file that a caller could really send, of the kind that a parameter asks for.
 *
 * @param ending {@code png}, {@code txt} and the like
 */
public record SampleFile(String name, String ending) {
    private static final Map<String, String> KINDS = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "gif", "image/gif",
            "pdf", "application/pdf",
            "csv", "text/csv",
            "json", "application/json",
            "md", "text/markdown",
            "xml", "application/xml",
            "zip", "application/zip",
            "txt", "text/plain");
    private static final Pattern ENDING = Pattern.compile("\\.([a-z]+)$");
    private static final Pattern KIND =
            Pattern.compile("\\b(png|jpe?g|gif|pdf|csv|json|markdown|xml|zip|image|picture|photo|avatar|logo)s?\\b");

    /** The kind is told by the example's ending, then by the words of the name and the description; else it is a text. */
    public static SampleFile of(Parameter parameter) {
        var example = parameter.example();
        var ending = ENDING.matcher(example == null ? "" : example.toLowerCase(Locale.ROOT));
        if (example != null && ending.find() && KINDS.containsKey(extension(ending.group(1)))) {
            return new SampleFile(example, extension(ending.group(1)));
        }
        var words = Names.snake(parameter.name()).replace('_', ' ') + " " + parameter.description();
        var kind = KIND.matcher(words.toLowerCase(Locale.ROOT));
        var extension = kind.find() ? extension(kind.group(1)) : "txt";
        return new SampleFile("sample." + extension, extension);
    }

    private static String extension(String word) {
        return switch (word) {
            case "jpeg" -> "jpg";
            case "markdown" -> "md";
            case "image", "picture", "photo", "avatar", "logo" -> "png";
            default -> word;
        };
    }

    public String mediaType() {
        return Objects.requireNonNull(KINDS.get(ending));
    }

    public byte[] bytes() {
        var resource = "/codex/specification/samples/sample." + ending;
        try (var in = Objects.requireNonNull(SampleFile.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("the sample cannot be read: " + resource, broken);
        }
    }
}
