/** Pages operators see. */
@NullMarked
package codex.web.admin;

import org.jspecify.annotations.NullMarked;
