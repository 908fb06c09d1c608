package codex.web;

import codex.specification.Edited;
import codex.specification.intake.Imports;
import codex.specification.intake.Intake;
import codex.specification.intake.Loss;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document that somebody pasted or chose, and what was seen in it.
 *
 * @param text as it was sent
 * @param problems why nothing can be made of it
 * @param seen what would be made of it; null when nobody looked yet, or nothing can be made
 */
public record ImportForm(String text, List<Edited.Problem> problems, Intake.@Nullable Taken seen) {
    /** The longest request with a document, in bytes: one that is a little too long is still refused in words. */
    static final int MOST_BYTES = 2 * Imports.BYTES;

    private static final int SHOWN = 200;

    /** What is read and thrown away of a body that is too large. */
    private static final long DRAINED_BYTES = 64_000_000;

    public ImportForm {
        problems = List.copyOf(problems);
    }

    static ImportForm empty() {
        return new ImportForm("", List.of(), null);
    }

    /** The chosen file, else what was pasted. */
    static byte[] sent(Context ctx) {
        if (ctx.contentLength() > MOST_BYTES) {
            drain(ctx);
            throw new ContentTooLargeResponse();
        }
        if (ctx.isMultipartFormData()) {
            var file = ctx.uploadedFile("file");
            if (file != null && file.size() > 0) {
                try (var content = file.content()) {
                    return content.readNBytes(Imports.BYTES + 1);
                } catch (IOException cut) {
                    throw new UncheckedIOException("a file that was sent could not be read", cut);
                }
            }
        }
        return Visit.field(ctx, "text").getBytes(StandardCharsets.UTF_8);
    }

    // Whoever is still sending when the connection closes sees a broken connection instead of the page that says why.
    private static void drain(Context ctx) {
        try {
            ctx.req().getInputStream().skipNBytes(Math.min(ctx.contentLength(), DRAINED_BYTES));
        } catch (IOException gone) {
            throw new UncheckedIOException("a body that is too large ended early", gone);
        }
    }

    static ImportForm of(byte[] sent, Intake intake) {
        var text = sent.length > Imports.BYTES ? "" : new String(sent, StandardCharsets.UTF_8).replace("\0", "");
        return switch (intake) {
            case Intake.Refused(var problems) -> new ImportForm(text, problems, null);
            case Intake.Taken taken -> new ImportForm(text, List.of(), taken);
        };
    }

    /** The losses that a page shows, equal ones together. */
    public List<Loss.Repeated> losses() {
        return reasons().stream().limit(SHOWN).toList();
    }

    /** How many reasons the page does not show. */
    public int more() {
        return Math.max(0, reasons().size() - SHOWN);
    }

    private List<Loss.Repeated> reasons() {
        return seen == null ? List.of() : seen.repeated();
    }
}
