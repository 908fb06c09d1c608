package codex.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes secrets before they are stored and opens them again: AES-256-GCM under a key that is derived from the one in
 * {@code CODEX_HOME} (SECURITY.md, S41). What was closed as one setting does not open as another.
 */
final class Seal {
    /** Of this use alone: the same key in {@code CODEX_HOME} serves others under labels of theirs. */
    private static final String LABEL = "codex secret settings 1";

    private static final String VERSION = "1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    Seal(byte[] homeKey) {
        this.key = new SecretKeySpec(derived(homeKey), "AES");
    }

    String close(String name, String text) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var closed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(text.getBytes(StandardCharsets.UTF_8));
            var whole = ByteBuffer.allocate(nonce.length + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
            return VERSION + Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is part of every Java", broken);
        }
    }

    /** Empty when it was closed under another key, as another setting, or was changed since. */
    Optional<String> open(String name, String closed) {
        try {
            var whole =
                    Base64.getDecoder().decode(closed.startsWith(VERSION) ? closed.substring(VERSION.length()) : "");
            if (whole.length <= NONCE_BYTES) {
                return Optional.empty();
            }
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE_BYTES), name);
            var text = cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    // HKDF-Expand to one block (RFC 5869, 2.3); its extract step may be left out, for the key is random already (3.3).
    private static byte[] derived(byte[] homeKey) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(homeKey, "HmacSHA256"));
            mac.update(LABEL.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(new byte[] {1});
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("HMAC with SHA-256 is part of every Java", broken);
        }
    }
}
