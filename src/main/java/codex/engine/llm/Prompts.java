package codex.engine.llm;

import codex.engine.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The prompt files, one per kind of question: {@code prompts/<agent>/<question>.md}. Read from the folder
 * {@code prompts} of the working directory where there is one, so that a prompt is changed without a rebuild, else from
 * the jar.
 */
public final class Prompts {
    private final Map<String, Prompt> byName = new TreeMap<>();

    private Prompts() {}

    /**
     * Reads and checks the prompts of all kinds of questions that there are.
     *
     * @throws RuntimeException naming the file and what is wrong with it
     */
    public static Prompts read(Path folder, List<Class<? extends Question<?>>> questions) {
        var prompts = new Prompts();
        for (var question : questions) {
            var name = name(question);
            var prompt = Prompt.read(name, text(folder, name), part -> text(folder, part), Prompts::sha256);
            check(prompt, question);
            prompts.byName.put(name, prompt);
        }
        return prompts;
    }

    Prompt of(Question<?> question) {
        var name = name(question.getClass());
        var prompt = byName.get(name);
        if (prompt == null) {
            throw new Prompt.Unusable(name, "there is no such file");
        }
        return prompt;
    }

    /** {@code codex.agent.developer.WriteFunction} is asked by {@code developer/write-function}. */
    static String name(Class<?> question) {
        var agent = question.getPackageName();
        var kebab =
                question.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return agent.substring(agent.lastIndexOf('.') + 1) + "/" + kebab;
    }

    private static void check(Prompt prompt, Class<?> question) {
        var components = Arrays.stream(question.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!prompt.variables().equals(components)) {
            throw new Prompt.Unusable(
                    prompt.name(), "uses the variables %s; found %s".formatted(components, prompt.variables()));
        }
        var reply = Arrays.stream(question.getDeclaredClasses())
                .map(Class::getSimpleName)
                .toList();
        if (!reply.contains(prompt.reply())) {
            throw new Prompt.Unusable(
                    prompt.name(), "reply is one of %s; found \"%s\"".formatted(reply, prompt.reply()));
        }
    }

    private static String text(Path folder, String name) {
        var file = folder.resolve(name + ".md");
        try {
            if (Files.isRegularFile(file)) {
                return Files.readString(file).replace("\r\n", "\n");
            }
            try (InputStream packed = Prompts.class.getResourceAsStream("/prompts/" + name + ".md")) {
                if (packed == null) {
                    throw new Prompt.Unusable(name, "there is no such file");
                }
                return new String(packed.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("prompt %s could not be read".formatted(name), broken);
        }
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
