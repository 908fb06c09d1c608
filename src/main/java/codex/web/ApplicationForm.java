package codex.web;

import codex.application.Application;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed to begin an application.
 *
 * @param key the form's own, so that sending it twice makes one application (EXPERIENCE.md, H6)
 * @param problems per field, a sentence
 */
public record ApplicationForm(String name, String description, UUID key, Map<String, String> problems) {
    private static final int SHORTEST = 12;

    public ApplicationForm {
        problems = Map.copyOf(problems);
    }

    static ApplicationForm empty() {
        return new ApplicationForm("", "", UUID.randomUUID(), Map.of());
    }

    static ApplicationForm of(ExampleTask task) {
        return new ApplicationForm(task.name(), task.description(), UUID.randomUUID(), Map.of());
    }

    static ApplicationForm from(Context ctx) {
        var name = Visit.field(ctx, "name").strip();
        var description = Visit.field(ctx, "description").strip();
        return new ApplicationForm(name, description, key(Visit.field(ctx, "key")), problems(name, description));
    }

    /** The name as typed, or the first words of the description. */
    public String effectiveName() {
        return name.isEmpty() ? Phrase.cut(description, 40).replaceAll("[.,;:…]+$", "") : name;
    }

    public @Nullable String problem(String field) {
        return problems.get(field);
    }

    /** The description's size, counted as the limit counts. */
    public int bytes() {
        return bytes(description);
    }

    private static Map<String, String> problems(String name, String description) {
        var problems = new LinkedHashMap<String, String>();
        if (name.length() > Application.NAME_LENGTH) {
            problems.put(
                    "name",
                    "A name has at most " + Application.NAME_LENGTH + " characters; this one has " + name.length()
                            + ".");
        }
        if (description.length() < SHORTEST) {
            problems.put(
                    "description",
                    "Say in a sentence or more who uses it and what it keeps or answers, for example "
                            + "“Members can borrow a tool for up to seven days.”");
        }
        if (bytes(description) > Application.DESCRIPTION_BYTES) {
            problems.put(
                    "description",
                    String.format(
                            "A description has at most %,d bytes; this one has %,d.",
                            Application.DESCRIPTION_BYTES, bytes(description)));
        }
        if (description.indexOf('\0') >= 0 || name.indexOf('\0') >= 0) {
            problems.put("description", "There is a character in it that no text has. Paste it again as plain text.");
        }
        return problems;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    // A form that was sent without its key is as good as any other.
    private static UUID key(String sent) {
        try {
            return UUID.fromString(sent);
        } catch (IllegalArgumentException none) {
            return UUID.randomUUID();
        }
    }
}
