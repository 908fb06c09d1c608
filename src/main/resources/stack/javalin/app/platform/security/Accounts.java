package app.platform.security;

import java.util.Optional;
import java.util.UUID;

/**
 * The people who can sign in, for functions that register them or sign them in under paths of their own. All of it
 * belongs to the transaction of the call. Passwords are hashed here and kept nowhere else.
 */
public interface Accounts {
    /** A new account with the role of newcomers; 409 if the address is taken, 400 if one of the three is no good. */
    CurrentUser register(String email, String password, String name);

    /** 401 if address or password is wrong, 429 after five wrong ones. */
    CurrentUser signIn(String email, String password);

    /** What this person sends in the header Authorization from now on; good for a quarter of an hour. */
    String token(CurrentUser user);

    Optional<CurrentUser> find(UUID id);

    /** Gives the account another address and name; 409 if the address is taken, 400 if one of the two is no good. */
    CurrentUser change(UUID id, String email, String name);

    /** Also ends the account's logins; 400 if the password is no good. */
    void changePassword(UUID id, String password);
}
