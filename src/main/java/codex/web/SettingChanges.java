package codex.web;

import codex.account.Audit;
import codex.engine.ModelField;
import codex.engine.Saving;
import codex.engine.StoredModelSettings;
import codex.queue.Jobs;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Changes the model's settings, and leaves a trace of each change, never of the key itself (SECURITY.md, S48, S41). */
public final class SettingChanges {
    private final Jdbi jdbi;
    private final StoredModelSettings model;

    public SettingChanges(Jdbi jdbi, StoredModelSettings model) {
        this.jdbi = jdbi;
        this.model = model;
    }

    /** As {@link StoredModelSettings#save}, as whoever sent the request. */
    public Saving save(Context ctx, Map<ModelField, String> typed) {
        return jdbi.inTransaction(handle -> {
            var saving = model.save(handle, typed);
            if (saving instanceof Saving.Saved saved) {
                trace(handle, ctx, saved);
                // Jobs that wait for budget, or for an endpoint that answers, may have it now (RELIABILITY.md, Q13).
                handle.attach(Jobs.class).wakeAll();
            }
            return saving;
        });
    }

    private static void trace(Handle handle, Context ctx, Saving.Saved saved) {
        var old = JsonNodeFactory.instance.objectNode();
        var fresh = JsonNodeFactory.instance.objectNode();
        var before = saved.before().all();
        saved.after().all().forEach((word, now) -> put(old, fresh, word, before.getOrDefault(word, ""), now));
        if (saved.keyChanged() && !fresh.has(ModelField.KEY.word())) {
            fresh.put(ModelField.KEY.word(), "replaced");
        }
        if (!fresh.isEmpty()) {
            handle.attach(Audit.class)
                    .append(Visit.account(ctx).id(), ctx.ip(), "settings changed", "setting:model", old, fresh);
        }
    }

    private static void put(ObjectNode old, ObjectNode fresh, String word, String before, String now) {
        if (!now.equals(before)) {
            old.put(word, before);
            fresh.put(word, now);
        }
    }
}
