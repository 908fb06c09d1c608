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
 * @param proper whether it is written as a name is: in capitals, as one, without a determiner
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
        boolean proper,
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

    /** What stands before the head of a compound, in the singular. */
    String modifier() {
        return Nouns.singular(name.substring(0, Math.max(0, name.lastIndexOf(' '))));
    }

    boolean compound() {
        return name.indexOf(' ') > 0;
    }
}
