package codex.queue;

/**
 * Work to be done later.
 *
 * @param kind the word that finds the handler: {@code develop}
 * @param subject what it works on: {@code application:7}. One job per subject runs at a time
 * @param uniqueKey at most one active job has it: {@code develop:application:7}
 * @param input ids of rows that do not change, as a record; stored as JSON
 */
public record NewJob(String kind, String subject, String uniqueKey, long accountId, Object input) {}
