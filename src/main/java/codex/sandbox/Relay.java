package codex.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Runs inside a box beside an application that has no network, and joins its loopback to the two sockets of a
 * {@link Link}: requests come in over one, what it sends to its database goes out over the other (X17). Uses nothing but
 * the JDK, since it is all of ours that a box sees.
 */
public final class Relay {
    private static final int IDLE = 8;

    private Relay() {}

    /**
     * {@code words} are the directory of the link, the application's port, the port where it looks for its database (0
     * for none), its main class, and its arguments.
     */
    public static void main(String[] words) throws Exception {
        var link = Path.of(words[0]);
        var application = loopback(words[1]);
        for (var count = 0; count < IDLE; count++) {
            Thread.ofVirtual().start(() -> carryRequests(link.resolve(Link.REQUESTS), application));
        }
        if (!words[2].equals("0")) {
            var server = ServerSocketChannel.open().bind(loopback(words[2]));
            Thread.ofVirtual().start(() -> carryData(server, link.resolve(Link.DATA)));
        }
        Class.forName(words[3]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(words, 4, words.length));
    }

    private static void carryRequests(Path requests, SocketAddress application) {
        while (true) {
            try {
                var outside = SocketChannel.open(UnixDomainSocketAddress.of(requests));
                var first = ByteBuffer.allocate(8192);
                if (outside.read(first) > 0) {
                    // The connection is in use: another thread joins it, this one waits on the next idle one.
                    Thread.ofVirtual().start(() -> answer(outside, first.flip(), application));
                } else {
                    outside.close();
                }
            } catch (IOException gone) {
                pause();
            }
        }
    }

    private static void answer(SocketChannel outside, ByteBuffer first, SocketAddress application) {
        try {
            var inside = SocketChannel.open(application);
            inside.write(first);
            join(outside, inside);
        } catch (IOException refused) {
            close(outside);
        }
    }

    private static void carryData(ServerSocketChannel server, Path data) {
        while (true) {
            try {
                var inside = server.accept();
                join(inside, SocketChannel.open(UnixDomainSocketAddress.of(data)));
            } catch (IOException gone) {
                pause();
            }
        }
    }

    /** Carries bytes both ways, on threads of their own, until both sides have ended; then closes them. */
    static void join(SocketChannel one, SocketChannel other) {
        Thread.ofVirtual().start(() -> {
            var back = Thread.ofVirtual().start(() -> carry(other, one));
            carry(one, other);
            try {
                back.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            close(one);
            close(other);
        });
    }

    private static void carry(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocate(16384);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException ended) {
            close(from);
            close(to);
        }
    }

    static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException closed) {
            return;
        }
    }

    private static SocketAddress loopback(String port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
