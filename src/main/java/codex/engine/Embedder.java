package codex.engine;

import java.util.List;
import java.util.Optional;

/** Texts as vectors: the smaller the angle between two of them, the more alike the texts are in meaning. */
public interface Embedder {
    /** Stands beside each vector that is kept: those of different embedders have nothing to do with one another. */
    String name();

    /** A vector for each text, in their order and all of one length; empty where none are to be had now. */
    Optional<List<List<Float>>> embed(List<String> texts, Asker asker);
}
