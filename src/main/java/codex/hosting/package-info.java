/** Runs deployed apps behind host names. */
@NullMarked
package codex.hosting;

import org.jspecify.annotations.NullMarked;
