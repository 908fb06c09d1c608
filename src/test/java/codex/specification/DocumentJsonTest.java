package codex.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentJsonTest {
    @ParameterizedTest
    @MethodSource("codex.specification.EditorTest#samples")
    void what_is_written_reads_back_equal_and_writes_the_same(Document document) {
        var json = DocumentJson.write(document);
        assertThat(DocumentJson.read(json)).isEqualTo(document);
        assertThat(DocumentJson.write(DocumentJson.read(json))).isEqualTo(json).doesNotContain("null");
    }

    @Test
    void each_misfit_is_named_with_its_place() {
        var json = DocumentJson.write(Samples.helloWorld())
                .replace("\"GET\"", "\"FETCH\"")
                .replace("\"summary\":\"Says hello\",", "\"sumary\":\"Says hello\",");
        assertThatThrownBy(() -> DocumentJson.read(json))
                .asInstanceOf(type(DocumentJson.Unreadable.class))
                .extracting(DocumentJson.Unreadable::problems)
                .asInstanceOf(list(Edited.Problem.class))
                .extracting(Edited.Problem::field)
                .containsExactly(
                        "modules[0].routes[0].method", "modules[0].routes[0].summary", "modules[0].routes[0].sumary");
    }

    @Test
    void what_is_no_json_says_where() {
        assertThatThrownBy(() -> DocumentJson.read("{\n nonsense")).hasMessageContaining("line 2");
    }
}
