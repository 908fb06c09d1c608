import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

final class DrawBarcode {
    public static Download drawBarcode(DrawBarcodeInput input, Context context) {
        var format = input.format() == null ? BarcodeKind.CODE_128 : input.format();
        checkLetters(input.data(), format);
        var bars = bars(input, format);
        var colour = input.colour() == null ? 0 : Integer.parseInt(input.colour().replace("#", ""), 16);
        return new Download(png(bars, colour), "image/png", "barcode.png");
    }

    private static void checkLetters(String data, BarcodeKind format) {
        switch (format) {
            case EAN_13 -> check(data.matches("[0-9]{12,13}"), "must be 12 or 13 digits");
            case EAN_8 -> check(data.matches("[0-9]{7,8}"), "must be 7 or 8 digits");
            case UPC_A -> check(data.matches("[0-9]{11,12}"), "must be 11 or 12 digits");
            case CODE_128 -> check(data.matches("[ -~]{1,80}"), "must be at most 80 characters of ASCII");
            case CODE_39 -> check(data.matches("[0-9A-Z $%+./-]{1,48}"), "must be at most 48 of 0-9 A-Z space $%+-./");
            case ITF -> check(data.matches("([0-9]{2}){1,40}"), "must be an even number of digits");
        }
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw Problem.badRequest("data", message);
        }
    }

    private static BitMatrix bars(DrawBarcodeInput input, BarcodeKind format) {
        var margin = input.margin() == null ? 10 : input.margin();
        var width = input.width() == null ? 400 : input.width();
        var height = input.height() == null ? 150 : input.height();
        Map<EncodeHintType, Object> hints = Map.of(EncodeHintType.MARGIN, margin);
        try {
            return new MultiFormatWriter().encode(input.data(), BarcodeFormat.valueOf(format.name()), width, height, hints);
        } catch (IllegalArgumentException | WriterException e) {
            throw Problem.badRequest("data", "has a wrong check digit or cannot be said in this kind of barcode");
        }
    }

    private static byte[] png(BitMatrix bars, int colour) {
        var image = new BufferedImage(bars.getWidth(), bars.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < bars.getHeight(); y++) {
            for (int x = 0; x < bars.getWidth(); x++) {
                image.setRGB(x, y, bars.get(x, y) ? colour : 0xffffff);
            }
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
