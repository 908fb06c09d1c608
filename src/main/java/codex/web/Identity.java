package codex.web;

import codex.account.Account;
import io.javalin.http.Context;
import java.util.Optional;

/** Finds out who sent a request. */
@FunctionalInterface
interface Identity {
    Optional<Account> of(Context ctx);
}
