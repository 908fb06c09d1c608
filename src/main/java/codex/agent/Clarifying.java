package codex.agent;

import codex.code.FunctionDefinition;
import codex.queue.Steps;
import codex.specification.Document;

/** Whom the developer asks what a definition leaves open. */
public interface Clarifying {
    /**
     * The definition with the answer in it, stored; as it was where nobody knows one.
     *
     * @param unclear the question, a sentence
     */
    FunctionDefinition clarify(
            FunctionDefinition definition, Document document, String unclear, Conversation conversation, Steps steps);
}
