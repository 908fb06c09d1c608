package codex.specification;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Paths of routes: segments that are words or variables in braces. */
public final class Paths {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]*)}");
    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~-]+");

    /** The longest path, in characters. */
    static final int LENGTH = 200;

    /** Answered by every application, so no route may have them; GENERATED-APP.md, 2. */
    private static final List<String> TAKEN = List.of("/health/live", "/health/ready", "/openapi.yaml");

    private Paths() {}

    /** The variables in order: {@code [id, copy]} of {@code /books/{id}/copies/{copy}}. */
    public static List<String> variables(String path) {
        return VARIABLE.matcher(path).results().map(match -> match.group(1)).toList();
    }

    /** What a router compares: {@code /books/{}}. Two routes of one method and shape cannot be told apart. */
    public static String shape(String path) {
        return VARIABLE.matcher(path).replaceAll("{}");
    }

    /**
     * Whether a variable that names no column is the id of a row: {@code {id}}, {@code {bookId}} for the table
     * {@code book}, and whatever stands last, as in {@code /books/{number}}.
     */
    public static boolean key(String variable, String path, String table) {
        return variable.equals("id")
                || Names.snake(variable).equals(table + "_id")
                || path.endsWith("{" + variable + "}");
    }

    /** The segments: {@code [books, {id}]}. */
    public static List<String> segments(String path) {
        return Stream.of(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    static String rename(String path, String variable, String name) {
        return path.replace("{" + variable + "}", "{" + name + "}");
    }

    /** What is wrong with a path, with what would be right. */
    static Optional<String> problem(String path) {
        if (!path.startsWith("/")) {
            return Optional.of("A path begins with a slash: /" + path.strip().replace(' ', '-'));
        }
        if (path.length() > LENGTH) {
            return Optional.of("A path has at most " + LENGTH + " characters; this one has " + path.length() + ".");
        }
        if (path.equals("/")) {
            return Optional.empty();
        }
        if (path.endsWith("/")) {
            return Optional.of("A path does not end with a slash: " + path.replaceAll("/+$", ""));
        }
        if (TAKEN.contains(path)) {
            return Optional.of("Every application answers " + path + " by itself; choose another path.");
        }
        for (var segment : path.substring(1).split("/", -1)) {
            var problem = segment(segment);
            if (problem.isPresent()) {
                return problem;
            }
        }
        var variables = variables(path);
        return variables.stream()
                .filter(variable -> variables.indexOf(variable) != variables.lastIndexOf(variable))
                .findFirst()
                .map(twice -> "The variable {" + twice + "} stands twice; give one of them another name.");
    }

    private static Optional<String> segment(String segment) {
        if (segment.isEmpty()) {
            return Optional.of("Two slashes follow each other; put a word between them or take one out.");
        }
        if (segment.equals(".") || segment.equals("..")) {
            return Optional.of("“" + segment + "” cannot be a part of a path; use a word.");
        }
        if (segment.startsWith("{") && segment.endsWith("}")) {
            var name = segment.substring(1, segment.length() - 1);
            return VARIABLE_NAME.matcher(name).matches()
                    ? Optional.empty()
                    : Optional.of("A variable in a path is letters and digits, as in {id}; found " + segment + ".");
        }
        if (segment.startsWith(":")) {
            return Optional.of("A variable is written in braces: {" + segment.substring(1) + "}");
        }
        if (WORD.matcher(segment).matches()) {
            return Optional.empty();
        }
        return Optional.of("“" + segment + "” has a character that a path cannot have; letters, digits, . _ ~ - "
                + "are fine, and variables in braces fill a whole part: /books/{id}");
    }
}
