package codex.specification;

import java.util.List;

/**
 * A shape of JSON that routes take or answer with.
 *
 * @param name upper camel case, unique among types, enumerations and entities: {@code PasswordVerdict}
 */
public record Type(String id, String name, String summary, List<Field> fields, Source source) implements Element {
    public Type {
        fields = List.copyOf(fields);
    }
}
