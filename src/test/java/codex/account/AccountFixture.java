package codex.account;

import codex.SettableClock;
import codex.database.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/** People in a database of their own. */
final class AccountFixture {
    static final String PASSWORD = "four green boats sail";

    /** Hashing is slow on purpose: one for all tests. */
    static final Passwords PASSWORDS = new Passwords();

    private static final AtomicInteger COUNT = new AtomicInteger();

    final Jdbi jdbi = TestDatabase.jdbi();
    final SettableClock clock = new SettableClock();
    final Sessions sessions = new Sessions(jdbi, clock);
    final ApiTokens tokens = new ApiTokens(jdbi, clock);
    final People people = new People(jdbi, PASSWORDS, sessions, clock);
    final SetupCode setup = new SetupCode(jdbi, people, clock);
    final Accounts accounts = jdbi.onDemand(Accounts.class);
    final Audit audit = jdbi.onDemand(Audit.class);

    /** Somebody with {@link #PASSWORD}. */
    Account person() {
        return person(AccountRole.USER);
    }

    Account admin() {
        return person(AccountRole.ADMIN);
    }

    /** At an address of their own, so that the throttle counts each test apart. */
    Visitor visitor() {
        return new Visitor("192.0.2." + COUNT.incrementAndGet(), "a browser");
    }

    Sessions.Present present(Account account) {
        return sessions.find(sessions.begin(account.id(), visitor())).orElseThrow();
    }

    /** Whether a text occurs anywhere in the tables that hold secrets. */
    boolean stored(String secret) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM session WHERE strpos(CAST(session AS text), :secret) > 0)
                            OR EXISTS (SELECT FROM api_token WHERE strpos(CAST(api_token AS text), :secret) > 0)
                            OR EXISTS (SELECT FROM account WHERE strpos(CAST(account AS text), :secret) > 0)
                            OR EXISTS (SELECT FROM audit_entry WHERE strpos(CAST(audit_entry AS text), :secret) > 0)
                        """)
                .bind("secret", secret)
                .mapTo(boolean.class)
                .one());
    }

    private Account person(AccountRole role) {
        var email = "person" + COUNT.incrementAndGet() + "@example.org";
        return accounts.add(email, "Somebody", PASSWORDS.hash(PASSWORD), role).orElseThrow();
    }
}
