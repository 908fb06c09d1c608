package codex.stack.javalin;

import codex.specification.Type;
import java.util.List;

/** A type as a Java record. */
record TypeModel(Type type, List<FieldModel> fields) {
    TypeModel {
        fields = List.copyOf(fields);
    }

    String className() {
        return type.name();
    }
}
