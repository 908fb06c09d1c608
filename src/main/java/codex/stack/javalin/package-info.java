/** The first stack: a Maven project on Javalin. */
@NullMarked
package codex.stack.javalin;

import org.jspecify.annotations.NullMarked;
