package codex.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One way of shutting a command in: how it is written for the operating system. */
interface Enclosure {
    String name();

    /** Whether it keeps a command from the machine at all. */
    default boolean isolates() {
        return true;
    }

    /** The words that run the command shut in. {@code command}'s paths and limits are as they are inside. */
    Enclosed enclose(Command command, Slots.Slot slot);

    /**
     * A command ready to start.
     *
     * @param words absolute program and arguments: every user of the machine reads them, so no secret is in there
     * @param environment what the command gets, and the launcher with it: it is read by the box's user alone
     * @param rest what to remove afterwards
     */
    record Enclosed(List<String> words, Map<String, String> environment, List<Path> rest) {
        public Enclosed {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
            rest = List.copyOf(rest);
        }
    }
}
