package codex.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the sandbox that really works on this machine. */
public final class Sandboxes {
    private static final Logger log = LoggerFactory.getLogger(Sandboxes.class);

    private Sandboxes() {}

    /**
     * The sandbox for the setting {@code CODEX_SANDBOX}: {@code auto}, {@code bwrap}, {@code unshare} or {@code none}.
     * Takes about a second, since each candidate has to prove itself (X1). When none does, the sandbox is closed: it
     * runs nothing and says why (X2).
     *
     * @throws IllegalArgumentException if {@code setting} is another word
     */
    public static Sandbox choose(String setting) {
        var sandbox = chosen(setting);
        log.info("sandbox {}", sandbox.description());
        return sandbox;
    }

    private static Sandbox chosen(String setting) {
        return switch (setting) {
            case "auto" -> firstSound(List.of(new Bubblewrap(), new Unshare()));
            case "bwrap" -> firstSound(List.of(new Bubblewrap()));
            case "unshare" -> firstSound(List.of(new Unshare()));
            case "none" ->
                new Boxes(
                        new Open(),
                        Slots.shared(),
                        "none: generated code runs with this server's rights, not isolated");
            case "docker" ->
                new Closed("docker is not a runner of this version. Set CODEX_SANDBOX to auto, bwrap or unshare");
            default ->
                throw new IllegalArgumentException(
                        "CODEX_SANDBOX is auto, bwrap, unshare or none, not \"" + setting + "\"");
        };
    }

    static Sandbox firstSound(List<Enclosure> enclosures) {
        var slots = Slots.detected();
        var problems = new ArrayList<String>();
        for (var enclosure : enclosures) {
            var sandbox = new Boxes(enclosure, slots, "");
            var before = System.nanoTime();
            var problem = SelfTest.problem(sandbox);
            if (problem.isEmpty()) {
                return sandbox.described(enclosure.name() + ", "
                        + (slots.separate() ? "a user per box" : "one user for all boxes")
                        + ", memory limited by heap; self-test passed in "
                        + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before) + " ms");
            }
            problems.add(problem.get());
        }
        return new Closed("No sandbox works here, so nothing that was generated is run. " + String.join(" ", problems));
    }
}
