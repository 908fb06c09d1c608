package codex.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command left, read from a tar stream strictly: regular files and directories with plain relative names; all
 * else is refused (X8). Reads the format that GNU tar writes by default.
 *
 * @param end how the stream ended
 */
record Leavings(Map<String, byte[]> files, List<String> refused, End end) {
    enum End {
        COMPLETE,
        TOO_MUCH,
        /** In the middle: whoever wrote it was killed. */
        BROKEN
    }

    private static final int BLOCK = 512;
    private static final int MOST_ENTRIES = 2000;
    private static final long MOST_BYTES = 64L << 20;

    static Leavings read(InputStream stream) {
        var reader = new Reader(stream);
        try (stream) {
            var end = reader.read();
            stream.transferTo(OutputStream.nullOutputStream());
            return new Leavings(reader.files, reader.refused, end);
        } catch (IOException killed) {
            return new Leavings(reader.files, reader.refused, End.BROKEN);
        }
    }

    private static final class Reader {
        private final InputStream stream;
        private final Map<String, byte[]> files = new LinkedHashMap<>();
        private final List<String> refused = new ArrayList<>();
        private long total;

        Reader(InputStream stream) {
            this.stream = stream;
        }

        End read() throws IOException {
            byte[] longName = {};
            for (var count = 0; count <= MOST_ENTRIES; count++) {
                var header = stream.readNBytes(BLOCK);
                if (header.length < BLOCK) {
                    return End.BROKEN;
                }
                if (header[0] == 0 && header[257] == 0) {
                    return End.COMPLETE;
                }
                var size = number(header, 124, 12);
                total += size;
                if (size < 0 || total > MOST_BYTES) {
                    return End.TOO_MUCH;
                }
                var content = stream.readNBytes((int) size);
                stream.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                var type = (char) header[156];
                if (type == 'L') {
                    longName = text(content, 0, content.length);
                    continue;
                }
                take(longName.length > 0 ? longName : text(header, 0, 100), type, content);
                longName = new byte[0];
            }
            return End.TOO_MUCH;
        }

        private void take(byte[] rawName, char type, byte[] content) {
            var name = new String(rawName, StandardCharsets.UTF_8);
            var relative = name.startsWith("./") ? name.substring(2) : name;
            if (type == '5') {
                return;
            }
            if (type != '0' && type != '\0') {
                refused.add(shown(relative) + ": not a regular file");
            } else if (!plain(rawName, relative)) {
                refused.add(shown(relative) + ": not a plain relative name");
            } else {
                files.put(relative, content);
            }
        }

        private static boolean plain(byte[] raw, String name) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw));
            } catch (CharacterCodingException notText) {
                return false;
            }
            return !name.isEmpty()
                    && raw.length <= 255
                    && name.chars().noneMatch(each -> Character.isISOControl(each) || each == '\\')
                    && List.of(name.split("/", -1)).stream()
                            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        }

        private static String shown(String name) {
            var shown = new StringBuilder();
            name.codePoints().limit(100).forEach(each -> {
                if (Character.isISOControl(each)) {
                    shown.append(String.format("\\u%04x", each));
                } else {
                    shown.appendCodePoint(each);
                }
            });
            return shown.toString();
        }

        private static byte[] text(byte[] bytes, int from, int length) {
            var end = from;
            while (end < from + length && bytes[end] != 0) {
                end++;
            }
            return Arrays.copyOfRange(bytes, from, end);
        }

        // Octal digits; -1 for what no small file has, such as the binary form of sizes above 8 GB.
        private static long number(byte[] bytes, int from, int length) {
            var digits = new String(text(bytes, from, length), StandardCharsets.US_ASCII).strip();
            try {
                return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
            } catch (NumberFormatException binary) {
                return -1;
            }
        }
    }
}
