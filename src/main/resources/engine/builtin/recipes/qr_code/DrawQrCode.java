import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

final class DrawQrCode {
    public static Download drawQrCode(DrawQrCodeInput input, Context context) {
        var colour = colour(input.colour(), 0x000000);
        var background = colour(input.background(), 0xffffff);
        if (colour == background) {
            throw Problem.badRequest("colour", "must differ from the background");
        }
        var size = input.size() == null ? 300 : input.size();
        var margin = input.margin() == null ? 4 : input.margin();
        if (input.format() == QrFormat.SVG) {
            // As small as it can be: one unit is one module, and whoever shows it makes it as large as it has to be.
            var drawn = svg(modules(input.data(), 1, margin, level(input.correction())), size, colour, background);
            return new Download(drawn.getBytes(StandardCharsets.UTF_8), "image/svg+xml", "qr-code.svg");
        }
        var modules = modules(input.data(), size, margin, level(input.correction()));
        return new Download(png(modules, colour, background), "image/png", "qr-code.png");
    }

    private static int colour(String written, int otherwise) {
        return written == null ? otherwise : Integer.parseInt(written.replace("#", ""), 16);
    }

    private static ErrorCorrectionLevel level(ErrorCorrection correction) {
        if (correction == null) {
            return ErrorCorrectionLevel.M;
        }
        return switch (correction) {
            case LOW -> ErrorCorrectionLevel.L;
            case MEDIUM -> ErrorCorrectionLevel.M;
            case QUARTILE -> ErrorCorrectionLevel.Q;
            case HIGH -> ErrorCorrectionLevel.H;
        };
    }

    private static BitMatrix modules(String data, int size, int margin, ErrorCorrectionLevel level) {
        Map<EncodeHintType, Object> hints = Map.of(
                EncodeHintType.CHARACTER_SET, "UTF-8",
                EncodeHintType.ERROR_CORRECTION, level,
                EncodeHintType.MARGIN, margin);
        try {
            return new QRCodeWriter().encode(data, BarcodeFormat.QR_CODE, size, size, hints);
        } catch (WriterException e) {
            throw Problem.badRequest("data", "is too long for a QR code with this error correction");
        }
    }

    private static String svg(BitMatrix modules, int size, int colour, int background) {
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    path.append("M%d %dh1v1h-1z".formatted(x, y));
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%1$d" viewBox="0 0 %2$d %3$d" \
                shape-rendering="crispEdges">
                <rect width="%2$d" height="%3$d" fill="#%4$06x"/>
                <path d="%6$s" fill="#%5$06x"/>
                </svg>
                """.formatted(size, modules.getWidth(), modules.getHeight(), background, colour, path);
    }

    private static byte[] png(BitMatrix modules, int colour, int background) {
        var image = new BufferedImage(modules.getWidth(), modules.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                image.setRGB(x, y, modules.get(x, y) ? colour : background);
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
