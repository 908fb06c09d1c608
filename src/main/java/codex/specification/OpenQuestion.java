package codex.specification;

/** Something a person should decide, with what holds until they do. */
public record OpenQuestion(String id, String text, String why, String defaultAnswer) implements Element {}
