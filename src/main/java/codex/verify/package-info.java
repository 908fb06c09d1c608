/** Judges generated code: compile, boot, call every route, attack; the result is findings. */
@NullMarked
package codex.verify;

import org.jspecify.annotations.NullMarked;
