package codex.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The {@code account} table. Addresses are stored in lower case; callers give them so. */
@RegisterConstructorMapper(Account.class)
public interface Accounts {
    /** Empty when the address is taken. */
    @SqlQuery("""
            INSERT INTO account (email, name, password_hash, role)
            VALUES (:email, :name, :passwordHash, :role)
            ON CONFLICT (email) DO NOTHING
            RETURNING id, email, name, role, disabled_at, created_at
            """)
    Optional<Account> add(String email, String name, String passwordHash, AccountRole role);

    @SqlQuery("SELECT id, email, name, role, disabled_at, created_at FROM account WHERE id = :id")
    Optional<Account> find(long id);

    @SqlQuery("SELECT id, email, name, role, disabled_at, created_at FROM account WHERE email = :email")
    Optional<Account> findByEmail(String email);

    /** For operators, in order of their addresses, after {@code after}. */
    @SqlQuery("""
            SELECT id, email, name, role, disabled_at, created_at
            FROM account
            WHERE email > :after
            ORDER BY email
            LIMIT :limit
            """)
    List<Account> list(String after, int limit);

    @SqlQuery("SELECT EXISTS (SELECT FROM account WHERE role = 'ADMIN')")
    boolean anyAdmin();

    @SqlUpdate("SELECT pg_advisory_xact_lock(hashtext('codex.admins'))")
    void lockAdmins();

    /** Stays in this package: the hash is shown to nobody (SECURITY.md, S19). */
    @SqlQuery("SELECT password_hash FROM account WHERE id = :id")
    Optional<String> passwordHash(long id);

    @SqlUpdate("UPDATE account SET password_hash = :passwordHash WHERE id = :id")
    void setPasswordHash(long id, String passwordHash);

    @SqlUpdate("UPDATE account SET name = :name WHERE id = :id")
    void rename(long id, String name);

    @SqlQuery("""
            UPDATE account SET role = :role WHERE id = :id
            RETURNING id, email, name, role, disabled_at, created_at
            """)
    Optional<Account> setRole(long id, AccountRole role);

    @SqlQuery("""
            UPDATE account SET disabled_at = coalesce(disabled_at, :at) WHERE id = :id
            RETURNING id, email, name, role, disabled_at, created_at
            """)
    Optional<Account> disable(long id, Instant at);

    @SqlQuery("""
            UPDATE account SET disabled_at = NULL WHERE id = :id
            RETURNING id, email, name, role, disabled_at, created_at
            """)
    Optional<Account> enable(long id);
}
