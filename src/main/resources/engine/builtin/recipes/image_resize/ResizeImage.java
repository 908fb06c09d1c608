import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;

final class ResizeImage {
    public static Download resizeImage(ResizeImageInput input, Context context) {
        var image = decoded(input.image().bytes());
        var mode = input.mode() == null ? ResizeMode.FIT : input.mode();
        var resized = switch (mode) {
            case FILL -> scaled(image, input.width(), input.height());
            case FIT -> fitted(image, input.width(), input.height());
            case CROP -> cropped(image, input.width(), input.height());
        };
        return new Download(png(resized), "image/png", "resized.png");
    }

    private static final long MOST_PIXELS = 25_000_000;

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
        reader.setInput(in, false, false);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
            throw Problem.badRequest("image", "must have at most 25 million pixels");
        }
        return upright(reader.read(0), reader);
    }

    // Cameras keep the picture as the sensor lies, and note beside it how it was held.
    private static BufferedImage upright(BufferedImage image, ImageReader reader) {
        try {
            var orientation = ExifUtils.getExifOrientation(reader, 0);
            return orientation == null
                    ? image
                    : ExifFilterUtils.getFilterForOrientation(orientation).apply(image);
        } catch (IOException | IllegalArgumentException unreadable) {
            return image;
        }
    }

    private static RuntimeException notAnImage() {
        return Problem.badRequest("image", "must be a PNG, JPEG, GIF or BMP image that is whole");
    }

    private static BufferedImage fitted(BufferedImage image, int width, int height) {
        var scale = Math.min((double) width / image.getWidth(), (double) height / image.getHeight());
        return scaled(image, atLeastOne(image.getWidth() * scale, width), atLeastOne(image.getHeight() * scale, height));
    }

    private static BufferedImage cropped(BufferedImage image, int width, int height) {
        var scale = Math.max((double) width / image.getWidth(), (double) height / image.getHeight());
        var cutWidth = atLeastOne(width / scale, image.getWidth());
        var cutHeight = atLeastOne(height / scale, image.getHeight());
        var left = (image.getWidth() - cutWidth) / 2;
        var top = (image.getHeight() - cutHeight) / 2;
        return scaled(image.getSubimage(left, top, cutWidth, cutHeight), width, height);
    }

    private static int atLeastOne(double length, int most) {
        return (int) Math.max(1, Math.min(most, Math.round(length)));
    }

    // One large step would skip pixels; halving reads all of them.
    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        var current = image;
        while (current.getWidth() > 2 * width || current.getHeight() > 2 * height) {
            current = drawn(
                    current, Math.max(width, current.getWidth() / 2), Math.max(height, current.getHeight() / 2));
        }
        return drawn(current, width, height);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        var transparent = image.getColorModel().hasAlpha();
        var result = new BufferedImage(
                width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return result;
    }

    private static byte[] png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
