/** Answers with rules, lexicon, recipes: works with no model. */
@NullMarked
package codex.engine.builtin;

import org.jspecify.annotations.NullMarked;
