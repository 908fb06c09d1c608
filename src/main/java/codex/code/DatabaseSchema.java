package codex.code;

/** The tables of a developed app as one thing, with a sentence on what they hold. */
public record DatabaseSchema(long id, long developedAppId, String name, String description) {}
