package codex.account;

/**
 * Who knocks, as far as the network tells.
 *
 * @param address of the peer, or what a configured proxy says
 * @param agent the browser's name for itself; only shown to the owner of a session
 */
public record Visitor(String address, String agent) {}
