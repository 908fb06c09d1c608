package codex.sandbox;

import java.nio.file.Path;
import java.util.List;

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
     * @param words absolute program and arguments
     * @param rest what to remove afterwards
     */
    record Enclosed(List<String> words, List<Path> rest) {
        public Enclosed {
            words = List.copyOf(words);
            rest = List.copyOf(rest);
        }
    }
}
