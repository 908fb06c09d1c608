/** Runs one untrusted command with limits. */
@NullMarked
package codex.sandbox;

import org.jspecify.annotations.NullMarked;
