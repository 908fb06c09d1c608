package codex.specification.intake;

import codex.specification.Limits;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A type of PostgreSQL (chapter 8 of its manual) as a specification has it.
 *
 * @param written without arguments: {@code varchar}
 * @param doubtful whether it says less or more than ours
 */
record SqlType(String name, Limits limits, String written, boolean doubtful) {
    private static final Pattern FORM = Pattern.compile(
            "([\\w\". ]+)(?:\\(\\s*([0-9]{1,9})\\s*(?:,\\s*([0-9]{1,9})\\s*)?\\))?\\s*([\\w ]*?)(\\s*\\[.*)?");

    static SqlType of(String type) {
        var form = FORM.matcher(type);
        if (!form.matches()) {
            return new SqlType("string", Limits.NONE, type, true);
        }
        var base = form.group(1).replace("\"", "").toLowerCase(Locale.ROOT).strip();
        var first = form.group(2) == null ? null : Integer.valueOf(form.group(2));
        var scale = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
        var length = first == null ? Limits.NONE : Limits.length(0, Math.min(first, 1_000_000));
        var written = base.substring(base.lastIndexOf('.') + 1);
        return switch (written) {
            case "varchar", "character varying", "character", "char", "bpchar", "citext" ->
                sure("string", length, written);
            case "text", "xml" -> sure("text", Limits.NONE, written);
            case "smallint", "int2", "smallserial" -> sure("integer", Limits.range(-32768, 32767), written);
            case "integer", "int", "int4", "serial" -> sure("integer", Limits.NONE, written);
            case "bigint", "int8", "bigserial" -> sure("long", Limits.NONE, written);
            case "numeric", "decimal" ->
                first == null
                        ? sure("decimal", Limits.NONE, written)
                        : new SqlType("decimal", digits(first - scale), written, scale > 2);
            case "money" -> new SqlType("decimal", Limits.NONE, written, true);
            case "real", "float", "float4", "float8", "double precision" -> sure("number", Limits.NONE, written);
            case "boolean", "bool" -> sure("boolean", Limits.NONE, written);
            case "date" -> sure("date", Limits.NONE, written);
            case "time", "time without time zone" -> sure("time", Limits.NONE, written);
            case "timestamptz", "timestamp with time zone" -> sure("datetime", Limits.NONE, written);
            case "timestamp", "timestamp without time zone" ->
                new SqlType("datetime", Limits.NONE, written, !form.group(4).contains("with time zone"));
            case "uuid" -> sure("uuid", Limits.NONE, written);
            case "json", "jsonb", "hstore" -> sure("json", Limits.NONE, written);
            default -> new SqlType("string", Limits.NONE, written, true);
        };
    }

    private static SqlType sure(String name, Limits limits, String written) {
        return new SqlType(name, limits, written, false);
    }

    private static Limits digits(int whole) {
        if (whole < 1 || whole > 15) {
            return Limits.NONE;
        }
        var greatest = BigDecimal.TEN.pow(whole).subtract(new BigDecimal("0.01"));
        return new Limits(greatest.negate(), greatest, null, null, null, null);
    }
}
