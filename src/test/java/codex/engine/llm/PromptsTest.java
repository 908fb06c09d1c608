package codex.engine.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codex.agent.architect.ClarifyFunction;
import codex.agent.architect.DrawCodeGraph;
import codex.agent.architect.DrawSharedFunctions;
import codex.agent.developer.WriteFunction;
import codex.agent.developer.WriteScenarios;
import codex.agent.requirements.AskQuestions;
import codex.agent.requirements.DetailRoutes;
import codex.agent.requirements.DraftSpecification;
import codex.agent.requirements.ReviseSpecification;
import codex.engine.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PromptsTest {
    static final List<Class<? extends Question<?>>> QUESTIONS = List.of(
            AskQuestions.class,
            DraftSpecification.class,
            DetailRoutes.class,
            ReviseSpecification.class,
            DrawSharedFunctions.class,
            DrawCodeGraph.class,
            ClarifyFunction.class,
            WriteScenarios.class,
            WriteFunction.class);

    @Test
    void every_prompt_file_belongs_to_one_question_and_uses_all_its_values() throws IOException {
        Prompts.read(Path.of("prompts"), QUESTIONS);
        try (var files = Files.walk(Path.of("prompts"))) {
            var names = files.filter(Files::isRegularFile)
                    .map(file -> Path.of("prompts").relativize(file).toString().replace(".md", ""))
                    .filter(name -> !name.startsWith("part/"))
                    .collect(Collectors.toSet());
            assertThat(names).isEqualTo(QUESTIONS.stream().map(Prompts::name).collect(Collectors.toSet()));
        }
    }

    @Test
    void a_persons_words_are_not_read_as_variables() {
        assertThat(read(file("Hi.", "{{name}}")).render(Map.of("name", "{{description}} $1")))
                .matches("<<<(\\w{8})\n\\{\\{description}} \\$1\n\\1>>>");
    }

    /** RELIABILITY.md, Q10: the request's hash finds the reply that was paid already. */
    @Test
    void the_same_values_are_the_same_text() {
        var prompt = read(file("Hi.", "{{name}}"));
        assertThat(prompt.render(Map.of("name", "Tools"))).isEqualTo(prompt.render(Map.of("name", "Tools")));
    }

    @Test
    void a_value_that_is_not_there_is_named_with_its_file() {
        assertThatThrownBy(() -> read(file("Hi.", "{{name}}")).render(Map.of("description", "Tools")))
                .hasMessage("prompt x/y: there is no value for {{name}}");
    }

    static List<Arguments> unusable() {
        var matter = "model: cheap\nreply: Asked\ntemperature: 0\ntokens: 10\n";
        return List.of(
                Arguments.of("# system\nHi.\n# user\n", "begins with front matter between two lines ---"),
                Arguments.of(
                        "---\n" + matter + "# system\nHi.\n# user\n", "begins with front matter between two lines ---"),
                Arguments.of(
                        "---\n" + matter + "colour: red\n---\n# system\n# user\n",
                        "front matter has the keys [model, reply, temperature, tokens]; found \"colour\""),
                Arguments.of("---\n" + matter + "red\n---\n# system\n# user\n", "found \"red\""),
                Arguments.of(
                        "---\n" + matter.replace("tokens: 10\n", "") + "---\n# system\n# user\n",
                        "front matter has the keys [model, reply, temperature, tokens]; found [model, reply, temperature]"),
                Arguments.of(
                        "---\n" + matter.replace("cheap", "gpt") + "---\n# system\n# user\n",
                        "model is cheap or strong; found \"gpt\""),
                Arguments.of(
                        "---\n" + matter.replace("10", "many") + "---\n# system\n# user\n",
                        "tokens is a number; found \"many\""),
                Arguments.of(file("Hi {{name}}.", ""), "a person's words go under # user; # system has a variable"),
                Arguments.of(
                        "---\n" + matter + "---\n# system\nHi.\n", "has a part \"# system\", then a part \"# user\""),
                Arguments.of(
                        "---\n" + matter + "---\nHi.\n# user\n", "has a part \"# system\", then a part \"# user\""),
                Arguments.of(
                        file("Hi.", "<<<{{name}}>>>"),
                        "the marks <<< and >>> are set around each value; # user has its own"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void a_file_that_cannot_be_used_is_named_with_what_was_expected(String text, String expected) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(Prompt.Unusable.class)
                .hasMessageStartingWith("prompt x/y: ")
                .hasMessageEndingWith(expected);
    }

    @Test
    void an_unknown_variable_stops_the_start(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> written(folder, file("Hi.", "{{name}} {{description}} {{colour}}")))
                .hasMessage("prompt requirements/ask-questions: uses the variables [description, name];"
                        + " found [colour, description, name]");
    }

    @Test
    void an_unused_value_stops_the_start(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> written(folder, file("Hi.", "{{name}}")))
                .hasMessage("prompt requirements/ask-questions: uses the variables [description, name]; found [name]");
    }

    @Test
    void a_reply_that_is_no_record_of_the_question_stops_the_start(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> written(
                        folder, file("Hi.", "{{name}} {{description}}").replace("reply: Asked", "reply: Answered")))
                .hasMessageStartingWith("prompt requirements/ask-questions: reply is one of [")
                .hasMessageEndingWith("found \"Answered\"");
    }

    @Test
    void a_part_that_is_not_there_stops_the_start(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> written(folder, file("{{> part/tone}}", "{{name}} {{description}}")))
                .hasMessage("prompt part/tone: there is no such file");
    }

    private static Prompts written(Path folder, String text) throws IOException {
        Files.createDirectories(folder.resolve("requirements"));
        Files.writeString(folder.resolve("requirements/ask-questions.md"), text);
        return Prompts.read(folder, List.of(AskQuestions.class));
    }

    private static String file(String system, String user) {
        return "---\nmodel: cheap\nreply: Asked\ntemperature: 0\ntokens: 10\n---\n# system\n%s\n# user\n%s"
                .formatted(system, user);
    }

    private static Prompt read(String text) {
        return Prompt.read("x/y", text, part -> part, hash -> hash);
    }
}
