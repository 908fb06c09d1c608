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
