package codex.specification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All elements of one document with their places, in reading order. */
public final class Elements {
    /**
     * An element where it stands.
     *
     * @param parent the element it stands in; null when that is the document
     * @param position among its siblings of the same kind, from 0
     */
    public record Placed(
            ElementKind kind, Element element, @Nullable Placed parent, int position) {
        public String id() {
            return element.id();
        }

        /** What a person calls it, unique enough to find it: {@code POST /loans}, {@code column loan.due_on}. */
        public String label() {
            return switch (element) {
                case Route route -> route.operation();
                case Parameter parameter -> "parameter " + parameter.name() + within();
                case Response response -> "response " + response.status() + within();
                case Rule rule -> "rule “" + brief(rule.text()) + "”" + within();
                case Example example -> "example “" + brief(example.when()) + "”" + within();
                case Field field -> "field " + parentName() + "." + field.name();
                case Column column -> "column " + parentName() + "." + column.name();
                case Assumption assumption -> "assumption “" + brief(assumption.text()) + "”";
                case OpenQuestion question -> "open question “" + brief(question.text()) + "”";
                case Feature feature -> "feature " + brief(feature.name());
                case Role role -> "role " + role.name();
                case Module module -> "module " + brief(module.name());
                case Type type -> "type " + type.name();
                case Enumeration enumeration -> "enum " + enumeration.name();
                case Table table -> "table " + table.name();
            };
        }

        /** With its kind in front, also for those whose label goes without: {@code route POST /loans}. */
        public String title() {
            return kind == ElementKind.ROUTE ? "route " + label() : label();
        }

        private String within() {
            return parent == null ? "" : " of " + parent.label();
        }

        private String parentName() {
            return parent == null ? "" : parent.name();
        }

        private String name() {
            return switch (element) {
                case Type type -> type.name();
                case Table table -> table.name();
                default -> label();
            };
        }

        private static String brief(String text) {
            var line = text.strip().lines().findFirst().orElse("");
            var shown = line.codePoints()
                    .limit(60)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
            return shown.length() == line.length() ? line : shown + "…";
        }
    }

    private final Map<String, Placed> byId = new LinkedHashMap<>();

    private Elements(Document document) {
        place(document.features(), null);
        place(document.roles(), null);
        for (var module : place(document.modules(), null)) {
            for (var route : place(((Module) module.element()).routes(), module)) {
                var element = (Route) route.element();
                place(element.parameters(), route);
                place(element.responses(), route);
                place(element.rules(), route);
                place(element.examples(), route);
            }
        }
        for (var type : place(document.types(), null)) {
            place(((Type) type.element()).fields(), type);
        }
        place(document.enums(), null);
        for (var table : place(document.tables(), null)) {
            place(((Table) table.element()).columns(), table);
            place(((Table) table.element()).rules(), table);
        }
        place(document.assumptions(), null);
        place(document.openQuestions(), null);
    }

    public static Elements of(Document document) {
        return new Elements(document);
    }

    public Optional<Placed> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** In reading order: each element before what stands in it. */
    public List<Placed> all() {
        return List.copyOf(byId.values());
    }

    /** Whether {@code id} is {@code around} or stands in it; everything stands in {@code document}. */
    public boolean within(String id, String around) {
        for (var placed = byId.get(id); placed != null; placed = placed.parent()) {
            if (placed.id().equals(around)) {
                return true;
            }
        }
        return id.equals(around) || around.equals("document");
    }

    /** What a person calls the element; the id itself when there is none, {@code document} for the whole. */
    public String label(String id) {
        return find(id).map(Placed::label).orElse(id);
    }

    private List<Placed> place(List<? extends Element> elements, @Nullable Placed parent) {
        var placed = new ArrayList<Placed>();
        for (var element : elements) {
            var here = new Placed(ElementKind.of(element), element, parent, placed.size());
            placed.add(here);
            byId.put(element.id(), here);
        }
        return placed;
    }
}
