/** REST for programs. */
@NullMarked
package codex.web.api;

import org.jspecify.annotations.NullMarked;
