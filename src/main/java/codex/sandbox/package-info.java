/** Runs one untrusted command with limits; for benches, a tool of ours without. */
@NullMarked
package codex.sandbox;

import org.jspecify.annotations.NullMarked;
