package codex.application;

import java.util.List;
import org.jdbi.v3.json.Json;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The {@code interview_question} table. */
@RegisterConstructorMapper(InterviewQuestion.class)
public interface InterviewQuestions {
    /** Asking again replaces the questions that nobody has answered. */
    @SqlUpdate("""
            DELETE FROM interview_question
            WHERE application_id = :applicationId AND answer IS NULL
            """)
    void clearUnanswered(long applicationId);

    @SqlUpdate("""
            INSERT INTO interview_question (application_id, position, text, why, default_answer, choices)
            SELECT :applicationId, coalesce(max(position), 0) + 1, :text, :why, :defaultAnswer, :choices
            FROM interview_question
            WHERE application_id = :applicationId
            """)
    void ask(long applicationId, String text, String why, String defaultAnswer, @Json List<String> choices);

    @SqlQuery("""
            SELECT id, application_id, position, text, why, default_answer, choices, answer, created_at, answered_at
            FROM interview_question
            WHERE application_id = :applicationId
            ORDER BY position
            """)
    List<InterviewQuestion> list(long applicationId);

    /** True when the question was there. */
    @SqlUpdate("""
            UPDATE interview_question
            SET answer = :answer, answered_at = now()
            WHERE application_id = :applicationId AND id = :id
            """)
    boolean answer(long applicationId, long id, String answer);
}
