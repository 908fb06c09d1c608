package codex.engine.llm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many calls through at once, in total and per account. Of those who wait, the account with the fewest open calls
 * is next, then who waits longest, so that one job with many questions does not keep others from asking (RELIABILITY.md,
 * C5).
 */
final class Turnstile {
    private record Waiting(long account, long number) {}

    private final Map<Long, Integer> open = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private long arrivals;

    /** Waits for a turn; {@link #leave} follows when the call is over. */
    synchronized void enter(long account, int atOnce, int perAccount) throws InterruptedException {
        var mine = new Waiting(account, arrivals++);
        waiting.add(mine);
        try {
            while (!mine.equals(next(atOnce, perAccount))) {
                wait();
            }
            open.merge(account, 1, Integer::sum);
        } finally {
            waiting.remove(mine);
            notifyAll();
        }
    }

    synchronized void leave(long account) {
        open.computeIfPresent(account, (any, number) -> number == 1 ? null : number - 1);
        notifyAll();
    }

    private @Nullable Waiting next(int atOnce, int perAccount) {
        if (open.values().stream().mapToInt(Integer::intValue).sum() >= atOnce) {
            return null;
        }
        return waiting.stream()
                .filter(each -> open.getOrDefault(each.account(), 0) < perAccount)
                .min(Comparator.comparingInt((Waiting each) -> open.getOrDefault(each.account(), 0))
                        .thenComparingLong(Waiting::number))
                .orElse(null);
    }
}
