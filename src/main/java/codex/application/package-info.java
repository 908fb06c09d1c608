/** What a user asked for: name, description, owner, status. */
@NullMarked
package codex.application;

import org.jspecify.annotations.NullMarked;
