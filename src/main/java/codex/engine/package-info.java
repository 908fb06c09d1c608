/** Engine (the seam: answers an agent's typed Question), the model's settings, call ledger, budget. */
@NullMarked
package codex.engine;

import org.jspecify.annotations.NullMarked;
