/** A conversation becomes a specification. */
@NullMarked
package codex.agent.requirements;

import org.jspecify.annotations.NullMarked;
