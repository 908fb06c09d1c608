/** Jobs in PostgreSQL: enqueue, claim, heartbeat, steps, retry, rescue. */
@NullMarked
package codex.queue;

import org.jspecify.annotations.NullMarked;
