package codex.application;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One question of the interview.
 *
 * @param defaultAnswer what holds as long as nobody answers
 * @param answer as given; null as long as nobody did
 */
public record InterviewQuestion(
        long id,
        long applicationId,
        int position,
        String text,
        String why,
        String defaultAnswer,
        @Json List<String> choices,
        @Nullable String answer,
        Instant createdAt,
        @Nullable Instant answeredAt) {
    public InterviewQuestion {
        choices = List.copyOf(choices);
    }

    /** The given answer, or the default. */
    public String effectiveAnswer() {
        return answer == null ? defaultAnswer : answer;
    }
}
