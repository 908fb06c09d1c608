/** DataSource, Jdbi, Flyway, embedded PostgreSQL. */
@NullMarked
package codex.database;

import org.jspecify.annotations.NullMarked;
