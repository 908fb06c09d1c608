package codex.specification.intake;

import codex.specification.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One operation of an OpenAPI document, where it stands.
 *
 * @param path as the document writes it
 * @param item the path item, followed
 */
record Operation(Method method, String path, Spot item, Spot spot) {

    /** The media types of a response or a request body, JSON first. */
    static List<Spot.Member> media(Spot holder) {
        var members = holder.get("content").members();
        return members.stream()
                .sorted(Comparator.comparingInt(member -> rank(member.name())))
                .toList();
    }

    private static int rank(String mediaType) {
        if (json(mediaType)) {
            return 0;
        }
        return switch (bare(mediaType)) {
            case "multipart/form-data" -> 1;
            case "application/x-www-form-urlencoded" -> 2;
            case "text/html", "text/plain", "text/csv" -> 3;
            case "application/xml", "text/xml" -> 5;
            default -> 4;
        };
    }

    /** Whether it is JSON or written as JSON (RFC 6839). */
    static boolean json(String mediaType) {
        var bare = bare(mediaType);
        return bare.equals("application/json") || bare.endsWith("+json") || bare.equals("*/*");
    }

    /** Without its parameters. */
    static String bare(String mediaType) {
        return mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The schema of a JSON body, if there is one. */
    static Optional<Spot> jsonSchema(Spot holder) {
        return media(holder).stream()
                .filter(member -> json(member.name()))
                .map(member -> member.spot().get("schema"))
                .filter(Spot::there)
                .findFirst();
    }
}
