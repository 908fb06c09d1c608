package codex.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LinkTest {
    private static final String PROGRAM = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;
            public class Shop {
                public static void main(String[] words) throws Exception {
                    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8000), 0);
                    server.createContext("/", exchange -> {
                        exchange.sendResponseHeaders(200, 4);
                        exchange.getResponseBody().write("open".getBytes());
                        exchange.close();
                    });
                    server.start();
                    System.out.println("ready");
                }
            }
            """;

    /** A box may hold 1,024 files open, this server hardly more: a connection that stays behind ends both in time. */
    @Test
    @Timeout(90)
    void an_application_answers_its_two_thousandth_request_and_no_connection_stays_behind() throws Exception {
        var sandbox = Sandboxes.choose("auto");
        try (var link = new Link(Optional.empty())) {
            var command = new Command(
                    List.of(
                            "/bin/sh",
                            "-c",
                            "cat > Shop.java; javac -proc:none Shop.java; exec java -XX:TieredStopAtLevel=1"
                                    + " -cp /relay:. codex.sandbox.Relay /link 8000 0 Shop"),
                    Map.of("/link", link.directory(), "/relay", Link.relay()),
                    Map.of(),
                    PROGRAM,
                    Command.Limits.STAYING);
            var ready = new CompletableFuture<Void>();
            var started = (Started.Running) sandbox.start(command, line -> {
                if (line.equals("ready")) {
                    ready.complete(null);
                }
            });
            ready.get(30, TimeUnit.SECONDS);
            request(link);
            var before = openFiles();
            for (var count = 0; count < 2000; count++) {
                assertThat(request(link)).as("request %d", count).endsWith("open");
            }
            assertThat(openFiles()).isLessThan(before + 100);
            started.box().kill();
        }
    }

    private static String request(Link link) throws IOException {
        try (var client = SocketChannel.open(UnixDomainSocketAddress.of(link.front()))) {
            client.write(ByteBuffer.wrap("GET / HTTP/1.0\r\nHost: shop\r\n\r\n".getBytes(UTF_8)));
            return new String(Channels.newInputStream(client).readAllBytes(), UTF_8);
        }
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
