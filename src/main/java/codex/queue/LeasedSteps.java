package codex.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.jackson2.Jackson2Config;

/** The steps of one run, kept in {@code job_step}. Several threads of a run may use it. */
final class LeasedSteps implements Steps {
    private final Jdbi jdbi;
    private final Running running;
    private final ObjectMapper json;
    private final AtomicInteger seq = new AtomicInteger();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<String> settled = ConcurrentHashMap.newKeySet();

    LeasedSteps(Jdbi jdbi, Running running) {
        this.jdbi = jdbi;
        this.running = running;
        this.json = jdbi.getConfig(Jackson2Config.class).getMapper();
    }

    @Override
    public <T> T step(String key, String inputHash, Class<T> type, Supplier<T> work) {
        var step = begin(key, inputHash);
        return replayed(step, type).orElseGet(() -> {
            var output = work.get();
            var tree = json.<JsonNode>valueToTree(output);
            fenced(handle -> store(handle, step, tree));
            settled.add(key);
            return output;
        });
    }

    @Override
    public <T> T write(String key, String inputHash, Class<T> type, Function<Handle, T> work) {
        var step = begin(key, inputHash);
        return replayed(step, type).orElseGet(() -> {
            var output = fenced(handle -> {
                var committed = handle.attach(JobSteps.class).find(running.job().id(), key);
                if (committed.filter(step::matches).isPresent()) {
                    // The commit before went through and only its answer got lost.
                    return read(key, committed.get().output(), type);
                }
                var written = work.apply(handle);
                store(handle, step, json.valueToTree(written));
                return written;
            });
            settled.add(key);
            return output;
        });
    }

    @Override
    public void say(String message) {
        checkCancelled();
        fenced(handle -> {
            handle.attach(JobEvents.class).append(running.job().id(), "say", "info", storable(message));
            return message;
        });
    }

    @Override
    public void checkCancelled() {
        running.check();
    }

    /** PostgreSQL keeps every character but NUL. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private record Step(String key, String inputHash, int seq, Optional<JobSteps.Stored> stored, Instant startedAt) {
        boolean matches(JobSteps.Stored output) {
            return output.inputHash().equals(inputHash);
        }
    }

    private Step begin(String key, String inputHash) {
        if (!begun.add(key)) {
            throw new IllegalStateException("step " + key + " begins twice in one run of job "
                    + running.job().id() + "; each step of a run needs a key of its own");
        }
        checkCancelled();
        return fenced(handle -> step(handle.attach(JobSteps.class), key, inputHash));
    }

    private <T> T fenced(Function<Handle, T> writes) {
        return Patience.with(() -> running.lease().fenced(jdbi, writes), this::checkCancelled);
    }

    private Step step(JobSteps steps, String key, String inputHash) {
        return new Step(
                key, inputHash, seq.incrementAndGet(), steps.find(running.job().id(), key), steps.time());
    }

    private <T> Optional<T> replayed(Step step, Class<T> type) {
        var output = step.stored().filter(step::matches);
        output.ifPresent(found -> settled.add(step.key()));
        return output.map(found -> read(step.key(), found.output(), type));
    }

    private <T> T read(String key, JsonNode output, Class<T> type) {
        try {
            return json.treeToValue(output, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the stored output of step " + key + " is no " + type.getSimpleName()
                            + "; a step whose output changes needs another input hash",
                    e);
        }
    }

    // What came after the old output may rest on it. Steps that this run has already confirmed do not.
    private JsonNode store(Handle handle, Step step, JsonNode output) {
        var jobId = running.job().id();
        var steps = handle.attach(JobSteps.class);
        step.stored().ifPresent(old -> steps.dropLater(jobId, old.seq(), settled.toArray(String[]::new)));
        steps.store(jobId, step.key(), step.seq(), step.inputHash(), output, step.startedAt());
        handle.attach(JobEvents.class).append(jobId, "step", "info", step.key());
        return output;
    }
}
