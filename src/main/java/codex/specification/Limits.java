package codex.specification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a value must keep to.
 *
 * @param min the least number, itself allowed
 * @param max the greatest number, itself allowed
 * @param minLength of a text, in characters
 * @param maxLength of a text, in characters; of a file, in bytes
 * @param pattern the whole text matches it (java.util.regex)
 * @param format one of {@code email}, {@code url}, {@code phone}, {@code currency}, {@code country}, {@code colour},
 *     {@code timezone}, {@code slug}, {@code password}
 */
public record Limits(
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable String pattern,
        @Nullable String format) {
    public static final Limits NONE = new Limits(null, null, null, null, null, null);

    public static Limits range(long min, long max) {
        return new Limits(BigDecimal.valueOf(min), BigDecimal.valueOf(max), null, null, null, null);
    }

    public static Limits length(int min, int max) {
        return new Limits(null, null, min, max, null, null);
    }

    @JsonIgnore
    public boolean none() {
        return equals(NONE);
    }
}
