package codex.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class HostedLogTest {
    private final ArrayList<String> written = new ArrayList<>();
    private final HostedLog log = new HostedLog(written::add);

    @Test
    void lines_that_come_together_are_written_together() {
        log.accept("one");
        log.accept("two\0");
        log.write();
        assertThat(written).containsExactly("one\ntwo\n");
    }

    @Test
    void what_comes_too_fast_is_counted_instead_of_written() {
        var line = "x".repeat(999);
        for (var count = 0; count < 150; count++) {
            log.accept(line);
        }
        log.write();
        assertThat(String.join("", written)).hasSizeLessThan(110_000).contains("50 lines came too fast");
    }

    @Test
    void a_line_is_written_without_anybody_asking() throws InterruptedException {
        var written = new java.util.concurrent.LinkedBlockingQueue<String>();
        new HostedLog(written::add).accept("ready");
        assertThat(written.poll(10, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("ready\n");
    }
}
