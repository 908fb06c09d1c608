package codex.verify;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.transaction.Transaction;

/** The {@code verification}, {@code finding} and {@code probe} tables: the last climb of each developed app. */
@RegisterConstructorMapper(Verification.Climbed.class)
@RegisterConstructorMapper(Finding.class)
@RegisterConstructorMapper(Probe.class)
public interface Verifications {
    /** Replaces what was there of an earlier climb. */
    @Transaction
    default void save(long developedAppId, Verification verification) {
        clearRungs(developedAppId);
        clearFindings(developedAppId);
        clearProbes(developedAppId);
        addRungs(developedAppId, verification.rungs());
        addFindings(developedAppId, verification.findings());
        addProbes(developedAppId, verification.probes());
    }

    /** Empty in all parts when there was no climb yet. */
    default Verification load(long developedAppId) {
        return new Verification(rungs(developedAppId), findings(developedAppId), probes(developedAppId));
    }

    /** From the lowest. */
    @SqlQuery("""
            SELECT rung, passed, summary, millis
            FROM verification
            WHERE developed_app_id = :developedAppId
            ORDER BY rung
            """)
    List<Verification.Climbed> rungs(long developedAppId);

    @SqlQuery("""
            SELECT rung, severity, route_id, path, line, checked, evidence
            FROM finding
            WHERE developed_app_id = :developedAppId
            ORDER BY id
            """)
    List<Finding> findings(long developedAppId);

    @SqlQuery("""
            SELECT route_id, weakness, actor, what, request, expected, status, answer, passed, millis
            FROM probe
            WHERE developed_app_id = :developedAppId
            ORDER BY id
            """)
    List<Probe> probes(long developedAppId);

    @SqlUpdate("""
            DELETE FROM verification
            WHERE developed_app_id = :developedAppId
            """)
    void clearRungs(long developedAppId);

    @SqlUpdate("""
            DELETE FROM finding
            WHERE developed_app_id = :developedAppId
            """)
    void clearFindings(long developedAppId);

    @SqlUpdate("""
            DELETE FROM probe
            WHERE developed_app_id = :developedAppId
            """)
    void clearProbes(long developedAppId);

    @SqlBatch("""
            INSERT INTO verification (developed_app_id, rung, passed, summary, millis)
            VALUES (:developedAppId, :rung, :passed, :summary, :millis)
            """)
    void addRungs(long developedAppId, @BindMethods List<Verification.Climbed> rungs);

    @SqlBatch("""
            INSERT INTO finding (developed_app_id, rung, severity, route_id, path, line, checked, evidence)
            VALUES (:developedAppId, :rung, :severity, :routeId, :path, :line, :checked, :evidence)
            """)
    void addFindings(long developedAppId, @BindMethods List<Finding> findings);

    @SqlBatch("""
            INSERT INTO probe (developed_app_id, route_id, weakness, actor, what, request, expected, status, answer, passed, millis)
            VALUES (:developedAppId, :routeId, :weakness, :actor, :what, :request, :expected, :status, :answer, :passed, :millis)
            """)
    void addProbes(long developedAppId, @BindMethods List<Probe> probes);
}
