package app.auth;

import app.platform.http.Format;
import app.platform.http.Problem;
import app.platform.security.Accounts;
import app.platform.security.CurrentUser;
import app.platform.security.Passwords;
import app.platform.security.Role;
import app.platform.security.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The accounts as one call sees them. */
public final class CallAccounts implements Accounts {
    private final Handle handle;
    private final Tokens tokens;
    private final Instant now;
    private final String address;
    private final List<String> failures;

    /**
     * @param address where the caller is
     * @param failures takes the keys of failed logins, to be noted when the transaction is over
     */
    public CallAccounts(Handle handle, Tokens tokens, Instant now, String address, List<String> failures) {
        this.handle = handle;
        this.tokens = tokens;
        this.now = now;
        this.address = address;
        this.failures = failures;
    }

    /** Notes failed logins in a transaction of their own: the refusal that they ended with undid the call's. */
    public static void note(Jdbi jdbi, List<String> failures, Instant now) {
        if (!failures.isEmpty()) {
            jdbi.useTransaction(handle -> failures.forEach(key -> new LoginRows(handle).fail(key, now)));
        }
    }

    @Override
    public CurrentUser register(String email, String password, String name) {
        require(Format.EMAIL, "email", email);
        require(Format.PASSWORD, "password", password);
        requireName(name);
        var account = Account.of(email, password, name, Role.NEWCOMER, now);
        free(account.email());
        new AccountRows(handle).insert(account);
        return account.user();
    }

    @Override
    public CurrentUser signIn(String email, String password) {
        var logins = new LoginRows(handle);
        var key = LoginRows.key(email, address);
        logins.refuseGuessing(key, now);
        var account = Account.opened(new AccountRows(handle).findByEmail(Account.lower(email)), password);
        if (account.isEmpty()) {
            failures.add(key);
            throw Account.wrong();
        }
        logins.forgive(key);
        return account.get().user();
    }

    @Override
    public String token(CurrentUser user) {
        return tokens.of(user, now);
    }

    @Override
    public Optional<CurrentUser> find(UUID id) {
        return new AccountRows(handle).find(id).map(Account::user);
    }

    @Override
    public CurrentUser change(UUID id, String email, String name) {
        require(Format.EMAIL, "email", email);
        requireName(name);
        var rows = new AccountRows(handle);
        var known = rows.find(id).orElseThrow(() -> Problem.unauthorized("This account is not there any more."));
        var next = Account.lower(email);
        if (!next.equals(known.email())) {
            free(next);
        }
        rows.change(id, next, name, now);
        return rows.find(id).orElseThrow().user();
    }

    @Override
    public void changePassword(UUID id, String password) {
        require(Format.PASSWORD, "password", password);
        new AccountRows(handle).changePassword(id, Passwords.hash(password), now);
        new LoginRows(handle).endLogins(id);
    }

    // Two at the same moment meet the constraint, which says the same.
    private void free(String email) {
        if (new AccountRows(handle).findByEmail(email).isPresent()) {
            throw Problem.conflict("This e-mail address has an account already.");
        }
    }

    private static void require(Format format, String field, String value) {
        if (value == null || !format.accepts(value)) {
            throw Problem.badRequest(field, format.message());
        }
    }

    private static void requireName(String name) {
        if (name == null || name.isBlank() || name.length() > 100) {
            throw Problem.badRequest("name", "must have 1 to 100 characters");
        }
    }
}
