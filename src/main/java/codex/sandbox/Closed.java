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
    public Prepared prepare(Command command) {
        return new Nothing(run(command));
    }

    @Override
    public Started start(Command command, Consumer<String> log) {
        return new Started.Unavailable(why);
    }

    private record Nothing(Result result) implements Prepared {
        @Override
        public String log() {
            return result.log();
        }

        @Override
        public boolean alive() {
            return false;
        }

        @Override
        public Result run(String rest) {
            return result;
        }

        @Override
        public void drop() {}
    }
}
