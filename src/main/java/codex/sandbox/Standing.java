package codex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process, mostly a {@link Standby}, as the {@link Runner} that started it sees it. */
record Standing(Process process, Printed printed) {
    static Standing start(List<String> words, Path directory, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        return new Standing(process, new Printed(process));
    }

    void order(String... words) {
        try {
            var orders = process.outputWriter(StandardCharsets.UTF_8);
            orders.write(String.join("\t", words) + "\n");
            orders.flush();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}
