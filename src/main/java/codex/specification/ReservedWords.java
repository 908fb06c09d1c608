package codex.specification;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names that a developed application cannot use, because its languages or its platform have them already. */
public final class ReservedWords {
    // Reserved in PostgreSQL 17 (appendix C) or in H2 2.3 (advanced, keywords): none can name a column unquoted in both.
    private static final Set<String> SQL = Set.of(
            "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "between",
            "binary", "both", "case", "cast", "check", "collate", "collation", "column", "concurrently", "constraint",
            "create", "cross", "current_catalog", "current_date", "current_path", "current_role", "current_schema",
            "current_time", "current_timestamp", "current_user", "day", "default", "deferrable", "desc", "distinct",
            "do", "else", "end", "except", "exists", "false", "fetch", "for", "foreign", "freeze", "from", "full",
            "grant", "group", "groups", "having", "hour", "if", "ilike", "in", "initially", "inner", "intersect",
            "interval", "into", "is", "isnull", "join", "key", "lateral", "leading", "left", "like", "limit",
            "localtime", "localtimestamp", "minus", "minute", "month", "natural", "not", "notnull", "null", "offset",
            "on", "only", "or", "order", "outer", "over", "overlaps", "partition", "placing", "primary", "qualify",
            "range", "references", "regexp", "returning", "right", "row", "rownum", "rows", "second", "select",
            "session_user", "set", "similar", "some", "symmetric", "system_user", "table", "tablesample", "then",
            "to", "top", "trailing", "true", "uescape", "union", "unique", "unknown", "user", "using", "value",
            "values", "variadic", "verbose", "when", "where", "window", "with", "year");

    /** Columns that every table has unsaid. */
    static final Set<String> UNSAID_COLUMNS = Set.of("id", "version", "created_at", "updated_at");

    // java.lang and java.util names that generated code uses, and the platform's own.
    private static final Set<String> CLASSES = Set.of(
            "Object", "String", "Integer", "Long", "Double", "Boolean", "Number", "Math", "Record", "Enum", "Void",
            "System", "Thread", "Exception", "Error", "Iterable", "Comparable", "Override", "Deprecated", "List",
            "Map", "Set", "Optional", "UUID", "Instant", "LocalDate", "LocalTime", "BigDecimal", "JsonNode", "URI",
            "App", "Config", "Routes", "Wiring", "Context", "Problem", "Problems", "Upload", "Download", "Page",
            "PageRequest", "CurrentUser", "Module", "Package", "Class", "Process", "Runtime", "Character", "Byte",
            "Short", "Float");

    private ReservedWords() {}

    /** Whether SQL would read the name as a word of its own. */
    public static boolean sql(String name) {
        return SQL.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the name cannot be a variable in Java 21. */
    public static boolean java(String name) {
        return SourceVersion.isKeyword(name, SourceVersion.RELEASE_21) || name.equals("_") || name.equals("record");
    }

    /** Whether the name of a type would hide one that generated code needs. */
    public static boolean className(String name) {
        return CLASSES.contains(name);
    }
}
