package codex.specification;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What single words give away: that nothing definite is meant, or that a value is private. */
final class Wording {
    private static final Pattern VAGUE = Pattern.compile(
            "\\b(etc|and so on|and so forth|and/or|tbd|to be (?:defined|decided)|as (?:needed|appropriate|necessary)|"
                    + "if (?:needed|necessary|appropriate|possible)|appropriate|adequate|user[- ]friendly|"
                    + "flexible|robust|seamless|intuitive|efficiently|properly|somehow|various|several|"
                    + "some kind of|and more|or similar|maybe|perhaps|probably|quickly|reasonable)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> SECRET = Set.of("password", "passwd", "secret", "pin", "token", "passphrase");
    private static final Set<String> PRIVATE = Set.of(
            "email",
            "phone",
            "mobile",
            "telephone",
            "birthday",
            "birthdate",
            "ssn",
            "iban",
            "passport",
            "salary",
            "diagnosis");

    private Wording() {}

    /** The first expression that says nothing that can be built. */
    static Optional<String> vague(String text) {
        var found = VAGUE.matcher(text);
        return found.find() ? Optional.of(found.group().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** Whether a value of that name is about a person, or opens something. */
    static boolean isPrivate(String name) {
        var snake = Names.snake(name);
        var joined = snake.replace("_", "");
        return Stream.of(snake.split("_")).anyMatch(word -> SECRET.contains(word) || PRIVATE.contains(word))
                || PRIVATE.contains(joined)
                || joined.contains("email")
                || snake.contains("date_of_birth");
    }
}
