package codex.specification.intake;

/**
 * What a person says beside the document.
 *
 * @param name the application's; empty takes the document's own
 * @param words a description, which the specification keeps sentence by sentence; may be empty
 * @param lastId the highest number that an element of the application ever had: none is given twice
 */
public record Hints(String name, String words, int lastId) {
    public static final Hints NONE = new Hints("", "", 0);
}
