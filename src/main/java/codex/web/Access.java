package codex.web;

import io.javalin.security.RouteRole;

/** Who may call a route (SECURITY.md, 10). Every route declares one; without it the server does not start. */
public enum Access implements RouteRole {
    /** Anyone. */
    OPEN,
    /** Whoever is signed in, for their own data. */
    SIGNED_IN,
    /** The owner of what the path names; to all others it does not exist. The handler's finder takes the owner. */
    OWNER,
    /** The same, and administrators, who answer for the ledger; to all others it does not exist. */
    OWNER_OR_ADMIN,
    /** Administrators; to all others it does not exist. */
    ADMIN,
    /** Anyone, as long as there is no account yet. */
    SETUP
}
