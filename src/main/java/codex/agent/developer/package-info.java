/** Definitions become functions, repaired until verify is silent. */
@NullMarked
package codex.agent.developer;

import org.jspecify.annotations.NullMarked;
