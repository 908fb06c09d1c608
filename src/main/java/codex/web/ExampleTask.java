package codex.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * One of the descriptions to begin with.
 *
 * @param kind {@code computational} or {@code stateful}
 */
public record ExampleTask(String id, String name, String kind, String description) {
    private static final List<ExampleTask> ALL = read();

    public static List<ExampleTask> all() {
        return ALL;
    }

    /** Three to show where nothing is yet: one that keeps things, one that people share, one that computes. */
    public static List<ExampleTask> three() {
        return ALL.stream()
                .filter(task -> List.of(
                                "INVENTORY_MANAGEMENT_SYSTEM",
                                "CALENDAR_BOOKING_SYSTEM",
                                "PASSWORD_STRENGTH_CHECKER_API")
                        .contains(task.id()))
                .toList();
    }

    public static List<ExampleTask> ofKind(String kind) {
        return ALL.stream().filter(task -> task.kind().equals(kind)).toList();
    }

    /** The word in the address: {@code url-shortener-api}. */
    public String word() {
        return id.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String url() {
        return "/applications/new?example=" + word();
    }

    private static List<ExampleTask> read() {
        try (var in = ExampleTask.class.getResourceAsStream("/examples/tasks.json")) {
            return List.copyOf(new ObjectMapper().readValue(in, new TypeReference<List<ExampleTask>>() {}));
        } catch (IOException broken) {
            throw new UncheckedIOException("examples/tasks.json", broken);
        }
    }
}
