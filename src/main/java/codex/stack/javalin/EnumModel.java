package codex.stack.javalin;

import codex.specification.Enumeration;
import java.util.List;

/** An enumeration as a Java enum; {@code constants} stand in the order of its values. */
record EnumModel(Enumeration enumeration, String className, List<String> constants) {
    EnumModel {
        constants = List.copyOf(constants);
    }

    static EnumModel of(Enumeration enumeration) {
        return new EnumModel(
                enumeration,
                enumeration.name(),
                enumeration.values().stream().map(Words::constant).toList());
    }

    String constant(String value) {
        var position = enumeration.values().indexOf(value);
        if (position < 0) {
            throw new IllegalArgumentException("%s has no value %s, only %s"
                    .formatted(enumeration.name(), value, String.join(", ", enumeration.values())));
        }
        return constants.get(position);
    }
}
