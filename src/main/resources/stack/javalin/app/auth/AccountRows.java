package app.auth;

import app.platform.http.ListColumn;
import app.platform.http.ListQuery;
import app.platform.http.Page;
import app.platform.http.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The rows of the table {@code account}, within one transaction. */
final class AccountRows {
    static final List<ListColumn> LISTED = List.of(
            ListColumn.of("id", "id", Value::uuid),
            ListColumn.text("email", "email"),
            ListColumn.text("name", "name"),
            ListColumn.text("role", "role"),
            ListColumn.of("createdAt", "created_at", Value::datetime));
    private static final RowMapper<Account> MAPPER = ConstructorMapper.of(Account.class);

    private final Handle handle;

    AccountRows(Handle handle) {
        this.handle = handle;
    }

    Optional<Account> find(UUID id) {
        return handle.createQuery("""
                        SELECT id, email, password_hash, name, role, version, created_at, updated_at
                        FROM account
                        WHERE id = :id
                        """)
                .bind("id", id)
                .map(MAPPER)
                .findOne();
    }

    Optional<Account> findByEmail(String email) {
        return handle.createQuery("""
                        SELECT id, email, password_hash, name, role, version, created_at, updated_at
                        FROM account
                        WHERE email = :email
                        """)
                .bind("email", email)
                .map(MAPPER)
                .findOne();
    }

    Page<Account> list(ListQuery query) {
        var total = handle.createQuery("SELECT count(*) FROM account WHERE " + query.where())
                .bindMap(query.values())
                .mapTo(Long.class)
                .one();
        var items = handle.createQuery("""
                        SELECT id, email, password_hash, name, role, version, created_at, updated_at
                        FROM account
                        WHERE\s""" + query.where() + " ORDER BY " + query.order() + " LIMIT :size OFFSET :offset")
                .bindMap(query.values())
                .bind("size", query.size())
                .bind("offset", query.offset())
                .map(MAPPER)
                .list();
        return new Page<>(items, query.page(), query.size(), total);
    }

    void insert(Account account) {
        handle.createUpdate("""
                        INSERT INTO account (id, email, password_hash, name, role, version, created_at, updated_at)
                        VALUES (:id, :email, :passwordHash, :name, :role, :version, :createdAt, :updatedAt)
                        """)
                .bindMethods(account)
                .execute();
    }

    void change(UUID id, String email, String name, Instant now) {
        handle.createUpdate("""
                        UPDATE account
                        SET email = :email, name = :name, version = version + 1, updated_at = :now
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("email", email)
                .bind("name", name)
                .bind("now", now)
                .execute();
    }

    void changePassword(UUID id, String hash, Instant now) {
        handle.createUpdate("""
                        UPDATE account
                        SET password_hash = :hash, version = version + 1, updated_at = :now
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("hash", hash)
                .bind("now", now)
                .execute();
    }

    int changeRole(UUID id, String role, Instant now) {
        return handle.createUpdate("""
                        UPDATE account
                        SET role = :role, version = version + 1, updated_at = :now
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("role", role)
                .bind("now", now)
                .execute();
    }
}
