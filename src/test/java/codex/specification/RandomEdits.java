package codex.specification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Edits as a hasty person might make them: most make sense, many do not. The same seed gives the same edits. */
public final class RandomEdits {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of(
            "alpha",
            "beta_gamma",
            "Delta",
            "note",
            "title",
            "id",
            "order",
            "class",
            "member",
            "book",
            "Task",
            "9x",
            "");
    private static final List<String> TYPES = List.of(
            "string",
            "integer",
            "uuid",
            "date",
            "Book",
            "Book[]",
            "TaskState",
            "Nothing",
            "boolean",
            "decimal",
            "file");
    private static final List<String> NUMBERS = List.of("COUNTED", "GIVEN", "ROMAN");
    private static final List<String> PATHS =
            List.of("/alpha", "/alpha/{id}", "/beta/{noteId}/x", "beta", "/a//b", "/tasks", "/books/{id}", "/{x}/{y}");

    private RandomEdits() {}

    public static Edit next(Document document, Random random) {
        var elements = Elements.of(document).all();
        if (elements.isEmpty()) {
            return new Edit.Add("module", null, values(ElementKind.MODULE, random));
        }
        var any = elements.get(random.nextInt(elements.size()));
        return switch (random.nextInt(10)) {
            case 0 -> new Edit.Remove(any.id(), random.nextBoolean(), kept(document, any.id(), random));
            case 1 -> new Edit.Move(any.id(), null, random.nextInt(4));
            case 8 -> new Edit.Copy(any.id());
            case 7 -> elsewhere(any, elements, random);
            case 2 -> new Edit.Change("document", JSON.createObjectNode().put("summary", pick(NAMES, random)));
            case 3, 4 -> {
                var kind = pick(List.of(ElementKind.values()), random);
                var parents = elements.stream()
                        .filter(placed -> kind.parents().contains(placed.kind()))
                        .map(Elements.Placed::id)
                        .toList();
                yield new Edit.Add(kind.key(), parents.isEmpty() ? null : pick(parents, random), values(kind, random));
            }
            default -> new Edit.Change(any.id(), values(any.kind(), random));
        };
    }

    private static List<String> kept(Document document, String element, Random random) {
        return Editor.uses(document, element).stream()
                .filter(use -> use.keepable() && random.nextBoolean())
                .map(Use::element)
                .toList();
    }

    // Mostly where it may stand, now and then where it may not.
    private static Edit elsewhere(Elements.Placed any, List<Elements.Placed> elements, Random random) {
        var fitting = elements.stream()
                .filter(placed -> any.kind().parents().contains(placed.kind()))
                .toList();
        var parent = pick(fitting.isEmpty() || random.nextInt(9) == 0 ? elements : fitting, random);
        return new Edit.Move(any.id(), parent.id(), random.nextBoolean() ? Edit.Move.LAST : random.nextInt(4));
    }

    private static ObjectNode values(ElementKind kind, Random random) {
        var values = JSON.createObjectNode();
        switch (kind) {
            case ROUTE -> values.put("path", pick(PATHS, random)).put("summary", "Does " + random.nextInt(9));
            case RESPONSE -> values.put("status", 100 * random.nextInt(7));
            case RULE -> values.put("text", "Rule " + random.nextInt(9));
            case EXAMPLE -> values.put("then", "it works " + random.nextInt(3));
            case ASSUMPTION, OPEN_QUESTION -> values.put("text", pick(NAMES, random));
            case PARAMETER, FIELD, COLUMN -> {
                if (random.nextBoolean()) {
                    values.put("name", pick(NAMES, random));
                } else {
                    values.put("name", "n" + random.nextInt(99)).put("type", pick(TYPES, random));
                }
            }
            case TABLE -> {
                if (random.nextBoolean()) {
                    values.put("name", pick(NAMES, random));
                } else {
                    values.put("numbers", random.nextBoolean() ? pick(NUMBERS, random) : null);
                }
            }
            case ENUMERATION ->
                values.put("name", "Kind" + random.nextInt(9))
                        .putArray("values")
                        .add(pick(NAMES, random))
                        .add("other");
            default -> values.put("name", pick(NAMES, random));
        }
        return values;
    }

    private static <T> T pick(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
