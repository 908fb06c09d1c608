package codex.engine.builtin;

/**
 * A noun phrase where it stands in a sentence.
 *
 * @param sentence its number
 * @param part the part of the sentence that it stands in
 * @param written as it was written, without determiners, numbers and possessors: {@code nearby recycling facilities}
 * @param name its nouns in the singular: {@code recycling facility}
 * @param verb what is done, in its base form; empty where no verb comes before
 * @param preposition what it stands behind; empty for a subject or an object
 * @param possessor the name of what it belongs to ("the camper's parents"); empty for none
 * @param plural whether it is written as several
 * @param own whether "my" or the like stands before it
 */
record Mention(
        int sentence,
        Part part,
        String written,
        String name,
        String verb,
        String preposition,
        String possessor,
        boolean plural,
        boolean own) {
    /** The parts of a user story; any other sentence is plain. */
    enum Part {
        ROLE,
        WISH,
        BENEFIT,
        PLAIN
    }

    String head() {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    boolean compound() {
        return name.indexOf(' ') > 0;
    }
}
