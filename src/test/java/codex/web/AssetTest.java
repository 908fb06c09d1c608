package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class AssetTest {
    /** S24 */
    @Test
    void htmx_and_its_extension_are_the_files_that_were_released() {
        assertThat(Asset.HTMX.sha256()).isEqualTo("71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de");
        assertThat(Asset.HTMX_SSE.sha256())
                .isEqualTo("83eca6fa0611fe2b0bf1700b424b88b5eced38ef448ef9760a2ea08fbc875611");
    }

    /** V6 */
    @Test
    void scripts_stay_within_thirty_kilobytes_and_the_style_within_twenty() throws IOException {
        var scripts = 0;
        for (var script : List.of(Asset.SCRIPT, Asset.HTMX, Asset.HTMX_SSE)) {
            scripts += compressed(script.content());
        }
        assertThat(scripts).isLessThan(30_000);
        assertThat(compressed(Asset.STYLE.content())).isLessThan(20_000);
    }

    private static int compressed(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        }
        return bytes.size();
    }
}
