package codex.code;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.json.Json;

/**
 * One file of a developed app. Files are text in UTF-8 with line feeds; those of Windows' commands follow a carriage return.
 *
 * @param path relative, with slashes, within the project
 * @param elements ids of the specification's elements it answers
 */
public record SourceFile(
        String path, String content, Origin origin, @Json List<String> elements) {
    /** Who wrote it. */
    public enum Origin {
        SCAFFOLD,
        FUNCTION,
        TEST,
        HAND;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SourceFile {
        elements = List.copyOf(elements);
        if (path.startsWith("/") || path.contains("..") || path.contains("\\") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a file of a project lies inside it, not at " + path);
        }
    }

    public static SourceFile scaffold(String path, String content) {
        return new SourceFile(path, content, Origin.SCAFFOLD, List.of());
    }

    public static SourceFile test(String path, String content) {
        return new SourceFile(path, content, Origin.TEST, List.of());
    }

    public byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    /** Lower-case hexadecimal. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** Whether it runs as a command after unpacking. */
    public boolean executable() {
        return path.equals("mvnw") || path.endsWith(".sh");
    }
}
