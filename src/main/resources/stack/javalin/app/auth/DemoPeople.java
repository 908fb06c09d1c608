package app.auth;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;

/** People to try the application as. */
public final class DemoPeople {
    private DemoPeople() {}

    /** Makes an account, unless the address has one already. */
    public static void add(Handle handle, String email, String password, String name, String role) {
        var accounts = new AccountRows(handle);
        if (accounts.findByEmail(email).isEmpty()) {
            var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            accounts.insert(Account.of(email, password, name, role, now));
        }
    }
}
