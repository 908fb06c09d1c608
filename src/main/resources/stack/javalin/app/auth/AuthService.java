package app.auth;

import app.platform.db.Constraints;
import app.platform.http.ListQuery;
import app.platform.http.Page;
import app.platform.http.Problem;
import app.platform.security.CurrentUser;
import app.platform.security.Passwords;
import app.platform.security.Role;
import app.platform.security.Tokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Registers people, signs them in and out, and lets administrators give roles. */
public final class AuthService {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a login hands out. {@code expiresIn} is in seconds. */
    public record Session(String accessToken, String refreshToken, String tokenType, long expiresIn) {}

    private final Jdbi jdbi;
    private final Tokens tokens;

    public AuthService(Jdbi jdbi, Tokens tokens) {
        this.jdbi = jdbi;
        this.tokens = tokens;
    }

    /** Makes an administrator of this address, unless it has an account already. */
    public void createFirstAdmin(String email, String password) {
        if (email.isEmpty() || password.isEmpty()) {
            return;
        }
        if (password.length() < 8) {
            throw new IllegalArgumentException("ADMIN_PASSWORD must have at least 8 characters.");
        }
        var known = inTransaction(handle -> new AccountRows(handle).findByEmail(Account.lower(email)));
        if (known.isEmpty()) {
            add(email, password, "Administrator", Role.ADMIN.toString());
        }
    }

    public Account register(String email, String password, String name) {
        return add(email, password, name, Role.NEWCOMER);
    }

    public Session login(String email, String password, String address) {
        var key = LoginRows.key(email, address);
        var now = now();
        var account = inTransaction(handle -> {
            new LoginRows(handle).refuseGuessing(key, now);
            return new AccountRows(handle).findByEmail(Account.lower(email));
        });
        var right = Account.opened(account, password);
        // A transaction of its own: the refusal must not undo the note.
        return inTransaction(handle -> {
                    var logins = new LoginRows(handle);
                    if (right.isEmpty()) {
                        logins.fail(key, now);
                        return Optional.<Session>empty();
                    }
                    logins.forgive(key);
                    return Optional.of(session(handle, right.get(), UUID.randomUUID(), now));
                })
                .orElseThrow(Account::wrong);
    }

    /** Exchanges a refresh token for a new one; one that was used before ends the whole login: somebody copied it. */
    public Session refresh(String refreshToken) {
        var now = now();
        return inTransaction(handle -> {
                    var logins = new LoginRows(handle);
                    var token = logins.lock(Passwords.fingerprint(refreshToken));
                    if (token.isEmpty()) {
                        return Optional.<Session>empty();
                    }
                    var known = token.get();
                    if (known.used() || known.expiresAt().isBefore(now)) {
                        logins.endLogin(known.loginId());
                        return Optional.<Session>empty();
                    }
                    logins.use(known.id());
                    return new AccountRows(handle)
                            .find(known.accountId())
                            .map(account -> session(handle, account, known.loginId(), now));
                })
                .orElseThrow(() -> Problem.unauthorized("This refresh token is not valid, or not any more."));
    }

    public void logout(String refreshToken) {
        inTransaction(handle -> {
            var logins = new LoginRows(handle);
            logins.lock(Passwords.fingerprint(refreshToken)).ifPresent(token -> logins.endLogin(token.loginId()));
            return null;
        });
    }

    public Account account(CurrentUser user) {
        return inTransaction(handle -> new AccountRows(handle).find(user.id()))
                .orElseThrow(() -> Problem.unauthorized("This account is not there any more."));
    }

    /** Ends all logins. */
    public void changePassword(CurrentUser user, String current, String next) {
        if (!Passwords.matches(current, account(user).passwordHash())) {
            throw Problem.badRequest("currentPassword", "is wrong");
        }
        var hash = Passwords.hash(next);
        inTransaction(handle -> {
            new AccountRows(handle).changePassword(user.id(), hash, now());
            new LoginRows(handle).endLogins(user.id());
            return null;
        });
    }

    public Page<Account> accounts(ListQuery query) {
        return inTransaction(handle -> new AccountRows(handle).list(query));
    }

    /** Ends the logins of this account, so that what it may do changes within the life of an access token. */
    public Account changeRole(UUID id, Role role) {
        return inTransaction(handle -> {
            var accounts = new AccountRows(handle);
            if (accounts.changeRole(id, role.toString(), now()) == 0) {
                throw Problem.notFound("There is no such account.");
            }
            new LoginRows(handle).endLogins(id);
            return accounts.find(id).orElseThrow();
        });
    }

    private Account add(String email, String password, String name, String role) {
        var account = Account.of(email, password, name, role, now());
        return inTransaction(handle -> {
            new AccountRows(handle).insert(account);
            return account;
        });
    }

    private Session session(Handle handle, Account account, UUID loginId, Instant now) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        var refreshToken = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        new LoginRows(handle).add(loginId, account.id(), Passwords.fingerprint(refreshToken), now);
        return new Session(tokens.of(account.user(), now), refreshToken, "Bearer", Tokens.LIFE.toSeconds());
    }

    private <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.inTransaction(work);
        } catch (JdbiException refused) {
            throw Constraints.problem(refused);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
