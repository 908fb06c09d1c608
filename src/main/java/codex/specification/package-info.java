/** The versioned specification: elements, edits, checks, diff, OpenAPI in and out. */
@NullMarked
package codex.specification;

import org.jspecify.annotations.NullMarked;
