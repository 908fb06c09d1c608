package codex.stack.javalin;

import codex.specification.Names;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of a specification where Java or SQL have words of their own. */
final class Words {
    private static final Set<String> SQL = Set.of(
            "all",
            "and",
            "any",
            "array",
            "as",
            "asc",
            "authorization",
            "between",
            "both",
            "case",
            "cast",
            "check",
            "collate",
            "column",
            "constraint",
            "create",
            "cross",
            "current_date",
            "current_time",
            "current_timestamp",
            "current_user",
            "day",
            "default",
            "deferrable",
            "desc",
            "distinct",
            "do",
            "else",
            "end",
            "except",
            "exists",
            "false",
            "fetch",
            "for",
            "foreign",
            "freeze",
            "from",
            "full",
            "grant",
            "group",
            "groups",
            "having",
            "hour",
            "if",
            "ilike",
            "in",
            "initially",
            "inner",
            "intersect",
            "interval",
            "into",
            "is",
            "isnull",
            "join",
            "key",
            "lateral",
            "leading",
            "left",
            "like",
            "limit",
            "localtime",
            "localtimestamp",
            "minus",
            "minute",
            "month",
            "natural",
            "not",
            "notnull",
            "null",
            "offset",
            "on",
            "only",
            "or",
            "order",
            "outer",
            "over",
            "overlaps",
            "partition",
            "placing",
            "primary",
            "qualify",
            "range",
            "references",
            "regexp",
            "returning",
            "right",
            "row",
            "rownum",
            "rows",
            "second",
            "select",
            "session_user",
            "similar",
            "some",
            "symmetric",
            "system_user",
            "table",
            "tablesample",
            "then",
            "to",
            "top",
            "trailing",
            "true",
            "union",
            "unique",
            "unknown",
            "user",
            "using",
            "value",
            "values",
            "variadic",
            "verbose",
            "when",
            "where",
            "window",
            "with",
            "year",
            "_rowid_");

    /** Methods that every record has, and what the app's own records add. */
    private static final Set<String> RECORD =
            Set.of("hashCode", "toString", "getClass", "notify", "notifyAll", "wait", "clone", "finalize");

    /** Variables of the written methods. */
    private static final Set<String> LOCALS = Set.of(
            "answer", "app", "caller", "calls", "changed", "context", "ctx", "current", "each", "fresh", "input",
            "inputs", "query", "row", "rows", "service", "text", "user");

    private Words() {}

    /** The name of a record component, a variable or a method. */
    static String java(String name) {
        var camel = Names.camel(name);
        if (camel.isEmpty() || !Character.isJavaIdentifierStart(camel.charAt(0))) {
            return "value" + Names.pascal(name);
        }
        var taken = SourceVersion.isKeyword(camel) || RECORD.contains(camel);
        return taken ? camel + "Value" : camel;
    }

    /** The name of a variable that stands beside those of the written handlers, services and tests. */
    static String local(String name) {
        var java = java(name);
        return LOCALS.contains(java) ? java + "Value" : java;
    }

    /** A part of a package's name: {@code Wish lists} becomes {@code wishlists}. */
    static String javaPackage(String name, String fallback) {
        var letters = Names.pascal(name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (letters.isEmpty() || !Character.isLetter(letters.charAt(0))) {
            return fallback + letters;
        }
        return SourceVersion.isKeyword(letters) ? letters + "s" : letters;
    }

    /** A constant of an enumeration: {@code on_loan} becomes {@code ON_LOAN}. */
    static String constant(String value) {
        var snake = Names.snake(value).toUpperCase(Locale.ROOT);
        return snake.isEmpty() || !Character.isLetter(snake.charAt(0)) ? "_" + snake : snake;
    }

    /** A table or column in SQL, quoted where SQL has the word for itself. */
    static String sql(String name) {
        return SQL.contains(name) ? '"' + name + '"' : name;
    }

    /** A text as a Java string literal with its quotes. */
    static String literal(String text) {
        var result = new StringBuilder("\"");
        text.chars().forEach(each -> {
            switch (each) {
                case '"' -> result.append("\\\"");
                case '\\' -> result.append("\\\\");
                case '\n' -> result.append("\\n");
                case '\r' -> result.append("\\r");
                case '\t' -> result.append("\\t");
                default -> {
                    // A backslash-u in source text is read before anything else, so all that is not ASCII is safe too.
                    if (each < 0x20 || each > 0x7e) {
                        result.append(String.format(Locale.ROOT, "\\u%04x", each));
                    } else {
                        result.append((char) each);
                    }
                }
            }
        });
        return result.append('"').toString();
    }

    /** Words that may stand in a Javadoc comment: they can neither end it nor start a tag. */
    static String comment(String text) {
        return text.strip()
                .replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;");
    }
}
