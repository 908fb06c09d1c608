package codex.specification;

/** Something the application is for, as a person would say it. */
public record Feature(String id, String name, String description, Source source) implements Element {}
