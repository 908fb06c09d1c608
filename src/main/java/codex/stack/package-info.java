/** Writes a developed app's project files. */
@NullMarked
package codex.stack;

import org.jspecify.annotations.NullMarked;
