/** Agent (the seam) and Pipeline: who acts next, what an outcome means. */
@NullMarked
package codex.agent;

import org.jspecify.annotations.NullMarked;
