package codex.web;

import codex.engine.LastCalls;
import codex.engine.StoredModelSettings;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** What keeps the language model from answering until an operator mends it, in a sentence for their pages; empty for nothing. */
public final class ModelTrouble implements Supplier<String> {
    private final Jdbi jdbi;
    private final StoredModelSettings model;

    public ModelTrouble(Jdbi jdbi, StoredModelSettings model) {
        this.jdbi = jdbi;
        this.model = model;
    }

    @Override
    public String get() {
        return switch (model.present().keyState()) {
            case UNREADABLE -> "The language model's key cannot be read with this CODEX_HOME; enter it again.";
            case ELSEWHERE -> "The language model's key was entered for another address; enter it again.";
            case SET, NOT_SET ->
                jdbi.withExtension(LastCalls.class, LastCalls::refused)
                        .map(ModelTrouble::words)
                        .orElse("");
        };
    }

    private static String words(String outcome) {
        return switch (outcome) {
            case "Denied" -> "The language model's endpoint refused the key when it was last asked.";
            case "Quota" -> "The language model was last refused because its account has no credit left.";
            default ->
                "The language model's endpoint rejected the last request: its address or a model's name is wrong.";
        };
    }
}
