package codex.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The files that browsers load beside pages. Their address changes with their content, so they are kept for ever. */
public enum Asset {
    STYLE("app.css", "text/css; charset=utf-8"),
    SCRIPT("app.js", "text/javascript; charset=utf-8"),
    HTMX("htmx.min.js", "text/javascript; charset=utf-8"),
    HTMX_SSE("htmx-ext-sse.js", "text/javascript; charset=utf-8"),
    ICON("icon.svg", "image/svg+xml"),
    LICENSES("LICENSES.txt", "text/plain; charset=utf-8");

    private final String file;
    private final String mediaType;
    private final byte[] content;
    private final String sha256;

    Asset(String file, String mediaType) {
        this.file = file;
        this.mediaType = mediaType;
        this.content = read("/static/" + file);
        this.sha256 = HexFormat.of().formatHex(Download.sha256(content));
    }

    public static Optional<Asset> named(String file) {
        return Arrays.stream(values()).filter(asset -> asset.file.equals(file)).findFirst();
    }

    /** Where pages load it from. */
    public String url() {
        return "/static/" + file + "?v=" + version();
    }

    String file() {
        return file;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] content() {
        return content.clone();
    }

    String version() {
        return sha256.substring(0, 12);
    }

    String sha256() {
        return sha256;
    }

    private static byte[] read(String path) {
        try (var in = Asset.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not on the class path; was the build complete?");
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(path, broken);
        }
    }
}
