package codex;

import org.slf4j.LoggerFactory;

/** Starts Codex: every part is built here, top to bottom. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        LoggerFactory.getLogger(Main.class).info("started with {} arguments", arguments.length);
    }
}
