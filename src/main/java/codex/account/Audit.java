package codex.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jdbi.v3.json.Json;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The {@code audit_entry} table: who did what, from where. It only grows (SECURITY.md, S48). */
@RegisterConstructorMapper(AuditEntry.class)
public interface Audit {
    /**
     * Adds an entry, within the transaction of what it tells.
     *
     * @param accountId who; null when it is not known
     * @param action a word: {@code sign-in}, {@code role}
     * @param subject what it was done to: {@code account:7}
     */
    @SqlUpdate("""
            INSERT INTO audit_entry (account_id, address, action, subject, before, after)
            VALUES (:accountId, :address, :action, :subject, :before, :after)
            """)
    void append(
            @Nullable Long accountId,
            String address,
            String action,
            String subject,
            @Nullable @Json JsonNode before,
            @Nullable @Json JsonNode after);

    /** As {@link #append}, for what has no before and after. */
    @SqlUpdate("""
            INSERT INTO audit_entry (account_id, address, action, subject)
            VALUES (:accountId, :address, :action, :subject)
            """)
    void note(@Nullable Long accountId, String address, String action, String subject);

    /** Latest first, below {@code beforeId}. */
    @SqlQuery("""
            SELECT id, at, account_id, address, action, subject, before, after
            FROM audit_entry
            WHERE id < :beforeId
            ORDER BY id DESC
            LIMIT :limit
            """)
    List<AuditEntry> list(long beforeId, int limit);

    /** As {@link #list}, of one subject. */
    @SqlQuery("""
            SELECT id, at, account_id, address, action, subject, before, after
            FROM audit_entry
            WHERE subject = :subject AND id < :beforeId
            ORDER BY id DESC
            LIMIT :limit
            """)
    List<AuditEntry> about(String subject, long beforeId, int limit);
}
