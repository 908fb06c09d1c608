/** What development makes: code graphs, functions, packages, schemas, routes, developed apps, source files. */
@NullMarked
package codex.code;

import org.jspecify.annotations.NullMarked;
