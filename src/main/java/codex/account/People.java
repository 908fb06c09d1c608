package codex.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** Signs people in and keeps their accounts; everything it does is in the audit trail. */
public final class People {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,190}");
    private static final int NAME_LENGTH = 80;

    private final Jdbi jdbi;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Clock clock;
    private final LoginThrottle throttle;

    public People(Jdbi jdbi, Passwords passwords, Sessions sessions, Clock clock) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.sessions = sessions;
        this.clock = clock;
        this.throttle = new LoginThrottle(jdbi, clock);
    }

    /** Begins a session for whoever has this name and password. */
    public SignIn signIn(String email, String password, Visitor visitor) {
        return switch (recognise(email, password, visitor, "sign-in")) {
            case Recognition.Throttled(var pause) -> new SignIn.Throttled(pause);
            case Recognition.Unknown() -> new SignIn.WrongCredentials();
            case Recognition.Known(var account) -> new SignIn.SignedIn(account, sessions.begin(account.id(), visitor));
        };
    }

    /**
     * Unknown names cost the same work and get the same answer (SECURITY.md, S4).
     *
     * @param purpose as the audit trail calls it
     */
    public Recognition recognise(String email, String password, Visitor visitor, String purpose) {
        var name = normalised(email);
        var wait = throttle.guess(name, visitor);
        if (wait.isPresent()) {
            return new Recognition.Throttled(wait.get());
        }
        var account = recognised(name, password);
        if (account.isEmpty()) {
            audit(null, visitor, purpose + "-refused", "address:" + visitor.address());
            return new Recognition.Unknown();
        }
        throttle.right(name, visitor);
        audit(account.get().id(), visitor, purpose, subject(account.get().id()));
        return new Recognition.Known(account.get());
    }

    /** Asks somebody who is signed in for the password once more (S8); {@code SignedIn} has the session's new value. */
    public SignIn confirm(Sessions.Present present, String password, Visitor visitor) {
        var account = present.account();
        var wait = throttle.guess(account.email(), visitor);
        if (wait.isPresent()) {
            return new SignIn.Throttled(wait.get());
        }
        if (recognised(account.email(), password).isEmpty()) {
            audit(account.id(), visitor, "confirm-refused", subject(account.id()));
            return new SignIn.WrongCredentials();
        }
        throttle.right(account.email(), visitor);
        return new SignIn.SignedIn(account, sessions.renew(present.session()));
    }

    public void signOut(Sessions.Present present, Visitor visitor) {
        sessions.end(present.account().id(), present.session().id());
        audit(
                present.account().id(),
                visitor,
                "sign-out",
                subject(present.account().id()));
    }

    /** Takes the old password and ends all other sessions (S1, S7). */
    public PasswordChange changePassword(Sessions.Present present, String old, String fresh, Visitor visitor) {
        var problem = passwords.problem(fresh);
        if (problem.isPresent()) {
            return new PasswordChange.Refused(problem.get());
        }
        return switch (confirm(present, old, visitor)) {
            case SignIn.Throttled(var pause) -> new PasswordChange.Throttled(pause);
            case SignIn.WrongCredentials() -> new PasswordChange.WrongPassword();
            case SignIn.SignedIn(var account, var cookie) -> {
                setPassword(account.id(), fresh);
                sessions.endOthers(present.session());
                audit(account.id(), visitor, "password", subject(account.id()));
                yield new PasswordChange.Changed(cookie);
            }
        };
    }

    /** An administrator adds somebody. */
    public Registration add(NewAccount wanted, AccountRole role, Account by, Visitor visitor) {
        var refused = problem(wanted);
        if (refused.isPresent()) {
            return refused.get();
        }
        var hash = passwords.hash(wanted.password());
        return jdbi.inTransaction(handle -> {
            var registration = insert(handle, wanted, hash, role);
            if (registration instanceof Registration.Added(var account)) {
                handle.attach(Audit.class)
                        .append(by.id(), visitor.address(), "account", subject(account.id()), null, state(account));
            }
            return registration;
        });
    }

    /** Closes the account; its sessions and tokens end with the next request. */
    public AccountChange disable(long id, Account by, Visitor visitor) {
        return change(id, by, visitor, "disable", accounts -> accounts.disable(id, clock.instant()));
    }

    public AccountChange enable(long id, Account by, Visitor visitor) {
        return change(id, by, visitor, "enable", accounts -> accounts.enable(id));
    }

    /** The account has to sign in again, with the new role (S5). */
    public AccountChange changeRole(long id, AccountRole role, Account by, Visitor visitor) {
        return change(id, by, visitor, "role", accounts -> accounts.setRole(id, role));
    }

    /** The first administrator; {@code Closed} when there is one, though two try at the same time. */
    Registration addFirstAdmin(NewAccount wanted, Visitor visitor) {
        var refused = problem(wanted);
        if (refused.isPresent()) {
            return refused.get();
        }
        var hash = passwords.hash(wanted.password());
        return jdbi.inTransaction(handle -> {
            var accounts = handle.attach(Accounts.class);
            accounts.lockAdmins();
            if (accounts.anyAdmin()) {
                return new Registration.Closed();
            }
            var registration = insert(handle, wanted, hash, AccountRole.ADMIN);
            if (registration instanceof Registration.Added(var account)) {
                handle.attach(Audit.class).note(account.id(), visitor.address(), "setup", subject(account.id()));
            }
            return registration;
        });
    }

    LoginThrottle throttle() {
        return throttle;
    }

    private Optional<Account> recognised(String email, String password) {
        var account = jdbi.withExtension(Accounts.class, accounts -> accounts.findByEmail(email))
                .filter(found -> found.disabledAt() == null);
        var hash = account.flatMap(
                found -> jdbi.withExtension(Accounts.class, accounts -> accounts.passwordHash(found.id())));
        var right = hash.isPresent() ? passwords.matches(password, hash.get()) : passwords.matchesNobody(password);
        if (!right) {
            return Optional.empty();
        }
        hash.filter(passwords::weak).ifPresent(weak -> account.ifPresent(found -> setPassword(found.id(), password)));
        return account;
    }

    private void setPassword(long id, String password) {
        var hash = passwords.hash(password);
        jdbi.useExtension(Accounts.class, accounts -> accounts.setPasswordHash(id, hash));
    }

    private Optional<Registration> problem(NewAccount wanted) {
        if (!EMAIL.matcher(normalised(wanted.email())).matches()) {
            return Optional.of(new Registration.Refused("email", "This is not an e-mail address."));
        }
        if (wanted.name().isBlank() || wanted.name().strip().length() > NAME_LENGTH) {
            return Optional.of(
                    new Registration.Refused("name", "Give a name of at most " + NAME_LENGTH + " characters."));
        }
        return passwords.problem(wanted.password()).map(message -> new Registration.Refused("password", message));
    }

    private static Registration insert(Handle handle, NewAccount wanted, String hash, AccountRole role) {
        return handle.attach(Accounts.class)
                .add(normalised(wanted.email()), wanted.name().strip(), hash, role)
                .<Registration>map(Registration.Added::new)
                .orElseGet(() -> new Registration.Refused("email", "Somebody has this address already."));
    }

    private AccountChange change(
            long id, Account by, Visitor visitor, String action, Function<Accounts, Optional<Account>> update) {
        try {
            return jdbi.inTransaction(handle -> {
                var accounts = handle.attach(Accounts.class);
                var before = accounts.find(id);
                var after = update.apply(accounts);
                if (before.isEmpty() || after.isEmpty()) {
                    return new AccountChange.NotFound();
                }
                handle.execute("DELETE FROM session WHERE account_id = ?", id);
                handle.attach(Audit.class)
                        .append(
                                by.id(),
                                visitor.address(),
                                action,
                                subject(id),
                                state(before.get()),
                                state(after.get()));
                return new AccountChange.Changed(after.get());
            });
        } catch (UnableToExecuteStatementException e) {
            if (lastAdmin(e)) {
                return new AccountChange.LastAdmin();
            }
            throw e;
        }
    }

    // The database holds this rule, for the records pages too.
    private static boolean lastAdmin(UnableToExecuteStatementException thrown) {
        return thrown.getCause() instanceof PSQLException cause
                && cause.getServerErrorMessage() != null
                && "account_last_admin".equals(cause.getServerErrorMessage().getConstraint());
    }

    private void audit(@Nullable Long accountId, Visitor visitor, String action, String subject) {
        jdbi.useExtension(Audit.class, audit -> audit.note(accountId, visitor.address(), action, subject));
    }

    private static JsonNode state(Account account) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("email", account.email())
                .put("role", account.role().label())
                .put("disabled", account.disabledAt() != null);
    }

    private static String subject(long id) {
        return "account:" + id;
    }

    private static String normalised(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
