package codex.sandbox;

/** Whether a command that is to stay came to run. */
public sealed interface Started {
    /** It runs. */
    record Running(Box box) implements Started {}

    /** It was not run: there is no sandbox. {@code why} names the remedy. */
    record Unavailable(String why) implements Started {}
}
