package codex;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every setting, read once at start. The environment wins over the file {@code .env} in the working directory; empty
 * counts as missing.
 *
 * @param given names of those that were said; the others have their defaults
 */
public record Config(
        int port,
        Path home,
        Optional<String> databaseUrl,
        Optional<String> adminEmail,
        Optional<String> adminPassword,
        String baseUrl,
        Model model,
        String sandbox,
        String rehearsal,
        int workers,
        Set<String> given) {

    /** What the environment says about the model. */
    public record Model(
            Optional<String> apiKey,
            Optional<String> endpoint,
            Optional<String> name,
            Optional<String> strongName,
            Optional<String> embeddingName) {
        /** The key stays out of logs (RELIABILITY.md, C18). */
        @Override
        public String toString() {
            return "Model[endpoint=%s, name=%s, key %s]"
                    .formatted(endpoint, name, apiKey.isPresent() ? "set" : "not set");
        }
    }

    /** Says what is set, never a secret's value. */
    @Override
    public String toString() {
        return "Config[port=%d, home=%s, database %s, baseUrl=%s, %s, sandbox=%s, workers=%d]"
                .formatted(
                        port, home, databaseUrl.isPresent() ? "given" : "embedded", baseUrl, model, sandbox, workers);
    }

    /** The settings by name with default, meaning, and whether they hold a secret; README.md has the same table. */
    public static final List<Setting> SETTINGS = List.of(
            new Setting("PORT", "8080", "where the pages are served", false),
            new Setting("CODEX_HOME", ".codex", "embedded database, keys, scratch", false),
            new Setting("DATABASE_URL", "", "a PostgreSQL to use instead of the embedded one", true),
            new Setting("CODEX_ADMIN_EMAIL", "", "creates the first admin, with the password", false),
            new Setting("CODEX_ADMIN_PASSWORD", "", "without both, the console prints a code for /setup", true),
            new Setting("CODEX_BASE_URL", "http://localhost:PORT", "how browsers reach Codex", false),
            new Setting("OPENAI_API_KEY", "", "key for the model's endpoint", true),
            new Setting("OPENAI_BASE_URL", "", "any OpenAI-compatible endpoint; none: built-in engine", false),
            new Setting("CODEX_MODEL", "gpt-4.1-mini", "the model for ordinary questions", false),
            new Setting("CODEX_MODEL_STRONG", "CODEX_MODEL", "the model for hard questions", false),
            new Setting(
                    "CODEX_EMBEDDING_MODEL", "", "the model that finds functions alike; none: by their words", false),
            new Setting("CODEX_SANDBOX", "auto", "auto, bwrap, unshare, docker or none", false),
            new Setting(
                    "CODEX_REHEARSAL",
                    "auto",
                    "on: a box warms up for the next verification and takes 0.6 GB meanwhile; auto: with 4 GB; off",
                    false),
            new Setting("CODEX_WORKERS", "2", "jobs that run at once in this process", false));

    /** What holds of a setting, as an operator may see it on a page: of a secret, whether it is set. */
    public String shown(Setting setting) {
        if (setting.secret()
                || (!given.contains(setting.name()) && setting.defaultValue().isEmpty())) {
            return given.contains(setting.name()) ? "set" : "not set";
        }
        return switch (setting.name()) {
            case "PORT" -> String.valueOf(port);
            case "CODEX_HOME" -> home.toString();
            case "CODEX_ADMIN_EMAIL" -> adminEmail.orElse("");
            case "CODEX_BASE_URL" -> baseUrl;
            case "OPENAI_BASE_URL" -> model.endpoint().orElse("").replaceFirst("//[^/@]*@", "//…@");
            case "CODEX_MODEL" -> model.name().orElse(setting.defaultValue());
            case "CODEX_MODEL_STRONG" -> model.strongName().orElse(setting.defaultValue());
            case "CODEX_EMBEDDING_MODEL" -> model.embeddingName().orElse("");
            case "CODEX_SANDBOX" -> sandbox;
            case "CODEX_REHEARSAL" -> rehearsal;
            case "CODEX_WORKERS" -> String.valueOf(workers);
            default -> throw new IllegalStateException("a setting that is listed is shown: " + setting.name());
        };
    }

    private static final Set<String> SANDBOXES = Set.of("auto", "bwrap", "unshare", "docker", "none");

    /** One setting as the README lists it. */
    public record Setting(String name, String defaultValue, String meaning, boolean secret) {}

    /** A setting that cannot be used, with what was expected. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /**
     * Reads them all.
     *
     * @throws Unusable naming the setting, what was expected and what was found
     */
    public static Config read(Map<String, String> environment) {
        var values = new Values(environment);
        var asked = values.number("PORT", 8080, 0, 65535);
        // Found before anything starts: addresses are told, and given to hosted applications, with the port in them.
        var port = asked == 0 ? freePort() : asked;
        return new Config(
                port,
                Path.of(values.text("CODEX_HOME").orElse(".codex"))
                        .toAbsolutePath()
                        .normalize(),
                values.text("DATABASE_URL"),
                values.text("CODEX_ADMIN_EMAIL"),
                values.text("CODEX_ADMIN_PASSWORD"),
                values.text("CODEX_BASE_URL").map(Config::baseUrl).orElse("http://localhost:" + port),
                new Model(
                        values.text("OPENAI_API_KEY"),
                        values.text("OPENAI_BASE_URL"),
                        values.text("CODEX_MODEL"),
                        values.text("CODEX_MODEL_STRONG"),
                        values.text("CODEX_EMBEDDING_MODEL")),
                values.oneOf("CODEX_SANDBOX", "auto", SANDBOXES),
                values.oneOf("CODEX_REHEARSAL", "auto", Set.of("auto", "on", "off")),
                values.number("CODEX_WORKERS", 2, 1, 64),
                SETTINGS.stream()
                        .map(Setting::name)
                        .filter(name -> values.text(name).isPresent())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new Unusable("PORT is 0, which takes any free port, but there is none: " + none.getMessage());
        }
    }

    /** The environment, and below it the file's lines {@code NAME=value}; quotes around a value are taken off. */
    static Map<String, String> withFile(Map<String, String> environment, Path file) {
        var all = new HashMap<String, String>();
        if (Files.isRegularFile(file)) {
            try {
                for (var line : Files.readAllLines(file)) {
                    var split = line.indexOf('=');
                    if (split > 0 && !line.startsWith("#")) {
                        all.put(
                                line.substring(0, split).strip(),
                                unquoted(line.substring(split + 1).strip()));
                    }
                }
            } catch (IOException broken) {
                throw new Unusable("%s could not be read: %s".formatted(file, broken.getMessage()));
            }
        }
        all.putAll(environment);
        return all;
    }

    private static String unquoted(String value) {
        return value.matches("\"[^\"]*\"|'[^']*'") ? value.substring(1, value.length() - 1) : value;
    }

    private static String baseUrl(String written) {
        if (!written.matches("https?://[A-Za-z0-9.:\\[\\]-]+/?")) {
            throw new Unusable(
                    "CODEX_BASE_URL is an address like https://codex.example.org, without a path; found \"%s\""
                            .formatted(written));
        }
        return written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
    }

    /** The values by name; tells in one sentence what is wrong with one. */
    private record Values(Map<String, String> environment) {
        Values {
            environment = Map.copyOf(new TreeMap<>(environment));
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
        }

        int number(String name, int otherwise, int min, int max) {
            var written = text(name);
            if (written.isEmpty()) {
                return otherwise;
            }
            try {
                var number = Integer.parseInt(written.get());
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // The sentence below tells both cases.
            }
            throw new Unusable("%s is a number from %d to %d; found \"%s\"".formatted(name, min, max, written.get()));
        }

        String oneOf(String name, String otherwise, Set<String> known) {
            var written = text(name).orElse(otherwise);
            if (!known.contains(written)) {
                throw new Unusable("%s is one of %s; found \"%s\""
                        .formatted(
                                name, String.join(", ", known.stream().sorted().toList()), written));
            }
            return written;
        }
    }
}
