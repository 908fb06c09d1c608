package codex.specification;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One typed change of a document, by a person, a program or an engine. As JSON its member {@code edit} says which it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "edit")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Edit.Add.class, name = "Add"),
    @JsonSubTypes.Type(value = Edit.Change.class, name = "Change"),
    @JsonSubTypes.Type(value = Edit.Copy.class, name = "Copy"),
    @JsonSubTypes.Type(value = Edit.Move.class, name = "Move"),
    @JsonSubTypes.Type(value = Edit.Remove.class, name = "Remove")
})
public sealed interface Edit {
    /**
     * Adds an element at the end of {@code parent}'s list of that kind.
     *
     * @param kind the element's record in lower camel case: {@code route}, {@code column}, {@code openQuestion}
     * @param parent id of the module, route, type or table it goes into; null for the document itself
     * @param values its members but {@code id} and {@code source}; what is missing gets a sensible default
     */
    record Add(String kind, @Nullable String parent, ObjectNode values) implements Edit {}

    /** Replaces members of an element (merge patch, RFC 7396). The element {@code document} is the document itself. */
    record Change(String element, ObjectNode values) implements Edit {}

    /** Puts a copy behind an element, with all that it contains: under a name, and a path, that are free. */
    record Copy(String element) implements Edit {}

    /**
     * Moves an element to position {@code position}, from 0, of its kind's list in {@code parent}. It stays the same
     * element: id, members and source go with it.
     *
     * @param parent id of another module, route, type or table to move into; null for where it stands
     * @param position beyond the list's end means its end
     */
    record Move(String element, @Nullable String parent, int position) implements Edit {
        /** To the end, however long the list is. */
        public static final int LAST = Integer.MAX_VALUE;
    }

    /**
     * Removes an element with all that it contains.
     *
     * @param cascade whether what uses it goes too; without, an element in use is not removed and its uses are named
     * @param keep with {@code cascade}, ids of elements that use it and stay on without it: a column as a plain value
     */
    record Remove(String element, boolean cascade, List<String> keep) implements Edit {
        public Remove {
            keep = keep == null ? List.of() : List.copyOf(keep);
        }

        public Remove(String element) {
            this(element, false, List.of());
        }
    }
}
