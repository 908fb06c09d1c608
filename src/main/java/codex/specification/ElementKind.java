package codex.specification;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of elements: how each is called and where it stands. */
public enum ElementKind {
    FEATURE(Feature.class, "features"),
    ROLE(Role.class, "roles"),
    MODULE(Module.class, "modules"),
    ROUTE(Route.class, "routes"),
    PARAMETER(Parameter.class, "parameters"),
    RESPONSE(Response.class, "responses"),
    RULE(Rule.class, "rules"),
    EXAMPLE(Example.class, "examples"),
    TYPE(Type.class, "types"),
    FIELD(Field.class, "fields"),
    ENUMERATION(Enumeration.class, "enums"),
    TABLE(Table.class, "tables"),
    COLUMN(Column.class, "columns"),
    ASSUMPTION(Assumption.class, "assumptions"),
    OPEN_QUESTION(OpenQuestion.class, "openQuestions");

    private static final Map<ElementKind, List<ElementKind>> CHILDREN = Arrays.stream(values())
            .collect(Collectors.toMap(
                    kind -> kind,
                    kind -> Arrays.stream(values())
                            .filter(child -> child.parents().contains(kind))
                            .toList()));

    private final Class<? extends Record> type;
    private final String list;

    ElementKind(Class<? extends Record> type, String list) {
        this.type = type;
        this.list = list;
    }

    /** As an edit names it: {@code openQuestion}. */
    public String key() {
        return Names.camel(name());
    }

    /** As a person reads it: {@code open question}. */
    public String words() {
        return switch (this) {
            case ENUMERATION -> "enum";
            case OPEN_QUESTION -> "open question";
            default -> key();
        };
    }

    /** The member of the parent that holds elements of this kind: {@code openQuestions}. */
    public String list() {
        return list;
    }

    Class<? extends Record> type() {
        return type;
    }

    /** The kinds it may stand in; empty when it stands in the document itself. */
    public Set<ElementKind> parents() {
        return switch (this) {
            case ROUTE -> Set.of(MODULE);
            case PARAMETER, RESPONSE, EXAMPLE -> Set.of(ROUTE);
            case RULE -> Set.of(ROUTE, TABLE);
            case FIELD -> Set.of(TYPE);
            case COLUMN -> Set.of(TABLE);
            default -> Set.of();
        };
    }

    /** The kinds that stand in it, in the order of its members. */
    public List<ElementKind> children() {
        return Objects.requireNonNull(CHILDREN.get(this));
    }

    /** The kind with this {@link #key}. */
    public static Optional<ElementKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    public static ElementKind of(Element element) {
        return Arrays.stream(values())
                .filter(kind -> kind.type == element.getClass())
                .findFirst()
                .orElseThrow();
    }
}
