package codex.stack.javalin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** Writes JSON values as block YAML. Every text that YAML could read as something else stands in quotes. */
final class Yaml {
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private Yaml() {}

    static String of(JsonNode node) {
        var result = new StringBuilder();
        write(result, node, 0);
        return result.toString();
    }

    private static void write(StringBuilder result, JsonNode node, int depth) {
        if (node.isObject()) {
            node.properties().forEach(property -> {
                result.append("  ".repeat(depth))
                        .append(text(property.getKey()))
                        .append(':');
                value(result, property.getValue(), depth);
            });
        } else {
            node.forEach(item -> {
                var nested = new StringBuilder();
                if (item.isContainerNode() && !item.isEmpty()) {
                    write(nested, item, depth + 1);
                    result.append("  ".repeat(depth)).append("- ").append(nested.substring(2 * (depth + 1)));
                } else {
                    result.append("  ".repeat(depth))
                            .append("- ")
                            .append(plain(item))
                            .append('\n');
                }
            });
        }
    }

    private static void value(StringBuilder result, JsonNode node, int depth) {
        if (node.isContainerNode() && !node.isEmpty()) {
            result.append('\n');
            write(result, node, depth + 1);
        } else {
            result.append(' ').append(plain(node)).append('\n');
        }
    }

    private static String plain(JsonNode node) {
        return node.isTextual() ? text(node.textValue()) : node.toString();
    }

    private static String text(String words) {
        var simple = words.matches("[A-Za-z/][A-Za-z0-9_/.+-]*( [A-Za-z0-9_/.,+-]+)*") && !WORDS.contains(words);
        return simple ? words : TextNode.valueOf(words).toString();
    }
}
