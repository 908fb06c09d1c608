package codex.sandbox;

import java.util.function.Consumer;

/** The sandbox of a machine that has none: it runs nothing and says what would mend that (X2). */
record Closed(String why) implements Sandbox {
    @Override
    public String name() {
        return "closed";
    }

    @Override
    public String description() {
        return "closed: " + why;
    }

    @Override
    public boolean isolated() {
        return true;
    }

    @Override
    public Result run(Command command) {
        return new Result.Unavailable(why);
    }

    @Override
    public Started start(Command command, Consumer<String> log) {
        return new Started.Unavailable(why);
    }
}
