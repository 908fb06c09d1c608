package codex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's end of the only way into a box and out of it (X17): two sockets in a directory that is bound into the box
 * as {@code /link}, for {@link Relay}. Made for one box.
 */
public final class Link implements AutoCloseable {
    static final String REQUESTS = "requests";
    static final String DATA = "data";
    private static final Logger log = LoggerFactory.getLogger(Link.class);
    private static final int PATIENCE_SECONDS = 10;

    private final Path home = Shelf.makeOpenDirectory("codex-link");
    private final BlockingQueue<SocketChannel> idle = new ArrayBlockingQueue<>(64);
    private final ServerSocketChannel requests;
    private final ServerSocketChannel data;
    private final ServerSocketChannel front;

    /** What the application sends to its database goes to {@code database}; empty closes that way. */
    public Link(Optional<InetSocketAddress> database) {
        try {
            Files.createDirectory(directory());
            Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
            requests = listen(directory().resolve(REQUESTS), "rwxrwxrwx");
            data = listen(directory().resolve(DATA), "rwxrwxrwx");
            front = listen(front(), "rwx------");
        } catch (IOException failed) {
            throw new UncheckedIOException("could not make a link", failed);
        }
        serve(requests, this::keep);
        serve(front, this::connect);
        serve(data, inside -> {
            if (database.isEmpty()) {
                Relay.close(inside);
            } else {
                join(inside, database.get());
            }
        });
    }

    /** What is bound into the box, read-only: connecting works through such a bind, making sockets does not. */
    public Path directory() {
        return home.resolve("link");
    }

    /** A Unix socket, for this server alone: whoever connects to it speaks to the application. */
    public Path front() {
        return home.resolve("front");
    }

    /** The relay's classes, to be bound into the box and put on its class path: nothing else of ours is in there. */
    public static Path relay() {
        return RelayClasses.DIRECTORY;
    }

    @Override
    public void close() {
        try (requests;
                data;
                front) {
            for (var channel = idle.poll(); channel != null; channel = idle.poll()) {
                Relay.close(channel);
            }
        } catch (IOException failed) {
            log.warn("link not closed directory={}", home, failed);
        }
        Shelf.remove(home);
    }

    private void keep(SocketChannel channel) {
        if (!idle.offer(channel)) {
            Relay.close(channel);
        }
    }

    private void connect(SocketChannel outside) {
        try {
            var inside = idle.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (inside == null) {
                Relay.close(outside);
            } else {
                Relay.join(outside, inside);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            Relay.close(outside);
        }
    }

    private static void join(SocketChannel inside, SocketAddress outside) {
        try {
            Relay.join(inside, SocketChannel.open(outside));
        } catch (IOException refused) {
            Relay.close(inside);
        }
    }

    private static ServerSocketChannel listen(Path socket, String permissions) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(permissions));
        return server;
    }

    private static void serve(ServerSocketChannel server, Consumer<SocketChannel> connection) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    var channel = server.accept();
                    Thread.ofVirtual().start(() -> connection.accept(channel));
                }
            } catch (IOException closed) {
                return;
            }
        });
    }

    /** Made on first use, once a process. */
    private static final class RelayClasses {
        static final Path DIRECTORY = OwnClasses.copy(Relay.class);
    }
}
