package codex.engine.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codex.agent.architect.ClarifyFunction;
import codex.agent.architect.DrawCodeGraph;
import codex.agent.architect.DrawSharedFunctions;
import codex.agent.developer.WriteFunction;
import codex.agent.requirements.AskQuestions;
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

class PromptsTest {
    static final List<Class<? extends Question<?>>> QUESTIONS = List.of(
            AskQuestions.class,
            DraftSpecification.class,
            ReviseSpecification.class,
            DrawSharedFunctions.class,
            DrawCodeGraph.class,
            ClarifyFunction.class,
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
        var prompt = read(
                "---\nmodel: cheap\nreply: Asked\ntemperature: 0\ntokens: 10\n---\n# system\nHi.\n# user\n{{name}}");
        assertThat(prompt.render(Map.of("name", "{{description}} $1"))).isEqualTo("{{description}} $1");
    }

    @Test
    void a_file_that_cannot_be_used_is_refused_with_what_was_expected() {
        assertThatThrownBy(() -> read("# system\nHi.\n# user\n"))
                .hasMessage("prompt x/y: begins with front matter between two lines ---");
        assertThatThrownBy(() -> read("---\nmodel: cheap\ncolour: red\n---\n# system\n# user\n"))
                .hasMessageContaining("found \"colour\"");
        assertThatThrownBy(() -> read(
                        "---\nmodel: cheap\nreply: A\ntemperature: 0\ntokens: 10\n---\n# system\n{{name}}\n# user\n"))
                .hasMessageContaining("a person's words go under # user");
    }

    @Test
    void an_unused_value_or_an_unknown_variable_stops_the_start(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("requirements"));
        Files.writeString(
                folder.resolve("requirements/ask-questions.md"),
                "---\nmodel: cheap\nreply: Asked\ntemperature: 0\ntokens: 10\n---\n# system\nHi.\n# user\n{{name}} {{colour}}");
        assertThatThrownBy(() -> Prompts.read(folder, List.of(AskQuestions.class)))
                .hasMessage(
                        "prompt requirements/ask-questions: uses the variables [description, name]; found [colour, name]");
    }

    private static Prompt read(String text) {
        return Prompt.read("x/y", text, part -> part, hash -> hash);
    }
}
