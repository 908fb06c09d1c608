package codex.specification;

/** Whether the developed application knows people at all. */
public enum Access {
    NONE,
    ACCOUNTS
}
