package app.platform.http;

import io.javalin.http.Context;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Tells whether the application can do its work. */
public final class Health {
    private final Jdbi jdbi;

    public Health(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public void ready(Context ctx) {
        try {
            jdbi.useHandle(handle -> handle.execute("SELECT 1"));
            ctx.result("ok");
        } catch (JdbiException down) {
            throw Problem.unavailable("The database does not answer.");
        }
    }
}
