package app.platform.net;

import java.time.Duration;

/**
 * How much one call to elsewhere may take.
 *
 * @param connect the longest wait for a connection
 * @param whole the longest for all of it, redirects included, from the first connection on
 * @param bytes the most that an answer may hold
 */
record Limits(Duration connect, Duration whole, int bytes) {}
