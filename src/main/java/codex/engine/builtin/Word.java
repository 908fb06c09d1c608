package codex.engine.builtin;

/**
 * One word or mark of a sentence.
 *
 * @param text as written
 * @param lower in lower case
 * @param base what it is a form of: {@code book} for {@code Books}, {@code lend} for {@code lent}; else {@code lower}
 * @param tag what it is here
 * @param form how the verb stands; {@code NONE} for all else
 */
public record Word(String text, String lower, String base, Tag tag, Form form) {
    /** Parts of speech. */
    public enum Tag {
        NOUN,
        VERB,
        ADJECTIVE,
        ADVERB,
        NUMBER,
        DETERMINER,
        PRONOUN,
        PREPOSITION,
        CONJUNCTION,
        AUXILIARY,
        TO,
        POSSESSIVE,
        MARK
    }

    /** Forms of a verb. */
    public enum Form {
        NONE,
        BASE,
        THIRD,
        PAST,
        GERUND
    }

    boolean is(Tag wanted) {
        return tag == wanted;
    }
}
