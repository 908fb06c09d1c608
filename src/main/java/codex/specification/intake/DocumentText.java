package codex.specification.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads JSON or YAML text into one tree, within limits that no honest document meets. Nothing outside the text is ever
 * looked at, and no tag of YAML makes an object.
 */
final class DocumentText {
    private static final int DEPTH = 100;
    private static final int NODES = 300_000;
    private static final JsonNodeFactory TREE = JsonNodeFactory.instance;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private int nodes;

    private DocumentText() {}

    /** @throws Unreadable if it is neither JSON nor YAML, or too deep, or grows beyond measure by its aliases */
    static JsonNode read(String text) {
        return text.stripLeading().startsWith("{") ? json(text) : yaml(text);
    }

    private static JsonNode json(String text) {
        try {
            return cleaned(JSON.readTree(text));
        } catch (JsonProcessingException broken) {
            var place = broken.getLocation();
            throw new Unreadable(
                    place == null ? "" : "line " + place.getLineNr(),
                    "This is not JSON: " + firstLine(broken.getOriginalMessage()));
        }
    }

    private static JsonNode yaml(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        options.setMaxAliasesForCollections(1000);
        options.setNestingDepthLimit(DEPTH);
        options.setCodePointLimit(Imports.BYTES);
        var constructor = new SafeConstructor(options);
        var yaml = new Yaml(
                constructor, new Representer(new DumperOptions()), new DumperOptions(), options, new JsonSchema());
        try {
            return new DocumentText().tree(yaml.load(text), 0);
        } catch (MarkedYAMLException broken) {
            var mark = broken.getProblemMark();
            throw new Unreadable(
                    mark == null ? "" : "line " + (mark.getLine() + 1),
                    "This is not YAML: " + firstLine(broken.getProblem()));
        } catch (YAMLException broken) {
            throw new Unreadable("", "This is not YAML: " + firstLine(broken.getMessage()));
        } catch (StackOverflowError | ClassCastException deep) {
            throw new Unreadable("", "This is not YAML that can be read: its parts are nested in an odd way.");
        }
    }

    // Aliases are the same object many times: what they would grow to is counted, not the text.
    private JsonNode tree(@Nullable Object value, int depth) {
        nodes++;
        if (nodes > NODES || depth > DEPTH) {
            throw new Unreadable(
                    "", "Its aliases repeat parts of it without end, or too often; write the repeated parts out.");
        }
        return switch (value) {
            case null -> TREE.nullNode();
            case Map<?, ?> map -> {
                var object = TREE.objectNode();
                map.forEach((key, each) -> object.set(Spot.storable(String.valueOf(key)), tree(each, depth + 1)));
                yield object;
            }
            case List<?> list -> {
                var array = TREE.arrayNode();
                list.forEach(each -> array.add(tree(each, depth + 1)));
                yield array;
            }
            case Boolean flag -> TREE.booleanNode(flag);
            case Number number -> TREE.numberNode(new BigDecimal(number.toString()));
            default -> TREE.textNode(Spot.storable(value.toString()));
        };
    }

    private static JsonNode cleaned(JsonNode json) {
        return switch (json) {
            case ObjectNode object -> {
                var copy = TREE.objectNode();
                object.properties()
                        .forEach(entry -> copy.set(Spot.storable(entry.getKey()), cleaned(entry.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = TREE.arrayNode();
                array.forEach(each -> copy.add(cleaned(each)));
                yield copy;
            }
            case TextNode text -> TREE.textNode(Spot.storable(text.textValue()));
            default -> json;
        };
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "it breaks off." : message.lines().findFirst().orElse("") + ".";
    }

    /** Only what JSON has is no text (YAML 1.2, 10.2): {@code no} and {@code 12:30} are words, {@code 2020-01-01} too. */
    private static final class JsonSchema extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false|True|False|TRUE|FALSE"), "tfTF");
            addImplicitResolver(Tag.INT, Pattern.compile("[-+]?(0|[1-9][0-9]{0,40})"), "-+0123456789");
            addImplicitResolver(
                    Tag.FLOAT,
                    Pattern.compile("[-+]?([0-9]{1,40}\\.[0-9]{0,40}|\\.[0-9]{1,40})([eE][-+]?[0-9]{1,2})?"),
                    "-+0123456789.");
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL|"), "~nN\0");
            addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
        }
    }
}
