/** Draws a specification: its tables, and its modules with their routes, laid out for a page. */
@NullMarked
package codex.diagram;

import org.jspecify.annotations.NullMarked;
