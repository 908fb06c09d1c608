package codex.sandbox;

import java.util.List;
import java.util.Map;

/** How a command in the sandbox ended. */
public sealed interface Result {
    /** What it printed, as far as it was kept. */
    String log();

    /**
     * It ended by itself.
     *
     * @param files what it left in {@code /box/out}, by relative path
     * @param refused names of what it left there and was not taken, with why: links, devices, bad names
     */
    record Finished(int code, String log, Map<String, byte[]> files, List<String> refused) implements Result {
        public Finished {
            files = Map.copyOf(files);
            refused = List.copyOf(refused);
        }
    }

    /** It took longer than it may. */
    record TimedOut(String log) implements Result {}

    /** It printed or left more than it may. */
    record TooMuchOutput(String log) implements Result {}

    /** It needed more memory than it may. */
    record OutOfMemory(String log) implements Result {}

    /** The thread that waited for it was interrupted. */
    record Killed(String log) implements Result {}

    /** It was not run: there is no sandbox. {@code log} says why and what would mend it. */
    record Unavailable(String log) implements Result {}
}
