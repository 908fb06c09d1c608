package app.platform.net;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request over HTTP/1.1 (RFC 9112) on a connection of its own. Java's own clients look names up themselves, so what they
 * connect to may be another address than the one that was checked; this one is told where to connect.
 */
final class Exchange {
    private static final int LONGEST_LINE = 8_000;
    private static final int MOST_HEADERS = 100;
    // Ends what takes too long from outside: a byte a second would never meet a timeout of reads.
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(Exchange::daemon);

    private final URI address;
    private final InetAddress target;
    private final Limits limits;
    private final long end;

    /** {@code end} is the moment of {@link System#nanoTime()} at which it has to be over. */
    Exchange(URI address, InetAddress target, Limits limits, long end) {
        this.address = address;
        this.target = target;
        this.limits = limits;
        this.end = end;
    }

    /** Headers by their name in lower case; {@code bytes} is null where there were too many. */
    record Answer(int status, Map<String, String> headers, byte[] bytes) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean redirect() {
            return List.of(301, 302, 303, 307, 308).contains(status) && !header("location").isEmpty();
        }
    }

    Answer send(String method, Map<String, String> headers, byte[] body) throws IOException {
        try (var plain = new Socket()) {
            var ending = CLOCK.schedule(() -> close(plain), end - System.nanoTime(), TimeUnit.NANOSECONDS);
            try {
                plain.connect(new InetSocketAddress(target, port()), (int) limits.connect().toMillis());
                var socket = secure() ? secured(plain) : plain;
                var out = new BufferedOutputStream(socket.getOutputStream());
                out.write(head(method, headers, body.length).getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                out.flush();
                return answer(new BufferedInputStream(socket.getInputStream()));
            } finally {
                ending.cancel(false);
            }
        }
    }

    private boolean secure() {
        return address.getScheme().equalsIgnoreCase("https");
    }

    private int port() {
        if (address.getPort() != -1) {
            return address.getPort();
        }
        return secure() ? 443 : 80;
    }

    // The certificate has to be the host's, though the connection goes to a number.
    private Socket secured(Socket plain) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var socket = (SSLSocket) factory.createSocket(plain, address.getHost(), port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private String head(String method, Map<String, String> headers, int length) {
        var ascii = URI.create(address.toASCIIString());
        var path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        var query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
        var host = ascii.getPort() == -1 ? ascii.getHost() : ascii.getHost() + ":" + ascii.getPort();
        var head = new StringBuilder(method + " " + path + query + " HTTP/1.1\r\nHost: " + host + "\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (length > 0) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        return head.append("Accept-Encoding: identity\r\nUser-Agent: app\r\nConnection: close\r\n\r\n").toString();
    }

    private Answer answer(InputStream in) throws IOException {
        var status = status(line(in));
        var headers = headers(in);
        while (status >= 100 && status < 200) {
            status = status(line(in));
            headers = headers(in);
        }
        // Only what was asked for is read: an error's body is of no use, nor a redirect's.
        return new Answer(status, headers, status == 200 ? body(in, headers) : new byte[0]);
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d(?: .*)?")) {
            throw new IOException("this is no answer of HTTP/1.1");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            if (colon < 1 || headers.size() == MOST_HEADERS) {
                throw new IOException("its headers are none, or too many");
            }
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT).contains("chunked")) {
            return chunks(in);
        }
        var length = headers.getOrDefault("content-length", "");
        if (!length.matches("\\d{1,18}")) {
            return most(in.readNBytes(limits.bytes() + 1));
        }
        var bytes = in.readNBytes((int) Math.min(Long.parseLong(length), limits.bytes() + 1L));
        if (bytes.length < Math.min(Long.parseLong(length), limits.bytes() + 1L)) {
            throw new EOFException("it ended early");
        }
        return most(bytes);
    }

    private byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (body.size() <= limits.bytes()) {
            var size = line(in).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new IOException("a chunk has no size");
            }
            var length = Long.parseLong(size, 16);
            if (length == 0) {
                return most(body.toByteArray());
            }
            var wanted = (int) Math.min(length, limits.bytes() + 1L);
            var bytes = in.readNBytes(wanted);
            if (bytes.length < wanted) {
                throw new EOFException("it ended early");
            }
            body.writeBytes(bytes);
            if (wanted == length) {
                line(in);
            }
        }
        return null;
    }

    private byte[] most(byte[] bytes) {
        return bytes.length > limits.bytes() ? null : bytes;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() == LONGEST_LINE) {
                throw new EOFException("a line has no end");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "outbound-end");
        thread.setDaemon(true);
        return thread;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // There is nothing left to end.
        }
    }
}
