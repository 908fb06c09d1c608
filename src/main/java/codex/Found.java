package codex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for what an answer must have, wherever it stands in it: how it is nested is a matter of taste. */
final class Found {
    private static final int LOWEST = -1;

    private Found() {}

    /** Why the answer, or the item with the members {@code item}, lacks {@code wanted}; empty where it does not. */
    static Optional<String> lacking(JsonNode answer, ObjectNode item, ObjectNode wanted) {
        if (item.isEmpty()) {
            return missing(answer, wanted);
        }
        return nodes(answer).stream()
                .filter(JsonNode::isObject)
                .filter(node -> item.properties().stream()
                        .allMatch(member -> own(node, member.getKey()).anyMatch(value -> is(value, member.getValue()))))
                .findFirst()
                .map(node -> missing(node, wanted))
                .orElseGet(() -> Optional.of("it is to have an item with " + item));
    }

    /** Why the first item of the longest list is not {@code wanted}; empty where it is. */
    static Optional<String> first(JsonNode answer, ObjectNode wanted) {
        return wanted.isEmpty() ? Optional.empty() : missing(longest(answer).path(0), wanted);
    }

    /** Why the longest list has another length than {@code wanted}; empty where it has that, or nothing is wanted. */
    static Optional<String> items(JsonNode answer, JsonNode wanted) {
        var list = longest(answer);
        var size = list.isArray() ? list.size() : LOWEST;
        var number = IntNode.valueOf(size);
        return wanted.isMissingNode() || is(number, wanted)
                ? Optional.empty()
                : Optional.of("it is to have %s items and has %d".formatted(wanted, size));
    }

    /** The values of all members whose names match, outer ones first. */
    static List<JsonNode> members(JsonNode answer, String pattern) {
        return nodes(answer).stream().flatMap(node -> own(node, pattern)).toList();
    }

    private static Optional<String> missing(JsonNode node, ObjectNode wanted) {
        return wanted.properties().stream()
                .filter(member ->
                        members(node, member.getKey()).stream().noneMatch(value -> is(value, member.getValue())))
                .map(member -> "%s is to be %s".formatted(member.getKey(), member.getValue()))
                .findFirst();
    }

    private static Stream<JsonNode> own(JsonNode node, String pattern) {
        return node.properties().stream()
                .filter(member -> Contract.spoken(member.getKey()).matches(pattern))
                .map(java.util.Map.Entry::getValue);
    }

    private static boolean is(JsonNode value, JsonNode wanted) {
        if (wanted.has("between")) {
            var number = number(value);
            return number.isPresent()
                    && number.get().compareTo(wanted.at("/between/0").decimalValue()) >= 0
                    && number.get().compareTo(wanted.at("/between/1").decimalValue()) <= 0;
        }
        if (wanted.isNumber()) {
            return number(value)
                    .filter(number -> number.compareTo(wanted.decimalValue()) == 0)
                    .isPresent();
        }
        if (wanted.isTextual() && wanted.asText().startsWith("~")) {
            return value.isValueNode() && value.asText().matches(wanted.asText().substring(1));
        }
        return value.isValueNode() && value.asText().equals(wanted.asText());
    }

    private static Optional<BigDecimal> number(JsonNode value) {
        return value.isValueNode() && value.asText().matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?")
                ? Optional.of(new BigDecimal(value.asText()))
                : Optional.empty();
    }

    private static JsonNode longest(JsonNode answer) {
        return nodes(answer).stream()
                .filter(JsonNode::isArray)
                .max(Comparator.comparingInt(JsonNode::size))
                .orElse(answer.path("nothing"));
    }

    private static List<JsonNode> nodes(JsonNode answer) {
        var nodes = new ArrayList<JsonNode>();
        var open = new ArrayDeque<JsonNode>(List.of(answer));
        while (!open.isEmpty()) {
            var node = open.removeFirst();
            nodes.add(node);
            node.forEach(open::addLast);
        }
        return nodes;
    }
}
