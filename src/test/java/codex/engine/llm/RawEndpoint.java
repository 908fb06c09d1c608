package codex.engine.llm;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An endpoint on loopback that plays a script byte by byte: what no well-behaved server does. */
final class RawEndpoint implements AutoCloseable {
    /** One turn of the script, after the request was read. */
    @FunctionalInterface
    interface Turn {
        void play(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final LinkedBlockingQueue<Turn> script = new LinkedBlockingQueue<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final LinkedBlockingQueue<String> departures = new LinkedBlockingQueue<>();

    RawEndpoint() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:%d/v1".formatted(server.getLocalPort());
    }

    /** Whole requests as they came, head and body. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    RawEndpoint turn(Turn turn) {
        script.add(turn);
        return this;
    }

    RawEndpoint times(int number, Turn turn) {
        for (var i = 0; i < number; i++) {
            script.add(turn);
        }
        return this;
    }

    /** A whole answer; the length is that of the body. */
    static Turn answer(int status, String headers, String body) {
        return socket -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            write(socket, head(status, headers + "Content-Length: %d\r\n".formatted(bytes.length)));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        };
    }

    static String head(int status, String headers) {
        return "HTTP/1.1 %d Scripted\r\nContent-Type: application/json\r\n%sConnection: close\r\n\r\n"
                .formatted(status, headers);
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Notes when the client goes away, for at most ten seconds. */
    Turn awaitDeparture() {
        return socket -> {
            socket.setSoTimeout(10_000);
            try {
                departures.add(socket.getInputStream().read() < 0 ? "gone" : "sent more");
            } catch (IOException reset) {
                departures.add("gone");
            }
        };
    }

    /** Whether the client of a turn {@link #awaitDeparture} went away in time. */
    boolean departedWithin(Duration time) throws InterruptedException {
        return "gone".equals(departures.poll(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            requests.add(request(new BufferedInputStream(socket.getInputStream())));
            var turn = script.poll();
            if (turn == null) {
                answer(599, "", "the script has no further turn").play(socket);
            } else {
                turn.play(socket);
            }
        } catch (IOException broken) {
            // The client went away, as many of these turns make it.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String request(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("the client left amid its request");
            }
            head.write(next);
        }
        var text = head.toString(StandardCharsets.ISO_8859_1);
        var length = text.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
