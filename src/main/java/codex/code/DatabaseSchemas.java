package codex.code;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The {@code database_schema} and {@code database_table} tables. */
@RegisterConstructorMapper(DatabaseSchema.class)
@RegisterConstructorMapper(DatabaseTable.class)
public interface DatabaseSchemas {
    /** One per developed app; drawing it again replaces it. */
    @SqlUpdate("""
            DELETE FROM database_schema
            WHERE developed_app_id = :developedAppId
            """)
    void clear(long developedAppId);

    @SqlQuery("""
            INSERT INTO database_schema (developed_app_id, name, description)
            VALUES (:developedAppId, :name, :description)
            RETURNING id, developed_app_id, name, description
            """)
    DatabaseSchema add(long developedAppId, String name, String description);

    @SqlQuery("""
            SELECT id, developed_app_id, name, description
            FROM database_schema
            WHERE developed_app_id = :developedAppId
            """)
    Optional<DatabaseSchema> find(long developedAppId);

    @SqlQuery("""
            INSERT INTO database_table (database_schema_id, name, description, definition)
            VALUES (:databaseSchemaId, :name, :description, :definition)
            RETURNING id, database_schema_id, name, description, definition
            """)
    DatabaseTable addTable(long databaseSchemaId, String name, String description, String definition);

    @SqlQuery("""
            SELECT id, database_schema_id, name, description, definition
            FROM database_table
            WHERE database_schema_id = :databaseSchemaId
            ORDER BY id
            """)
    List<DatabaseTable> tables(long databaseSchemaId);
}
