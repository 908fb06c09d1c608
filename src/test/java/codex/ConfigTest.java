package codex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {
    @Test
    void an_empty_environment_gives_the_defaults() {
        var config = Config.read(Map.of());
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.baseUrl()).isEqualTo("http://localhost:8080");
        assertThat(config.databaseUrl()).isEmpty();
        assertThat(config.sandbox()).isEqualTo("auto");
        assertThat(config.model().endpoint()).isEmpty();
    }

    @Test
    void a_value_that_cannot_be_used_is_named_with_what_was_expected() {
        assertThatThrownBy(() -> Config.read(Map.of("PORT", "eighty")))
                .hasMessage("PORT is a number from 0 to 65535; found \"eighty\"");
        assertThatThrownBy(() -> Config.read(Map.of("CODEX_SANDBOX", "jail")))
                .hasMessage("CODEX_SANDBOX is one of auto, bwrap, docker, none, unshare; found \"jail\"");
        assertThatThrownBy(() -> Config.read(Map.of("CODEX_BASE_URL", "codex.example.org/path")))
                .hasMessageContaining("CODEX_BASE_URL is an address like https://codex.example.org");
    }

    @Test
    void the_environment_wins_over_the_file(@TempDir Path folder) throws IOException {
        var file = folder.resolve(".env");
        Files.writeString(file, "# settings\nPORT=9000\nCODEX_MODEL=\"small one\"\n");
        var values = Config.withFile(Map.of("PORT", "9100"), file);
        assertThat(values).containsEntry("PORT", "9100").containsEntry("CODEX_MODEL", "small one");
    }

    /** S41, W12.5 */
    @Test
    void every_setting_is_shown_with_what_holds_and_no_secret() {
        var said = Map.of(
                "OPENAI_API_KEY", "sk-canary",
                "DATABASE_URL", "jdbc:postgresql://host/canary",
                "CODEX_ADMIN_PASSWORD", "canary",
                "OPENAI_BASE_URL", "https://me:canary@models.example.com/v1",
                "CODEX_MODEL", "small");
        for (var environment : List.of(said, Map.<String, String>of())) {
            var config = Config.read(environment);
            assertThat(Config.SETTINGS)
                    .allSatisfy(setting -> assertThat(config.shown(setting))
                            .as(setting.name())
                            .isNotEmpty()
                            .doesNotContain("canary"));
            assertThat(config.given()).isEqualTo(environment.keySet());
        }
        assertThat(Config.SETTINGS.stream().map(Config.read(said)::shown))
                .contains("set", "not set", "small", "https://…@models.example.com/v1", "8080");
    }

    @Test
    void the_key_is_in_no_text_of_the_settings() {
        var config = Config.read(Map.of("OPENAI_API_KEY", "sk-canary"));
        assertThat(config.toString()).doesNotContain("sk-canary");
    }
}
