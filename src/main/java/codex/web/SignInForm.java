package codex.web;

/**
 * The form of signing in; the password is never shown again.
 *
 * @param next where to go then; a local path
 * @param problem what is wrong, or empty
 */
public record SignInForm(String email, String next, String problem) {
    private static final String HOME = "/applications";

    /**
     * A place to go that is surely one of ours (SECURITY.md, S9): one leading slash, then no slash or backslash, and no
     * control character.
     */
    static String local(String next) {
        var ours = next.startsWith("/")
                && !next.startsWith("//")
                && !next.startsWith("/\\")
                && !next.startsWith("/sign-in")
                && next.chars().allMatch(character -> character > ' ' && character < 127 && character != '\\')
                && !next.toLowerCase(java.util.Locale.ROOT).startsWith("/%2f")
                && !next.toLowerCase(java.util.Locale.ROOT).startsWith("/%5c");
        return ours ? next : HOME;
    }
}
