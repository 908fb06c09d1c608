package codex.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** What a box sends may be no work of tar: here it is made by hand (X8). */
class LeavingsTest {
    private static final String LINK = "elsewhere";

    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

    /** E25. */
    @Test
    void what_is_no_regular_file_is_refused_one_by_one() {
        entry("./", '5', "");
        entry("./hard", '1', "");
        entry("./soft", '2', "");
        entry("./character", '3', "");
        entry("./block", '4', "");
        entry("./pipe", '6', "");
        entry("./socket", 's', "");
        entry("./sparse", 'S', "");
        entry("./attributes", 'x', "21 path=/etc/cron.d/x\n");
        entry("./file", '0', "kept");
        var leavings = ended();
        assertThat(leavings.end()).isEqualTo(Leavings.End.COMPLETE);
        assertThat(leavings.files()).containsOnlyKeys("file");
        assertThat(leavings.files().get("file")).isEqualTo("kept".getBytes(UTF_8));
        assertThat(leavings.refused())
                .containsExactly(
                        "hard: not a regular file",
                        "soft: not a regular file",
                        "character: not a regular file",
                        "block: not a regular file",
                        "pipe: not a regular file",
                        "socket: not a regular file",
                        "sparse: not a regular file",
                        "attributes: not a regular file");
    }

    /** E26. */
    @Test
    void a_name_that_leads_elsewhere_or_is_no_plain_text_is_refused_and_shown_escaped() {
        var long256 = "n".repeat(256);
        for (var name : new String[] {
            "../up",
            "./../up",
            "a/../../up",
            "/etc/cron.d/x",
            "a//b",
            "a/./b",
            "a/",
            ".",
            "..",
            "\u00ff\u00fe",
            "back\\slash"
        }) {
            entry(name, '0', "x");
        }
        entry("new\nline", '0', "x");
        entry("\u001b[2Jcleared", '0', "x");
        named(long256, "x");
        named("d/" + "n".repeat(253), "good");
        named("../" + "n".repeat(120), "x");
        entry("after", '0', "good");
        var leavings = ended();
        assertThat(leavings.files()).containsOnlyKeys("d/" + "n".repeat(253), "after");
        assertThat(leavings.refused())
                .hasSize(15)
                .allMatch(each -> each.endsWith(": not a plain relative name"))
                .contains(
                        "../up: not a plain relative name",
                        "new\\u000aline: not a plain relative name",
                        "\\u001b[2Jcleared: not a plain relative name",
                        "n".repeat(100) + ": not a plain relative name");
    }

    @Test
    void a_size_that_no_small_file_has_is_too_much() {
        for (var size :
                new String[] {"77777777777", "-0000000001", "\u0080\u0000\u0000\u0000\u0000\u0000\u0000\u0010", "size"
                }) {
            stream.reset();
            header("huge", '0', size);
            assertThat(ended().end()).as(size).isEqualTo(Leavings.End.TOO_MUCH);
        }
    }

    @Test
    void sizes_are_counted_together() {
        entry("first", '0', "x".repeat(1 << 20));
        header("second", '0', String.format("%011o", 64 << 20));
        assertThat(ended().end()).isEqualTo(Leavings.End.TOO_MUCH);
    }

    @Test
    void a_stream_that_stops_in_the_middle_is_broken_and_keeps_what_was_whole() {
        entry("whole", '0', "kept");
        header("half", '0', "00000002000");
        stream.writeBytes(new byte[100]);
        var leavings = read();
        assertThat(leavings.end()).isEqualTo(Leavings.End.BROKEN);
        assertThat(leavings.files()).containsKey("whole");
        assertThat(Leavings.read(new ByteArrayInputStream(new byte[0])).end()).isEqualTo(Leavings.End.BROKEN);
    }

    @Test
    void an_endless_row_of_names_is_too_much() {
        for (var count = 0; count < 2100; count++) {
            entry("././@LongLink", 'L', "name" + count);
        }
        assertThat(ended().end()).isEqualTo(Leavings.End.TOO_MUCH);
    }

    private Leavings ended() {
        stream.writeBytes(new byte[1024]);
        return read();
    }

    private Leavings read() {
        return Leavings.read(new ByteArrayInputStream(stream.toByteArray()));
    }

    /** As GNU tar writes a name of more than 100 bytes. */
    private void named(String name, String content) {
        entry("././@LongLink", 'L', name + "\0");
        entry(name.substring(0, 100), '0', content);
    }

    private void entry(String name, char type, String content) {
        header(name, type, String.format("%011o", content.length()));
        stream.writeBytes(content.getBytes(ISO_8859_1));
        stream.writeBytes(new byte[(512 - content.length() % 512) % 512]);
    }

    // Each character is one byte, so that names need not be text.
    private void header(String name, char type, String size) {
        var header = new byte[512];
        put(header, 0, name);
        put(header, 124, size);
        header[156] = (byte) type;
        put(header, 157, LINK);
        put(header, 257, "ustar  ");
        stream.writeBytes(header);
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
