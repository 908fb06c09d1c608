package codex.hosting;

/** What became of starting a hosted application. */
public sealed interface Launch {
    /** Its health and a smoke call were answered at its address. */
    record Live(String url) implements Launch {}

    /** It does not answer, or was not started; {@code why} says what to do. */
    record Failed(String why) implements Launch {}
}
