package codex.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The model's settings: what the environment says, what admins said on the settings page, defaults. Read from the table at
 * each call, so that several processes agree.
 */
public final class StoredModelSettings implements Supplier<ModelSettings> {
    private final Jdbi jdbi;
    private final Seal seal;
    private final EndpointRule rule;
    private final Map<ModelField, String> environment;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * Reads nothing yet.
     *
     * @param homeKey the random bytes in {@code CODEX_HOME} under which the model's key is stored
     * @param environment what the environment says, by field
     */
    public StoredModelSettings(Jdbi jdbi, byte[] homeKey, Map<ModelField, String> environment) {
        this(jdbi, new Seal(homeKey), environment, EndpointRule.usual());
    }

    StoredModelSettings(Jdbi jdbi, Seal seal, Map<ModelField, String> environment, EndpointRule rule) {
        this.jdbi = jdbi;
        this.seal = seal;
        this.rule = rule;
        this.environment = closed(environment);
    }

    @Override
    public ModelSettings get() {
        return present().settings();
    }

    public PresentSettings present() {
        return jdbi.withHandle(this::read);
    }

    /** With what a model would be asked if this were saved, whatever prices and limits say; nothing is written. */
    public Saving trial(Map<ModelField, String> typed) {
        var asking = new EnumMap<ModelField, String>(ModelField.class);
        typed.forEach((field, text) -> {
            if (ModelField.ASKING.contains(field)) {
                asking.put(field, text);
            }
        });
        var present = present();
        var draft = new SettingsDraft(present, asking, rule);
        draft.problems().keySet().retainAll(ModelField.ASKING);
        return saving(present, draft);
    }

    /**
     * Changes what was typed, within the caller's transaction, or nothing.
     *
     * @param typed only of the fields that are to change; empty for what holds by itself. An address of another host without
     *     a key drops the key (SECURITY.md, S37)
     */
    public Saving save(Handle handle, Map<ModelField, String> typed) {
        var settings = handle.attach(Settings.class);
        settings.lock();
        var present = read(handle);
        var saving = saving(present, new SettingsDraft(present, typed, rule));
        if (saving instanceof Saving.Saved(var before, var after)) {
            after.stored().write(settings, before.stored(), seal);
        }
        return saving;
    }

    private static Saving saving(PresentSettings present, SettingsDraft draft) {
        return draft.problems().isEmpty()
                ? new Saving.Saved(present, draft.present())
                : new Saving.Refused(draft.problems());
    }

    private PresentSettings read(Handle handle) {
        var rows = handle.attach(Settings.class).list();
        return new PresentSettings(environment, Stored.of(rows, seal, told));
    }

    // S37: a key of the environment was entered by the operator, for the address that the operator said. An
    // admin of the pages cannot have it sent elsewhere.
    private static Map<ModelField, String> closed(Map<ModelField, String> environment) {
        var all = new EnumMap<ModelField, String>(ModelField.class);
        all.putAll(environment);
        if (all.containsKey(ModelField.KEY)) {
            all.putIfAbsent(ModelField.ENDPOINT, "");
        }
        return all;
    }
}
