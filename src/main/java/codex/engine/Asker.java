package codex.engine;

/**
 * For whom and within which step a question is asked, so that the ledger can tell and a repeated step pays nothing twice.
 */
public record Asker(long accountId, long applicationId, long jobId, String stepKey) {}
