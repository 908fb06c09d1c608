package codex.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The only way into a box and out of it (X17). */
class LinkTest {
    /** It answers what {@code ANSWER} makes of it. */
    private static final String PROGRAM = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.*;
            public class Shop {
                public static void main(String[] words) throws Exception {
                    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8000), 0);
                    server.createContext("/", exchange -> {
                        ANSWER
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                        exchange.close();
                    });
                    server.start();
                    System.out.println("ready");
                }
            }
            """;

    static Stream<Sandbox> runners() {
        return GivenBox.runners();
    }

    @ParameterizedTest
    @MethodSource("runners")
    void an_application_without_network_is_reached_through_its_link_and_reaches_its_database(Sandbox sandbox)
            throws Exception {
        try (var database = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var link = new Link(Optional.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), database.getLocalPort())))) {
            Thread.ofVirtual().start(() -> {
                try (var socket = database.accept()) {
                    socket.getOutputStream().write("kept".getBytes(UTF_8));
                } catch (IOException closed) {
                    return;
                }
            });
            var answer = """
                    byte[] answer;
                    try (var database = new Socket("127.0.0.1", 5432)) {
                        answer = database.getInputStream().readAllBytes();
                    }
                    """;
            var box = started(sandbox, link, "5432", answer);
            assertThat(request(link)).startsWith("HTTP/1.1 200").endsWith("kept");
            box.kill();
        }
    }

    /** A box may hold 1,024 files open, this server hardly more: a connection that stays behind ends both in time. */
    @ParameterizedTest
    @MethodSource("runners")
    @Timeout(90)
    void an_application_answers_its_two_thousandth_request_and_no_connection_stays_behind(Sandbox sandbox)
            throws Exception {
        try (var link = new Link(Optional.empty())) {
            var box = started(sandbox, link, "0", "var answer = \"open\".getBytes();");
            request(link);
            var before = openFiles();
            for (var count = 0; count < 2000; count++) {
                assertThat(request(link)).as("request %d", count).endsWith("open");
            }
            assertThat(openFiles()).isLessThan(before + 100);
            box.kill();
        }
    }

    private static Box started(Sandbox sandbox, Link link, String databasePort, String answer) throws Exception {
        var command = new Command(
                List.of(
                        "/bin/sh",
                        "-c",
                        "cat > Shop.java; javac -proc:none Shop.java; exec java -XX:TieredStopAtLevel=1"
                                + " -cp /relay:. codex.sandbox.Relay /link 8000 " + databasePort + " Shop"),
                Map.of("/link", link.directory(), "/relay", Link.relay()),
                Map.of(),
                PROGRAM.replace("ANSWER", answer),
                Command.Limits.STAYING);
        var ready = new CompletableFuture<Void>();
        var started = (Started.Running) sandbox.start(command, line -> {
            if (line.equals("ready")) {
                ready.complete(null);
            }
        });
        ready.get(30, TimeUnit.SECONDS);
        return started.box();
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
