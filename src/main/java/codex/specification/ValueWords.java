package codex.specification;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What columns, fields and parameters keep to, in words. */
public final class ValueWords {
    private ValueWords() {}

    /** What a value keeps to, in words: {@code 1 to 200 characters, default 7}. */
    public static String of(Limits limits, boolean required, @Nullable String defaultValue) {
        var parts = new ArrayList<String>();
        if (!required) {
            parts.add("optional");
        }
        between(limits.min(), limits.max(), "", parts);
        between(limits.minLength(), limits.maxLength(), " characters", parts);
        if (limits.format() != null) {
            parts.add(limits.format());
        }
        if (limits.pattern() != null) {
            parts.add("like " + limits.pattern());
        }
        if (defaultValue != null) {
            parts.add("default " + defaultValue);
        }
        return String.join(", ", parts);
    }

    public static String of(Column column) {
        var parts = new ArrayList<String>();
        var limits = of(column.limits(), column.required(), column.defaultValue());
        if (!limits.isEmpty()) {
            parts.add(limits);
        }
        if (column.unique()) {
            parts.add("unique");
        }
        if (column.readOnly()) {
            parts.add("set by the application");
        }
        return String.join(", ", parts);
    }

    /** What becomes of a row when the one it points to goes. */
    public static String fate(Column column) {
        var onDelete = column.onDelete();
        if (onDelete == null) {
            return "";
        }
        return switch (onDelete) {
            case RESTRICT -> ", which then stays";
            case CASCADE -> ", goes with it";
            case CLEAR -> ", emptied when it goes";
        };
    }

    private static void between(@Nullable Number least, @Nullable Number greatest, String unit, List<String> parts) {
        if (least != null && greatest != null) {
            parts.add(plain(least) + " to " + plain(greatest) + unit);
        } else if (greatest != null) {
            parts.add("up to " + plain(greatest) + unit);
        } else if (least != null) {
            parts.add("at least " + plain(least) + unit);
        }
    }

    // A BigDecimal would write ten as 1E+1.
    private static String plain(Number number) {
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }
}
