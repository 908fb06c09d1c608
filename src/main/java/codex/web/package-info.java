/** Pages people see. */
@NullMarked
package codex.web;

import org.jspecify.annotations.NullMarked;
