/** A developed app becomes a running one. */
@NullMarked
package codex.agent.deploy;

import org.jspecify.annotations.NullMarked;
