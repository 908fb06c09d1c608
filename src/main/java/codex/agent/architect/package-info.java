/** A specification becomes routes, tables, function definitions. */
@NullMarked
package codex.agent.architect;

import org.jspecify.annotations.NullMarked;
