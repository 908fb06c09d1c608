package codex.account;

/** What became of an administrator's wish to change somebody's account. */
public sealed interface AccountChange {
    record Changed(Account account) implements AccountChange {}

    /** It would leave nobody who can administer. A 409. */
    record LastAdmin() implements AccountChange {}

    record NotFound() implements AccountChange {}
}
