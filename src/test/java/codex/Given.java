package codex;

import codex.account.Account;
import codex.application.Application;
import codex.application.ApplicationStatus;
import codex.application.Applications;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What was there before the test began, in words: {@code given.application("Book shop")}. */
public final class Given {
    private static final String SOMEBODY = "somebody@example.org";

    private final Jdbi jdbi;

    public Given(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The account with this address, added if need be. Nobody can sign in to it; see the account package's tests for that. */
    public Account account(String email) {
        return account(email, "USER");
    }

    public Account admin(String email) {
        return account(email, "ADMIN");
    }

    /** An application of somebody, no matter who. */
    public Application application(String name) {
        return application(account(SOMEBODY), name);
    }

    public Application application(Account owner, String name) {
        return application(owner, name, name + ", described in a sentence.");
    }

    public Application application(Account owner, String name, String description) {
        return jdbi.withExtension(Applications.class, applications -> applications.add(owner.id(), name, description));
    }

    /** The application as it is after its status was set. */
    public Application marked(Application application, ApplicationStatus status) {
        return jdbi.withExtension(Applications.class, applications -> {
            applications.mark(application.id(), status);
            return applications.findAny(application.id()).orElseThrow();
        });
    }

    /** A call of this account's, to be described and added. */
    public GivenCall call(Account asker) {
        return new GivenCall(jdbi, asker);
    }

    private Account account(String email, String role) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO account (email, name, password_hash, role)
                        VALUES (:email, :name, 'no password', :role)
                        ON CONFLICT (email) DO UPDATE SET role = excluded.role
                        RETURNING id, email, name, role, disabled_at, created_at
                        """)
                .bind("email", email)
                .bind("name", email.substring(0, email.indexOf('@')))
                .bind("role", role)
                .registerRowMapper(ConstructorMapper.factory(Account.class))
                .mapTo(Account.class)
                .one());
    }
}
