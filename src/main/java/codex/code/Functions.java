package codex.code;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.json.Json;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The {@code function_definition} and {@code function} tables. */
@RegisterConstructorMapper(FunctionDefinition.class)
@RegisterConstructorMapper(Function.class)
@RegisterConstructorMapper(LibraryFunction.class)
public interface Functions {
    @SqlQuery("""
            INSERT INTO function_definition
                (developed_app_id, name, description, input, return_type, errors, tables, packages, recipe)
            VALUES (:developedAppId, :name, :description, :input, :returnType, :errors, :tables, :packages, :recipe)
            RETURNING id, developed_app_id, name, description, input, return_type, errors, tables, packages, recipe,
                clarification, function_id
            """)
    FunctionDefinition define(
            long developedAppId,
            String name,
            String description,
            @Json List<Argument> input,
            String returnType,
            @Json List<String> errors,
            @Json List<String> tables,
            @Json List<String> packages,
            @Nullable String recipe);

    /** Stores the architect's answer to a question about a definition. */
    @SqlUpdate("""
            UPDATE function_definition
            SET description = :description, errors = :errors, clarification = :clarification
            WHERE id = :id
            """)
    void clarify(
            long id,
            String description,
            @Json List<String> errors,
            @Json FunctionDefinition.Clarification clarification);

    @SqlUpdate("""
            DELETE FROM function_definition
            WHERE developed_app_id = :developedAppId
            """)
    void clearDefinitions(long developedAppId);

    /** In the order they were defined. */
    @SqlQuery("""
            SELECT id, developed_app_id, name, description, input, return_type, errors, tables, packages, recipe,
                clarification, function_id
            FROM function_definition
            WHERE developed_app_id = :developedAppId
            ORDER BY id
            """)
    List<FunctionDefinition> definitions(long developedAppId);

    @SqlQuery("""
            INSERT INTO function
                (name, description, input_type, return_type, imports, code, helpers, state, engine, problem)
            VALUES (:name, :description, :inputType, :returnType, :imports, :code, :helpers, :state, :engine, :problem)
            RETURNING id, name, description, input_type, return_type, imports, code, helpers, state, engine, problem,
                created_at
            """)
    Function add(
            String name,
            String description,
            String inputType,
            String returnType,
            @Json List<String> imports,
            String code,
            String helpers,
            Function.State state,
            String engine,
            @Nullable String problem);

    @SqlUpdate("""
            UPDATE function_definition
            SET function_id = :functionId
            WHERE id = :definitionId
            """)
    void serves(long functionId, long definitionId);

    @SqlUpdate("""
            UPDATE function
            SET state = :state, problem = :problem
            WHERE id = :id
            """)
    void mark(long id, Function.State state, @Nullable String problem);

    @SqlQuery("""
            SELECT id, name, description, input_type, return_type, imports, code, helpers, state, engine, problem,
                created_at
            FROM function
            WHERE id = :id
            """)
    Optional<Function> find(long id);

    /** The functions that serve a developed app's definitions, in the order of the definitions. */
    @SqlQuery("""
            SELECT function.id, function.name, function.description, input_type, function.return_type, imports, code,
                helpers, state, engine, problem, created_at
            FROM function JOIN function_definition ON function_id = function.id
            WHERE developed_app_id = :developedAppId
            ORDER BY function_definition.id
            """)
    List<Function> list(long developedAppId);

    /** Verified functions of the account's applications that take and return this, the youngest first. */
    @SqlQuery("""
            SELECT function.id, max(developed_app_id) AS developed_app_id, function.name, function.description,
                (array_agg(function_definition.errors ORDER BY function_definition.id DESC))[1] AS errors,
                input_type, function.return_type, imports, code, helpers, embedder, embedding
            FROM function
                JOIN function_definition ON function_id = function.id
                JOIN developed_app ON developed_app.id = developed_app_id
                JOIN application ON application.id = application_id
            WHERE application.account_id = :accountId AND function.state = 'VERIFIED'
                AND function.input_type = :inputType AND function.return_type = :returnType
            GROUP BY function.id
            ORDER BY function.id DESC
            LIMIT 200
            """)
    List<LibraryFunction> library(long accountId, String inputType, String returnType);

    /** Keeps the vector of its words. */
    @SqlUpdate("""
            UPDATE function
            SET embedder = :embedder, embedding = :embedding
            WHERE id = :id
            """)
    void embed(long id, String embedder, List<Float> embedding);

    /** Names of the definitions of a developed app whose function was written for another one. */
    @SqlQuery("""
            SELECT function_definition.name
            FROM function_definition
            WHERE developed_app_id = :developedAppId AND EXISTS (
                SELECT FROM function_definition AS earlier
                WHERE earlier.function_id = function_definition.function_id AND earlier.id < function_definition.id)
            ORDER BY function_definition.id
            """)
    List<String> reused(long developedAppId);
}
