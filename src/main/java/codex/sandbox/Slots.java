package codex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places for boxes. Where the server may change users each place has a user of its own, so that boxes neither see each
 * other's processes nor use up each other's limits (X10).
 */
final class Slots {
    /** A place. {@code user} is empty when all boxes run as the server's user. */
    record Slot(int number, OptionalInt user) {}

    private static final Logger log = LoggerFactory.getLogger(Slots.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern USER = Pattern.compile("\nUid:\\s+(\\d+)");
    private static final Pattern DEAD = Pattern.compile("\nState:\\s+[ZX]");

    private final OptionalInt firstUser;
    private final BitSet taken = new BitSet();

    // One for the whole process: users are the machine's, and two sets of places would hand out the same ones.
    private static final class Detected {
        static final Slots SLOTS = new Slots(firstUser());
    }

    private Slots(OptionalInt firstUser) {
        this.firstUser = firstUser;
    }

    /** Users of their own if that is allowed here. Their numbers follow from our process id: two servers do not meet. */
    static Slots detected() {
        return Detected.SLOTS;
    }

    static Slots shared() {
        return new Slots(OptionalInt.empty());
    }

    boolean separate() {
        return firstUser.isPresent();
    }

    synchronized Slot take() {
        var number = taken.nextClearBit(0);
        taken.set(number);
        return new Slot(number, firstUser.isPresent() ? OptionalInt.of(firstUser.getAsInt() + number) : firstUser);
    }

    /**
     * Ends {@code process} and all that runs in its slot. Killing the launcher alone is not enough: until it has set
     * its own parent-death signal, what it started lives on (X7).
     */
    void kill(Process process, Slot slot) {
        var descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        slot.user().ifPresent(Slots::killAll);
    }

    /** Waits until nothing of the slot's user runs (X7). A slot that does not become empty is never used again. */
    void give(Slot slot) {
        if (slot.user().isPresent() && !emptied(slot.user().getAsInt())) {
            log.error(
                    "box left processes behind, its user is not used again user={}",
                    slot.user().getAsInt());
            return;
        }
        synchronized (this) {
            taken.clear(slot.number());
        }
    }

    /** Kills whatever runs as the slot's user; that includes what a launcher killed in the middle of its work left. */
    private static List<ProcessHandle> killAll(int user) {
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            var found = new ArrayList<ProcessHandle>();
            for (var entry : entries) {
                if (isLiveProcessOf(user, entry)) {
                    ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
            found.forEach(ProcessHandle::destroyForcibly);
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isLiveProcessOf(int user, Path entry) {
        try {
            var status = Files.readString(entry.resolve("status"));
            var found = USER.matcher(status);
            return found.find()
                    && found.group(1).equals(Integer.toString(user))
                    && !DEAD.matcher(status).find();
        } catch (IOException ended) {
            return false;
        }
    }

    private static boolean emptied(int user) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!killAll(user).isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return killAll(user).isEmpty();
            }
        }
        return true;
    }

    private static OptionalInt firstUser() {
        var first = 100_000_000 + Math.toIntExact(ProcessHandle.current().pid() % 4_000_000) * 64;
        return mayBecome(first) ? OptionalInt.of(first) : OptionalInt.empty();
    }

    private static boolean mayBecome(int user) {
        var setpriv = Programs.find("setpriv");
        if (setpriv.isEmpty() || !"root".equals(System.getProperty("user.name"))) {
            return false;
        }
        try {
            var words = List.of(
                    setpriv.get().toString(),
                    "--reuid=" + user,
                    "--regid=" + user,
                    "--clear-groups",
                    "--",
                    Programs.path("true"));
            return new ProcessBuilder(words).start().waitFor() == 0;
        } catch (IOException refused) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
