import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

final class HashText {
    public static TextHash hashText(HashTextInput input, Context context) {
        var algorithm = input.algorithm() == null ? HashAlgorithm.SHA_256 : input.algorithm();
        var digest = digest(algorithm).digest(input.text().getBytes(StandardCharsets.UTF_8));
        return new TextHash(
                algorithm, HexFormat.of().formatHex(digest), Base64.getEncoder().encodeToString(digest));
    }

    private static MessageDigest digest(HashAlgorithm algorithm) {
        try {
            return switch (algorithm) {
                case MD5 -> MessageDigest.getInstance("MD5");
                case SHA_1 -> MessageDigest.getInstance("SHA-1");
                case SHA_256 -> MessageDigest.getInstance("SHA-256");
                case SHA_384 -> MessageDigest.getInstance("SHA-384");
                case SHA_512 -> MessageDigest.getInstance("SHA-512");
                case SHA3_256 -> MessageDigest.getInstance("SHA3-256");
            };
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks " + algorithm, e);
        }
    }
}
