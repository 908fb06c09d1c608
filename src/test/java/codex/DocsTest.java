package codex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocsTest {
    @Test
    void the_readme_lists_every_setting_with_default_and_meaning() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        for (var setting : Config.SETTINGS) {
            assertThat(readme)
                    .contains("| `%s` | %s | %s | %s |"
                            .formatted(
                                    setting.name(),
                                    setting.defaultValue().isEmpty() ? "–" : "`" + setting.defaultValue() + "`",
                                    setting.meaning(),
                                    setting.secret() ? "secret" : ""));
        }
    }

    @Test
    void the_help_of_run_lists_every_command_the_readme_does() throws IOException {
        var run = Files.readString(Path.of("run"));
        var readme = Files.readString(Path.of("README.md"));
        for (var command : new String[] {"./run work", "./run test", "./run populate-db", "./run bench"}) {
            assertThat(run).contains(command);
            assertThat(readme).contains(command);
        }
    }
}
