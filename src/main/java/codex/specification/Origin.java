package codex.specification;

/** Where an element of a specification comes from. */
public enum Origin {
    SENTENCE,
    ANSWER,
    EDIT,
    IMPORT,
    ASSUMPTION
}
