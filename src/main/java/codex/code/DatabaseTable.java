package codex.code;

/**
 * One table of a developed app.
 *
 * @param definition the statement that creates it, in SQL that H2 and PostgreSQL both run
 */
public record DatabaseTable(long id, long databaseSchemaId, String name, String description, String definition) {}
