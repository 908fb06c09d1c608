package codex.specification.intake;

import static org.assertj.core.api.Assertions.assertThatCode;

import codex.specification.Checks;
import codex.specification.DocumentJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that were cut off, mixed up or filled with the wrong things: never an exception, always a value. */
class HostileImportTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static List<String> all() {
        return OpenApiImportTest.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_document_cut_off_anywhere_is_a_value(String name) {
        var text = ImportFixture.text(name);
        for (int length = 0; length < text.length(); length += 397) {
            var cut = text.substring(0, length);
            assertThatCode(() -> Imports.read(cut, Hints.NONE)).as(cut).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_document_with_wrong_things_in_it_is_a_value_that_can_be_kept(String name) {
        var random = new Random(name.hashCode());
        var whole = DocumentText.read(ImportFixture.text(name));
        for (int round = 0; round < 60; round++) {
            var broken = whole.deepCopy();
            for (int times = random.nextInt(4); times >= 0; times--) {
                spoil(broken, random);
            }
            var text = broken.toString();
            assertThatCode(() -> {
                        if (Imports.read(text, Hints.NONE) instanceof Intake.Taken taken) {
                            Checks.check(taken.document());
                            DocumentJson.read(DocumentJson.write(taken.document()));
                        }
                    })
                    .as(text)
                    .doesNotThrowAnyException();
        }
    }

    private static void spoil(JsonNode root, Random random) {
        var containers = new ArrayList<JsonNode>();
        gather(root, containers);
        var container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            object.set(names.get(random.nextInt(names.size())), wrong(containers, random));
        } else if (container instanceof ArrayNode array) {
            array.insert(0, wrong(containers, random));
        }
    }

    private static void gather(JsonNode json, List<JsonNode> containers) {
        if (json.isContainerNode()) {
            containers.add(json);
        }
        json.forEach(child -> gather(child, containers));
    }

    private static JsonNode wrong(List<JsonNode> containers, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(-1);
            case 2 -> NODES.textNode("");
            case 3 -> NODES.textNode("ℵ \u0000 <script>");
            case 4 -> NODES.booleanNode(true);
            case 5 -> NODES.arrayNode().add(7);
            case 6 -> NODES.objectNode();
            case 7 -> NODES.objectNode().put("$ref", "#/paths");
            case 8 -> NODES.objectNode().put("$ref", "#");
            case 9 -> NODES.numberNode(new BigDecimal("1e400000"));
            case 10 -> NODES.textNode("x".repeat(5000));
            default -> containers.get(random.nextInt(containers.size())).deepCopy();
        };
    }
}
