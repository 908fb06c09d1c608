/** Answers with a model: prompt file and values in, typed record out, retries. */
@NullMarked
package codex.engine.llm;

import org.jspecify.annotations.NullMarked;
