/** Documents of other tools become specifications: OpenAPI, SQL, JDL. */
@NullMarked
package codex.specification.intake;

import org.jspecify.annotations.NullMarked;
