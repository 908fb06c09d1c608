package codex.engine.llm;

import static codex.engine.llm.RawEndpoint.answer;
import static codex.engine.llm.RawEndpoint.head;
import static codex.engine.llm.RawEndpoint.write;
import static codex.engine.llm.Trial.failed;
import static codex.engine.llm.Trial.given;
import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.CallOutcome;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RELIABILITY.md, 2.3: what the network does to a call. Each test names the fault. */
class NetworkFaultsTest {
    private static final String WHOLE = ScriptedModel.completion("stop", Trial.GOOD);

    private RawEndpoint endpoint;
    private Trial trial;

    @BeforeEach
    void start() throws IOException {
        endpoint = new RawEndpoint();
        trial = new Trial(endpoint.url());
    }

    @AfterEach
    void stop() throws IOException {
        endpoint.close();
    }

    /** F1. */
    @Test
    void an_endpoint_that_refuses_connections_is_tried_eight_times_and_named() throws IOException {
        int closed;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        trial = new Trial("http://127.0.0.1:%d/v1".formatted(closed));
        var first = failed(trial.ask());
        assertThat(first.outcome()).isEqualTo(CallOutcome.UNREACHABLE);
        assertThat(first.why()).contains("127.0.0.1").contains("cannot be reached");
        assertThat(first.after()).isNotNull();
        assertThat(trial.calls()).hasSize(4);
        assertThat(failed(trial.askUntilFinal()).outcome()).isEqualTo(CallOutcome.UNREACHABLE);
        assertThat(trial.calls()).hasSize(8).allMatch(call -> call.outcome().equals("Unreachable"));
        assertThat(trial.cost()).isZero();
    }

    /** F2. */
    @Test
    void a_name_that_does_not_resolve_is_named() {
        var nowhere = new Trial("http://models.invalid/v1");
        var failed = failed(nowhere.askUntilFinal());
        assertThat(failed.outcome()).as(failed.why()).isEqualTo(CallOutcome.UNREACHABLE);
        assertThat(failed.why()).contains("models.invalid").contains("no such host");
        assertThat(nowhere.calls()).hasSize(8);
        assertThat(nowhere.cost()).isZero();
    }

    /** F3. */
    @Test
    void an_endpoint_that_never_answers_is_left_at_the_deadline_and_asked_once_more() throws InterruptedException {
        endpoint.times(2, endpoint.awaitDeparture());
        timesOut();
        assertThat(endpoint.departedWithin(Duration.ofSeconds(5))).isTrue();
    }

    /** F4. */
    @Test
    void a_body_that_stalls_ends_at_the_deadline_and_its_connection_with_it() throws InterruptedException {
        endpoint.times(2, socket -> {
            write(socket, head(200, "Content-Length: 500\r\n") + "{");
            endpoint.awaitDeparture().play(socket);
        });
        timesOut();
        assertThat(endpoint.departedWithin(Duration.ofSeconds(5))).isTrue();
    }

    /** F5. */
    @Test
    void a_body_that_drips_ends_at_the_deadline() {
        endpoint.times(2, socket -> {
            write(socket, head(200, "Content-Length: 500\r\n"));
            for (var i = 0; i < 30; i++) {
                write(socket, " ");
                Thread.sleep(100);
            }
        });
        timesOut();
    }

    /** F3 to F5: it may have been billed, so what it can cost at most is booked, and said to be assumed. */
    private void timesOut() {
        trial = new Trial(endpoint.url(), Duration.ofMillis(600));
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(CallOutcome.TIMED_OUT);
        assertThat(failed.after()).isNull();
        assertThat(trial.calls()).hasSize(2).allMatch(call -> call.outcome().equals("TimedOut"));
        assertThat(trial.assumed()).isEqualTo(2);
        assertThat(trial.cost()).isPositive();
    }

    /** F6. */
    @Test
    void a_connection_reset_in_the_body_is_broken_and_assumed_to_have_cost() {
        endpoint.times(8, socket -> {
            write(socket, head(200, "Content-Length: 500\r\n") + "{\"choices\"");
            socket.setSoLinger(true, 0);
        });
        broken();
        assertThat(trial.assumed()).isEqualTo(8);
    }

    /** F7. */
    @Test
    void a_connection_that_had_gone_stale_is_opened_anew() {
        endpoint.turn(socket -> socket.setSoLinger(true, 0)).turn(answer(200, "", WHOLE));
        given(trial.ask());
        assertThat(trial.calls()).hasSize(2);
        assertThat(trial.calls().getFirst().outcome()).isEqualTo("Broken");
    }

    /** F8. */
    @Test
    void a_length_that_is_too_long_is_never_an_answer() {
        endpoint.times(8, socket -> write(socket, head(200, "Content-Length: 5000\r\n") + WHOLE));
        broken();
    }

    /** F8. */
    @Test
    void a_length_that_is_too_short_is_never_an_answer() {
        endpoint.times(8, socket -> write(socket, head(200, "Content-Length: 50\r\n") + WHOLE));
        broken();
    }

    /** F9. */
    @Test
    void garbage_that_calls_itself_compressed_is_never_an_answer() {
        endpoint.times(8, answer(200, "Content-Encoding: gzip\r\n", "\u0001\u0002garbage"));
        broken();
    }

    /** F11. */
    @Test
    void an_empty_body_is_never_an_answer() {
        endpoint.times(8, answer(200, "", ""));
        broken();
    }

    private void broken() {
        assertThat(failed(trial.askUntilFinal()).outcome()).isEqualTo(CallOutcome.BROKEN);
        assertThat(trial.calls()).hasSize(8).allMatch(call -> call.outcome().equals("Broken"));
        assertThat(trial.cost()).isPositive();
    }

    /** F10. */
    @Test
    void a_page_instead_of_data_is_shown_by_its_beginning() {
        endpoint.turn(answer(200, "", "<html><title>Sign in to the proxy</title>" + "x".repeat(500)));
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(CallOutcome.REJECTED);
        assertThat(failed.after()).isNull();
        assertThat(failed.why())
                .contains("<html><title>Sign in to the proxy</title>")
                .hasSizeLessThan(500);
        assertThat(trial.calls()).hasSize(1);
    }

    /** F12: the second host sees nothing, the key least of all. */
    @Test
    void a_redirect_is_not_followed() throws IOException {
        try (var other = new RawEndpoint()) {
            endpoint.turn(answer(302, "Location: %s/chat/completions\r\n".formatted(other.url()), ""));
            var failed = failed(trial.ask());
            assertThat(failed.outcome()).isEqualTo(CallOutcome.REJECTED);
            assertThat(failed.why()).contains("redirect is never followed");
            assertThat(other.requests()).isEmpty();
        }
    }

    /** F13. */
    @Test
    void a_certificate_nobody_vouches_for_is_named() throws IOException, GeneralSecurityException {
        var server = untrusted();
        try {
            var failed = failed(new Trial("https://127.0.0.1:%d/v1"
                            .formatted(server.getAddress().getPort()))
                    .ask());
            assertThat(failed.outcome()).isEqualTo(CallOutcome.REJECTED);
            assertThat(failed.why()).contains("certificate of 127.0.0.1");
            assertThat(failed.after()).isNull();
        } finally {
            server.stop(0);
        }
    }

    private static HttpsServer untrusted() throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = NetworkFaultsTest.class.getResourceAsStream("/engine/untrusted.p12")) {
            keys.load(file, "untrusted".toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "untrusted".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        return server;
    }

    /** F14: reading stops at the cap, so the server does not get rid of its hundred megabytes. */
    @Test
    void a_body_without_end_is_read_up_to_twenty_megabytes() {
        var sent = new AtomicLong();
        endpoint.turn(socket -> {
            write(socket, head(200, "Content-Length: 104857600\r\n"));
            var megabyte = new byte[1 << 20];
            for (var i = 0; i < 100; i++) {
                socket.getOutputStream().write(megabyte);
                sent.addAndGet(megabyte.length);
            }
        });
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(CallOutcome.REJECTED);
        assertThat(failed.why()).contains("longer than 20 MB");
        assertThat(sent.get()).isLessThan(60 << 20);
    }

    /** F15, C18. */
    @Test
    void no_upgrade_is_asked_for_and_the_key_travels_in_one_header_only() {
        endpoint.turn(answer(200, "", WHOLE));
        given(trial.ask());
        var request = endpoint.requests().getFirst();
        assertThat(request).startsWith("POST /v1/chat/completions HTTP/1.1\r\n").doesNotContainIgnoringCase("upgrade");
        assertThat(request.split("sk-canary", -1)).hasSize(2);
        assertThat(request).contains("Authorization: Bearer sk-canary\r\n");
        assertThat(trial.reply(trial.calls().getFirst())).doesNotContain("sk-canary");
    }

    /** F62: the server sees it within the second. */
    @Test
    void who_stops_a_call_closes_its_connection_at_once() throws InterruptedException {
        endpoint.turn(endpoint.awaitDeparture());
        var calling = Thread.ofPlatform().start(() -> failed(trial.ask()));
        while (endpoint.requests().isEmpty()) {
            Thread.sleep(5);
        }
        calling.interrupt();
        assertThat(endpoint.departedWithin(Duration.ofSeconds(1))).isTrue();
        calling.join();
        assertThat(trial.calls()).hasSize(1);
        assertThat(trial.calls().getFirst().outcome()).isEqualTo("Cancelled");
    }
}
