package codex.engine;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * For whom and within which step a question is asked, so that the ledger can tell and a repeated step pays nothing twice.
 *
 * @param since when the job was first worked on since a person last asked for it; tries before it do not count
 * @param tell says a sentence to whoever watches the job
 */
public record Asker(
        long accountId, long applicationId, long jobId, String stepKey, Instant since, Consumer<String> tell) {}
