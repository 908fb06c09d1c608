package codex.engine;

/** The model's key as far as this process can read it. */
sealed interface StoredKey {
    record None() implements StoredKey {}

    /** It was closed under the key of another {@code CODEX_HOME}, or was changed since. */
    record Closed() implements StoredKey {}

    /**
     * Readable.
     *
     * @param origin scheme, host and port that it was entered for (SECURITY.md, S37)
     */
    record Open(String origin, String secret) implements StoredKey {
        /** The key stays out of every text (RELIABILITY.md, C18). */
        @Override
        public String toString() {
            return "Open[" + origin + "]";
        }
    }
}
