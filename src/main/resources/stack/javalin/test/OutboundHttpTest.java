package app.platform.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.platform.http.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way out to the web, against a server on this machine that names lead to for the sake of the test. */
class OutboundHttpTest {
    private static final List<String> PAGES = List.of("text/html");
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000);
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    private static final AtomicInteger LOOKED_UP = new AtomicInteger();
    private static ServerSocket server;

    @BeforeAll
    static void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(OutboundHttpTest::serve);
        thread.setDaemon(true);
        thread.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void a_page_comes_with_its_kind_and_its_charset() {
        ANSWERS.put("/page?a=b", "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=ISO-8859-1\r\nContent-Length: 5\r\n\r\nhello");
        var page = out().get("url", at("/page?a=b"), PAGES);
        assertEquals("hello", text(page));
        assertEquals("text/html", page.mediaType());
        assertEquals("iso-8859-1", page.charset());
    }

    @Test
    void a_page_may_come_in_chunks_or_end_with_the_connection() {
        ANSWERS.put("/chunks", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
        ANSWERS.put("/open", "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nhello");
        assertEquals("hello", text(out().get("url", at("/chunks"), PAGES)));
        assertEquals("hello", text(out().get("url", at("/open"), PAGES)));
    }

    @Test
    void a_redirect_is_followed_and_checked_like_the_first_address() {
        ANSWERS.put("/old", "HTTP/1.1 302 Found\r\nLocation: /new\r\n\r\n");
        ANSWERS.put("/new", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi");
        ANSWERS.put("/inside", "HTTP/1.1 302 Found\r\nLocation: http://inner.example/\r\n\r\n");
        ANSWERS.put("/number", "HTTP/1.1 302 Found\r\nLocation: http://2130706433/\r\n\r\n");
        ANSWERS.put("/file", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n");
        ANSWERS.put("/loop", "HTTP/1.1 302 Found\r\nLocation: /loop\r\n\r\n");
        assertEquals(at("/new"), out().get("url", at("/old"), PAGES).address().toString());
        assertRefused(400, at("/inside"));
        assertRefused(400, at("/number"));
        assertRefused(400, at("/file"));
        assertRefused(502, at("/loop"));
    }

    @Test
    void a_name_is_looked_up_once_for_a_connection() {
        ANSWERS.put("/once", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi");
        var before = LOOKED_UP.get();
        out().get("url", at("/once"), PAGES);
        assertEquals(before + 1, LOOKED_UP.get());
    }

    @Test
    void whatever_is_not_of_the_internet_is_refused() {
        for (var url : List.of("http://127.0.0.1/", "http://localhost/", "http://a.localhost/", "http://LOCALHOST./",
                "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/",
                "http://100.64.0.1/", "http://0.0.0.0/", "http://224.0.0.1/", "http://[::1]/", "http://[::]/",
                "http://[fe80::1]/", "http://[fc00::1]/", "http://[ff02::1]/", "http://[::ffff:127.0.0.1]/",
                "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://2130706433/",
                "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://127.1/", "http://127.0.0.1./",
                "file:///etc/passwd", "gopher://example.org/", "ftp://example.org/", "//example.org/", "example.org",
                "http:///", "http://", "", "http://user:secret@example.org/", "http://example.org:22/",
                "http://example.org/ a", "http://exa mple.org/", "http://example.org/" + "a".repeat(2_000))) {
            var refused = assertThrows(Problem.class, () -> OutboundHttp.INTERNET.get("url", url, PAGES), url);
            assertEquals(400, refused.status(), url);
            assertEquals("url", refused.errors().get(0).field(), url);
        }
    }

    @Test
    void a_name_with_one_inner_address_among_others_is_refused() {
        assertRefused(400, "http://both.example:" + server.getLocalPort() + "/");
    }

    @Test
    void what_cannot_be_used_is_told() {
        ANSWERS.put("/missing", "HTTP/1.1 404 Not Found\r\n\r\n");
        ANSWERS.put("/image", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 2\r\n\r\nhi");
        ANSWERS.put("/large", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1001\r\n\r\n" + "a".repeat(1_001));
        ANSWERS.put("/larger", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n" + "a".repeat(2_000));
        ANSWERS.put("/short", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nhello");
        ANSWERS.put("/other", "220 mail.example ESMTP\r\n");
        ANSWERS.put("/headers", "HTTP/1.1 200 OK\r\n" + "A: " + "b".repeat(10_000) + "\r\n\r\n");
        assertRefused(502, at("/missing"));
        assertRefused(502, at("/image"));
        assertRefused(502, at("/large"));
        assertRefused(502, at("/larger"));
        assertRefused(502, at("/short"));
        assertRefused(502, at("/other"));
        assertRefused(502, at("/headers"));
        assertRefused(502, "http://unknown.example/");
    }

    @Test
    void whoever_answers_slowly_is_left() {
        ANSWERS.put("/slow", "");
        var started = System.nanoTime();
        assertRefused(502, at("/slow"));
        assertTrue(Duration.ofNanos(System.nanoTime() - started).toSeconds() < 10);
    }

    @Test
    void what_is_of_the_internet_is_known() throws IOException {
        for (var address : List.of("8.8.8.8", "172.32.0.1", "2606:4700::1")) {
            assertTrue(PublicAddress.is(InetAddress.getByName(address)), address);
        }
        assertFalse(PublicAddress.is(InetAddress.getByName("3fff::1")));
    }

    private static OutboundHttp out() {
        return new OutboundHttp(
                OutboundHttpTest::addresses, address -> address.isLoopbackAddress() || PublicAddress.is(address), LIMITS);
    }

    private static InetAddress[] addresses(String host) throws java.net.UnknownHostException {
        LOOKED_UP.incrementAndGet();
        var own = InetAddress.getLoopbackAddress();
        return switch (host) {
            case "web.example" -> new InetAddress[] {own};
            case "both.example" -> new InetAddress[] {own, InetAddress.getByName("10.0.0.1")};
            case "inner.example" -> new InetAddress[] {InetAddress.getByName("10.0.0.1")};
            default -> throw new java.net.UnknownHostException(host);
        };
    }

    private static String at(String path) {
        return "http://web.example:" + server.getLocalPort() + path;
    }

    private static String text(Fetched page) {
        return new String(page.bytes(), StandardCharsets.UTF_8);
    }

    private static void assertRefused(int status, String url) {
        assertEquals(status, assertThrows(Problem.class, () -> out().get("url", url, PAGES), url).status(), url);
    }

    private static void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                var thread = new Thread(() -> answer(socket));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    // Raw on purpose: a server of the JDK does not answer wrongly.
    private static void answer(Socket socket) {
        try (socket) {
            var bytes = new byte[4_000];
            var request = new String(bytes, 0, socket.getInputStream().read(bytes), StandardCharsets.US_ASCII);
            var text = ANSWERS.getOrDefault(request.split(" ")[1], "HTTP/1.1 404 Not Found\r\n\r\n");
            if (text.isEmpty()) {
                while (true) {
                    socket.getOutputStream().write('H');
                    Thread.sleep(100);
                }
            }
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException | InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }
}
