package codex.specification;

import java.util.List;

/** What became of an edit. */
public sealed interface Edited {
    /**
     * The document after it.
     *
     * @param element id of the element that was added or changed
     * @param change one line that says what is different; empty when nothing is, and then no version is worth keeping
     */
    record Accepted(Document document, String element, String change) implements Edited {
        public boolean unchanged() {
            return change.isEmpty();
        }
    }

    /** It would make no sense; nothing changed. At least one problem. */
    record Refused(List<Problem> problems) implements Edited {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Why not.
     *
     * @param field the member it is about; empty for the element as a whole
     * @param message what was expected, what was found and what to do
     */
    record Problem(String field, String message) {}
}
