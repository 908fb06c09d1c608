import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

final class WatermarkPdf {
    public static Download watermarkPdf(WatermarkPdfInput input, Context context) {
        if ((input.text() == null) == (input.image() == null)) {
            throw Problem.badRequest("text", "or an image is needed, and not both");
        }
        var image = input.image() == null ? null : decoded(input.image().bytes());
        try (var document = Loader.loadPDF(input.pdf().bytes())) {
            if (document.isEncrypted()) {
                throw Problem.badRequest("pdf", "must not be encrypted");
            }
            if (document.getNumberOfPages() < 1 || document.getNumberOfPages() > MOST_PAGES) {
                throw Problem.badRequest("pdf", "must have 1 to " + MOST_PAGES + " pages");
            }
            var mark = image == null ? text(input) : picture(document, image, input);
            for (var page : document.getPages()) {
                draw(document, page, mark, input);
            }
            return new Download(saved(document), "application/pdf", "watermarked.pdf");
        } catch (IOException | IllegalStateException | ClassCastException unreadable) {
            // A password that is needed comes as an IOException too; what is broken inside shows in many ways.
            throw Problem.badRequest("pdf", "must be a PDF that is whole and needs no password");
        }
    }

    private static final int MOST_PAGES = 500;
    private static final long MOST_PIXELS = 25_000_000;
    private static final PDFont FONT = new PDType1Font(FontName.HELVETICA_BOLD);

    /** What is drawn, with its size in points, around the origin. */
    private record Mark(float width, float height, Drawing drawing) {}

    private interface Drawing {
        void on(PDPageContentStream content) throws IOException;
    }

    private static Mark text(WatermarkPdfInput input) throws IOException {
        var size = size(input);
        var width = width(input.text()) * size;
        var colour = Integer.parseInt(input.colour() == null ? "808080" : input.colour().replace("#", ""), 16);
        return new Mark(width, size, content -> {
            content.setNonStrokingColor((colour >> 16) / 255f, (colour >> 8 & 0xff) / 255f, (colour & 0xff) / 255f);
            content.beginText();
            content.setFont(FONT, size);
            // Capitals reach about 0.7 of the size above the line they stand on.
            content.newLineAtOffset(-width / 2, -0.35f * size);
            content.showText(input.text());
            content.endText();
        });
    }

    private static float width(String text) throws IOException {
        try {
            return FONT.getStringWidth(text) / 1000;
        } catch (IllegalArgumentException missing) {
            throw Problem.badRequest("text", "has a letter that is not in the font");
        }
    }

    private static Mark picture(PDDocument document, BufferedImage image, WatermarkPdfInput input) throws IOException {
        var drawn = LosslessFactory.createFromImage(document, image);
        var width = (float) size(input);
        var height = width * image.getHeight() / image.getWidth();
        return new Mark(width, height, content -> drawImage(content, drawn, width, height));
    }

    private static void drawImage(PDPageContentStream content, PDImageXObject image, float width, float height)
            throws IOException {
        content.drawImage(image, -width / 2, -height / 2, width, height);
    }

    private static int size(WatermarkPdfInput input) {
        return input.size() == null ? 60 : input.size();
    }

    // What the page did to its coordinates is undone first, so that the mark lies where it is meant to.
    private static void draw(PDDocument document, PDPage page, Mark mark, WatermarkPdfInput input) throws IOException {
        try (var content = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
            var seeThrough = new PDExtendedGraphicsState();
            seeThrough.setNonStrokingAlphaConstant(input.opacity() == null ? 0.3f : input.opacity().floatValue());
            content.setGraphicsStateParameters(seeThrough);
            content.transform(place(page, mark, input));
            mark.drawing().on(content);
        }
    }

    private static Matrix place(PDPage page, Mark mark, WatermarkPdfInput input) {
        var box = page.getCropBox();
        var turned = Math.toRadians(page.getRotation());
        var sideways = page.getRotation() % 180 != 0;
        var seenHeight = sideways ? box.getWidth() : box.getHeight();
        var angle = Math.toRadians(input.angle() == null ? 45 : input.angle());
        var reach = (Math.abs(mark.width() * Math.sin(angle)) + Math.abs(mark.height() * Math.cos(angle))) / 2;
        var far = (float) Math.max(0, seenHeight / 2 - reach - seenHeight / 20);
        var up = switch (input.place() == null ? WatermarkPlace.CENTRE : input.place()) {
            case CENTRE -> 0;
            case TOP -> far;
            case BOTTOM -> -far;
        };
        var matrix = Matrix.getTranslateInstance(
                box.getLowerLeftX() + box.getWidth() / 2, box.getLowerLeftY() + box.getHeight() / 2);
        matrix.concatenate(Matrix.getRotateInstance(turned, 0, 0));
        matrix.concatenate(Matrix.getTranslateInstance(0, up));
        matrix.concatenate(Matrix.getRotateInstance(angle, 0, 0));
        return matrix;
    }

    // The size is read before the pixels are: a small file can claim to be an enormous picture.
    private static BufferedImage decoded(byte[] bytes) {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw notAnImage();
            }
            var reader = readers.next();
            try {
                return decoded(reader, in);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw notAnImage();
        }
    }

    private static BufferedImage decoded(ImageReader reader, MemoryCacheImageInputStream in) throws IOException {
        reader.setInput(in, true, true);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
            throw Problem.badRequest("image", "must have at most 25 million pixels");
        }
        return reader.read(0);
    }

    private static RuntimeException notAnImage() {
        return Problem.badRequest("image", "must be a PNG, JPEG, GIF or BMP image that is whole");
    }

    private static byte[] saved(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }
}
