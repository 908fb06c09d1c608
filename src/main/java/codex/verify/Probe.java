package codex.verify;

import org.jspecify.annotations.Nullable;

/**
 * One real request to the running application and what came back.
 *
 * @param weakness what it attacks; null where it is no attack
 * @param actor {@code nobody}, {@code wrong role}, {@code other owner}, {@code owner}, {@code admin}
 * @param what the case in words: "required field title missing"
 * @param request method, address and body as sent, shortened
 * @param answer status and body as received, shortened
 */
public record Probe(
        @Nullable String routeId,
        @Nullable Weakness weakness,
        String actor,
        String what,
        String request,
        int expected,
        int status,
        String answer,
        boolean passed,
        int millis) {}
