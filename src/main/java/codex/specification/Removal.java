package codex.specification;

import static codex.specification.DocumentTree.text;

import codex.specification.DocumentTree.Node;
import codex.specification.References.Reference;
import codex.specification.References.Space;
import codex.specification.References.Target;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes an element out with what cannot stand without it, but for what is kept. */
final class Removal {
    private final DocumentTree tree;
    private final Elements elements;
    private final Set<String> kept;
    private final Set<String> enumerations;

    /** @param kept ids of elements that use the removed one and stay on without it */
    Removal(DocumentTree tree, Elements elements, Collection<String> kept) {
        this.tree = tree;
        this.elements = elements;
        this.kept = Set.copyOf(kept);
        this.enumerations = tree.nodes(ElementKind.ENUMERATION).stream()
                .map(node -> text(node.json(), "name"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Who names the element, or something inside it, from outside; each once. */
    List<Use> uses(Node node) {
        return references(node)
                .filter(Reference::binding)
                .collect(Collectors.groupingBy(
                        reference -> reference.holder().id(), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> use(each.getKey(), each.getValue()))
                .toList();
    }

    private Use use(String holder, List<Reference> references) {
        var without = references.stream().map(this::without).toList();
        var fields = references.stream().map(Reference::field).distinct().collect(Collectors.joining(", "));
        var goes = references.stream().anyMatch(reference -> released(reference).isEmpty());
        var stays = without.stream().allMatch(Optional::isPresent);
        var words = without.stream()
                .flatMap(Optional::stream)
                .map(Without::words)
                .distinct()
                .collect(Collectors.joining(", "));
        return new Use(holder, elements.label(holder), fields, goes, stays ? words : "");
    }

    /** Removes it and its uses, and theirs; answers with how many elements went or lost a part. */
    int remove(Node node) {
        var uses = references(node).toList();
        node.remove();
        var gone = 1;
        for (var use : uses) {
            if (tree.find(use.holder().id()).isPresent()) {
                gone += release(use);
            }
        }
        return gone;
    }

    private int release(Reference use) {
        var without = kept.contains(use.holder().id()) ? without(use) : released(use);
        if (without.isEmpty()) {
            return use.binding() ? remove(use.holder()) : 0;
        }
        without.get().change().run();
        return use.binding() ? 1 : 0;
    }

    /** What an element is without a name that it held, in words, and the change that makes it so. */
    private record Without(String words, Runnable change) {}

    // What can do without the name only loses it.
    private Optional<Without> released(Reference use) {
        var holder = use.holder().json();
        var name = use.target().name();
        return switch (use.field()) {
            case "features" -> stays("without the feature", () -> drop(holder, "features", name));
            case "access" -> stays("without the role", () -> drop((ObjectNode) holder.path("access"), "roles", name));
            case "request" -> stays("without a body to send", () -> holder.remove("request"));
            case "owner" -> stays("without an owner", () -> holder.remove("owner"));
            case "defaultValue" -> stays("without a default", () -> holder.remove("defaultValue"));
            case "element" -> stays("about no element", () -> holder.remove("element"));
            default -> Optional.empty();
        };
    }

    // The rest goes with the name, unless it is kept as something simpler.
    private Optional<Without> without(Reference use) {
        var holder = use.holder();
        return switch (use.field()) {
            case "references" ->
                stays("as a plain value", () -> holder.json().remove(List.of("references", "onDelete")));
            case "behaviour" -> stays("as a route that a function answers", () -> custom(holder.json(), use.target()));
            case "type" -> typed(holder, use.target().name());
            case "columns", "where", "target" ->
                holder.parent() != null && holder.parent().kind() == ElementKind.ROUTE
                        ? stays("as a rule in words", () -> inWords(holder.json()))
                        : Optional.empty();
            default -> released(use);
        };
    }

    private Optional<Without> typed(Node holder, String type) {
        var json = holder.json();
        if (holder.kind() == ElementKind.RESPONSE) {
            return stays("without a body", () -> json.put("type", "").put("mediaType", ""));
        }
        var now = enumerations.contains(type) ? "string" : "json";
        var many = TypeName.of(text(json, "type")).many();
        return stays("with the type " + now, () -> json.put("type", new TypeName(now, many).toString()));
    }

    private static void custom(ObjectNode route, Target gone) {
        var behaviour = (ObjectNode) route.path("behaviour");
        behaviour.put("kind", Behaviour.Kind.CUSTOM.name());
        behaviour.retain(gone.space() == Space.TABLE ? List.of("kind") : List.of("kind", "table"));
    }

    private static void inWords(ObjectNode rule) {
        rule.put("form", Rule.Form.WORDS.name());
        rule.remove(List.of("number", "target"));
        rule.putArray("columns");
        rule.putArray("where");
    }

    private static Optional<Without> stays(String words, Runnable change) {
        return Optional.of(new Without(words, change));
    }

    private static void drop(ObjectNode json, String member, String name) {
        if (json.get(member) instanceof ArrayNode list) {
            for (int index = list.size() - 1; index >= 0; index--) {
                if (list.get(index).asText().equals(name)) {
                    list.remove(index);
                }
            }
        }
    }

    private Stream<Reference> references(Node node) {
        var inside = tree.nodes().stream().filter(each -> each.within(node)).toList();
        var targets = inside.stream().flatMap(Removal::targets).toList();
        return References.in(tree).stream()
                .filter(reference -> targets.contains(reference.target()))
                .filter(reference -> inside.stream()
                        .noneMatch(each -> each.id().equals(reference.holder().id())));
    }

    private static Stream<Target> targets(Node node) {
        var name = text(node.json(), "name");
        var parent = node.parent();
        var owner = parent == null ? "" : text(parent.json(), "name");
        var element = new Target(Space.ELEMENT, "", node.id());
        if (node.kind() == null) {
            return Stream.of();
        }
        return switch (node.kind()) {
            case TYPE, ENUMERATION -> Stream.of(element, new Target(Space.TYPE, "", name));
            case TABLE -> Stream.of(element, new Target(Space.TABLE, "", name));
            case COLUMN -> Stream.of(element, new Target(Space.COLUMN, owner, name));
            case ROLE -> Stream.of(element, new Target(Space.ROLE, "", name));
            case FEATURE -> Stream.of(element, new Target(Space.FEATURE, "", node.id()));
            default -> Stream.of(element);
        };
    }
}
