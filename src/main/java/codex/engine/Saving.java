package codex.engine;

import java.util.Map;

/** What became of the wish to change the model's settings. */
public sealed interface Saving {
    /** Everything that was typed holds now, or would. */
    record Saved(PresentSettings before, PresentSettings after) implements Saving {
        /** Whether another key holds, or none. */
        public boolean keyChanged() {
            return !before.stored().key().equals(after.stored().key());
        }

        /** Whether there is no key any more. */
        public boolean keyGone() {
            return keyChanged() && after.stored().key() instanceof StoredKey.None;
        }
    }

    /** Nothing was changed; a sentence for each field that something stands against. */
    record Refused(Map<ModelField, String> problems) implements Saving {}
}
