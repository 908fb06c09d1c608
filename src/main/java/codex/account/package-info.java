/** People, passwords, sessions, tokens, roles. */
@NullMarked
package codex.account;

import org.jspecify.annotations.NullMarked;
