/** Engine (the seam: answers an agent's typed Question), call ledger, budget. */
@NullMarked
package codex.engine;

import org.jspecify.annotations.NullMarked;
