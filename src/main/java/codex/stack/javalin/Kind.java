package codex.stack.javalin;

import codex.specification.Limits;
import java.util.Locale;
import java.util.Optional;

/** What a type name of a specification comes down to, and how Java and SQL write it. */
enum Kind {
    STRING("string", "String", "", "varchar"),
    TEXT("text", "String", "", "varchar"),
    INTEGER("integer", "Integer", "", "integer"),
    LONG("long", "Long", "", "bigint"),
    DECIMAL("decimal", "BigDecimal", "java.math.BigDecimal", "numeric(19, 2)"),
    NUMBER("number", "Double", "", "double precision"),
    BOOLEAN("boolean", "Boolean", "", "boolean"),
    DATE("date", "LocalDate", "java.time.LocalDate", "date"),
    TIME("time", "LocalTime", "java.time.LocalTime", "time"),
    DATETIME("datetime", "Instant", "java.time.Instant", "timestamp with time zone"),
    UUID("uuid", "UUID", "java.util.UUID", "uuid"),
    JSON("json", "JsonNode", "com.fasterxml.jackson.databind.JsonNode", "varchar"),
    FILE("file", "Upload", "", ""),
    ENUM("", "", "", "varchar(64)"),
    TYPE("", "", "", ""),
    ENTITY("", "", "", "");

    /** What a string may hold where nothing else is said; a text may hold {@link #LONG_TEXT}. */
    static final int SHORT_TEXT = 255;

    static final int LONG_TEXT = 10_000;

    private final String written;
    private final String java;
    private final String imported;
    private final String sql;

    Kind(String written, String java, String imported, String sql) {
        this.written = written;
        this.java = java;
        this.imported = imported;
        this.sql = sql;
    }

    static Optional<Kind> scalar(String written) {
        for (var kind : values()) {
            if (!kind.written.isEmpty() && kind.written.equals(written)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Its name in comments of a migration. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean textual() {
        return this == STRING || this == TEXT;
    }

    boolean numeric() {
        return this == INTEGER || this == LONG || this == DECIMAL || this == NUMBER;
    }

    /** The class, boxed; empty for kinds that carry a name of their own. */
    String java() {
        return java;
    }

    /** Empty where {@code java.lang} or the app itself has it. */
    String imported() {
        return imported;
    }

    String sql(Limits limits) {
        return textual() ? sql + "(" + maxLength(limits) + ")" : sql;
    }

    int maxLength(Limits limits) {
        var maxLength = limits.maxLength();
        if (maxLength != null) {
            return maxLength;
        }
        return this == TEXT ? LONG_TEXT : SHORT_TEXT;
    }
}
