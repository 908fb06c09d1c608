package codex.engine;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one version of a prompt does, so that a change of its text can be judged by what it changed.
 *
 * @param name {@code developer/write-function}
 * @param hash of its text
 * @param retried calls that sent the same request once more, after an infrastructure failure
 * @param corrected calls that asked the same step again, since an answer could not be used
 * @param tokensIn of a call on average, as {@code tokensOut}, {@code latencyMs} and {@code cost}; null where none is known
 */
public record PromptVersion(
        String name,
        String hash,
        Instant firstUsed,
        Instant lastUsed,
        long calls,
        long retried,
        long corrected,
        long malformed,
        long unusable,
        long truncated,
        @Nullable Long tokensIn,
        @Nullable Long tokensOut,
        @Nullable Long latencyMs,
        @Nullable BigDecimal cost) {}
