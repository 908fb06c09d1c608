package codex.stack.javalin;

import codex.specification.Response;
import codex.specification.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the rows of a list go out: as a page, where the specification says nothing else; bare, where it answers with
 * {@code Pet[]}; or in an object of its own whose other members count.
 *
 * @param type the object; empty for none
 * @param bare whether only the rows go out
 */
record ListAnswer(Optional<TypeModel> type, boolean bare) {
    private static final ListAnswer PAGE = new ListAnswer(Optional.empty(), false);

    static ListAnswer of(RouteModel route, List<TypeModel> types) {
        var entity = route.entity();
        var written = route.route().responses().stream()
                .filter(response -> response.success() && !response.mediaType().startsWith(Response.CSV))
                .findFirst()
                .map(Response::type)
                .map(TypeName::of);
        if (entity == null || written.isEmpty()) {
            return PAGE;
        }
        if (written.get().many() && written.get().base().equals(entity.className())) {
            return new ListAnswer(Optional.empty(), true);
        }
        return types.stream()
                .filter(type -> type.className().equals(written.get().toString()))
                .findFirst()
                .map(type -> new ListAnswer(Optional.of(type), false))
                .orElse(PAGE);
    }

    /** Whether a type can hold the rows of an entity: one member lists them, the others are whole numbers. */
    static boolean holds(TypeModel type, EntityModel entity) {
        var rows = type.fields().stream()
                .filter(field -> lists(field, entity.className()))
                .count();
        return rows == 1
                && type.fields().stream()
                        .allMatch(field -> lists(field, entity.className())
                                || (!field.type().many()
                                        && (field.type().kind() == Kind.INTEGER
                                                || field.type().kind() == Kind.LONG)));
    }

    /** The expression that sends a page called {@code answer}. */
    String send() {
        if (bare) {
            return "answer.send(ctx, answer.items());\n";
        }
        return type.map(each -> "answer.send(ctx, new %s(%s));\n"
                        .formatted(
                                each.className(),
                                each.fields().stream().map(ListAnswer::value).collect(Collectors.joining(", "))))
                .orElse("answer.send(ctx);\n");
    }

    /** Where the rows stand in the answer's JSON, as a test reads them. */
    String rows() {
        if (bare) {
            return "answer.json()";
        }
        var member = type.flatMap(each -> each.fields().stream()
                        .filter(field -> field.type().many())
                        .findFirst())
                .map(FieldModel::json)
                .orElse("items");
        return "answer.json().path(%s)".formatted(Words.literal(member));
    }

    boolean page() {
        return !bare && type.isEmpty();
    }

    private static String value(FieldModel field) {
        if (field.type().many()) {
            return "answer.items()";
        }
        var whole = field.type().kind() == Kind.LONG;
        return switch (field.json()) {
            case "page" -> whole ? "(long) answer.page()" : "answer.page()";
            case "size", "limit", "pageSize", "perPage" -> whole ? "(long) answer.size()" : "answer.size()";
            default -> whole ? "answer.total()" : "Math.toIntExact(answer.total())";
        };
    }

    private static boolean lists(FieldModel field, String entity) {
        return field.type().many() && field.type().name().equals(entity);
    }
}
