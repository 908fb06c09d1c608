package codex.engine;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The {@code setting} table. */
@RegisterConstructorMapper(Setting.class)
interface Settings {
    @SqlQuery("""
            SELECT name, value, secret
            FROM setting
            ORDER BY name
            """)
    List<Setting> list();

    /** One change at a time, for what is checked against what is stored; reading goes on. Ends with the transaction. */
    @SqlUpdate("LOCK TABLE setting IN SHARE ROW EXCLUSIVE MODE")
    void lock();

    @SqlUpdate("""
            INSERT INTO setting (name, value, secret)
            VALUES (:name, :value, :secret)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, secret = excluded.secret, updated_at = now()
            """)
    void put(String name, String value, boolean secret);

    @SqlUpdate("""
            DELETE FROM setting
            WHERE name = :name
            """)
    void remove(String name);
}
