package codex.stack.javalin;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The enumerations and types of the document: package {@code types}. */
final class TypeFiles {
    private final AppModel app;
    private final Files files;

    TypeFiles(AppModel app, Files files) {
        this.app = app;
        this.files = files;
    }

    void write() {
        var packageName = app.base() + ".types";
        for (var each : app.enums()) {
            var file = new JavaFile(packageName)
                    .offer("com.fasterxml.jackson.annotation.JsonValue")
                    .write(enumeration(each));
            files.java(each.className(), file, List.of(each.enumeration().id()));
        }
        var read = readTypes();
        for (var type : app.types()) {
            var file = new JavaFile(packageName)
                    .offer("java.util.List", "com.fasterxml.jackson.annotation.JsonProperty")
                    .offer(app.base() + ".platform.http.Inputs", app.base() + ".platform.http.Format")
                    .offer(type.fields().stream()
                            .map(field -> field.type().imported())
                            .toList())
                    .write(record(type, read.contains(type.className())));
            files.java(type.className(), file, List.of(type.type().id()));
        }
    }

    /** The components of a record; a name that Java has for itself keeps its JSON name by annotation. */
    static String components(List<FieldModel> fields) {
        return fields.stream()
                .map(field ->
                        renamed(field.json(), field.component()) + field.type().java() + " " + field.component())
                .collect(Collectors.joining(", "));
    }

    static String renamed(String json, String component) {
        return json.equals(component) ? "" : "@JsonProperty(%s) ".formatted(Words.literal(json));
    }

    private static String enumeration(EnumModel each) {
        var constants = new StringBuilder();
        for (var i = 0; i < each.constants().size(); i++) {
            constants
                    .append(i == 0 ? "" : ", ")
                    .append(each.constants().get(i))
                    .append("(")
                    .append(Words.literal(each.enumeration().values().get(i)))
                    .append(")");
        }
        return Text.fill(
                """
                /** $summary$ */
                public enum $Name$ {
                    $constants$;

                    private final String word;

                    $Name$(String word) {
                        this.word = word;
                    }

                    /** As JSON writes it. */
                    @JsonValue
                    @Override
                    public String toString() {
                        return word;
                    }
                }
                """,
                Map.of(
                        "summary", sentence(each.enumeration().summary(), each.className()),
                        "Name", each.className(),
                        "constants", constants.toString()));
    }

    private static String record(TypeModel type, boolean read) {
        var reader = read
                ? Text.fill(
                        """

                        public static $Name$ from(Inputs inputs) {
                            return new $Name$($values$);
                        }
                        """,
                        Map.of(
                                "Name", type.className(),
                                "values",
                                        type.fields().stream().map(Readers::of).collect(Collectors.joining(",\n"))))
                : "";
        return Text.fill(
                """
                /** $summary$ */
                public record $Name$($components$) {$reader$}
                """,
                Map.of(
                        "summary", sentence(type.type().summary(), type.className()),
                        "Name", type.className(),
                        "components", components(type.fields()),
                        "reader", reader));
    }

    static String sentence(String summary, String fallback) {
        var text = Words.comment(summary.isBlank() ? fallback : summary);
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    // Types inside the bodies of requests, at any depth: only they are ever read.
    private Set<String> readTypes() {
        var found = new HashSet<String>();
        app.routes().forEach(route -> gather(FunctionText.inputs(route), found));
        return found;
    }

    private void gather(List<FieldModel> fields, Set<String> found) {
        for (var field : fields) {
            if (field.type().kind() == Kind.TYPE && found.add(field.type().name())) {
                app.types().stream()
                        .filter(type -> type.className().equals(field.type().name()))
                        .forEach(type -> gather(type.fields(), found));
            }
        }
    }
}
