package codex.specification.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words and marks of a JDL text, with the lines they stand in; a Javadoc comment waits for what it describes. */
final class JdlTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<doc>/\\*\\*(?s:.*?)\\*/)|(?<skip>/\\*(?s:.*?)\\*/|//[^\\n]*|\\s+|;)"
                    + "|(?<string>\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+')|(?<regex>/(?:[^/\\\\\\n]|\\\\.)++/)"
                    + "|(?<word>[A-Za-z0-9_$.-]++)|(?<mark>.)",
            Pattern.DOTALL);

    private record Token(String text, int line, String comment) {}

    private final List<Token> tokens = new ArrayList<>();
    private int position;

    JdlTokens(String text) {
        var matcher = TOKEN.matcher(text);
        var line = 1;
        var comment = "";
        while (matcher.find()) {
            var found = matcher.group();
            if (matcher.group("doc") != null) {
                comment = words(found);
            } else if (matcher.group("skip") == null) {
                tokens.add(new Token(found, line, comment));
                comment = "";
            }
            line += (int) found.chars().filter(each -> each == '\n').count();
        }
    }

    boolean done() {
        return position >= tokens.size();
    }

    int line() {
        return done()
                ? (tokens.isEmpty() ? 1 : tokens.getLast().line())
                : tokens.get(position).line();
    }

    /** The Javadoc comment before the next token. */
    String comment() {
        return done() ? "" : tokens.get(position).comment();
    }

    String peek() {
        return done() ? "" : tokens.get(position).text();
    }

    /** @throws Unreadable at the end */
    String next() {
        if (done()) {
            throw new Unreadable("line " + line(), "The text ends in the middle of a definition.");
        }
        position++;
        return tokens.get(position - 1).text();
    }

    boolean accept(String text) {
        if (!peek().equals(text)) {
            return false;
        }
        position++;
        return true;
    }

    /** @throws Unreadable if something else comes */
    void expect(String text) {
        var line = line();
        var found = next();
        if (!found.equals(text)) {
            throw new Unreadable("line " + line, "Expected “%s”; found “%s”.".formatted(text, Draft.text(found, 40)));
        }
    }

    boolean wordAhead() {
        return !done() && peek().matches("[A-Za-z_$][A-Za-z0-9_$.-]*");
    }

    /** @throws Unreadable if no name comes */
    String word() {
        var line = line();
        if (!wordAhead()) {
            throw new Unreadable("line " + line, "Expected a name; found “%s”.".formatted(Draft.text(peek(), 40)));
        }
        return next();
    }

    /** What stands in parentheses, without them. */
    String group() {
        return between("(", ")");
    }

    /** What stands in braces, perhaps behind a name. */
    void block() {
        while (!peek().equals("{")) {
            next();
        }
        between("{", "}");
    }

    private String between(String opening, String closing) {
        expect(opening);
        var inside = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            var token = next();
            depth += token.equals(opening) ? 1 : token.equals(closing) ? -1 : 0;
            inside.append(depth > 0 ? token : "");
        }
        return inside.toString();
    }

    /** Passes over the tokens of this line. */
    void restOfLine() {
        var line = tokens.get(position - 1).line();
        while (!done() && tokens.get(position).line() == line) {
            position++;
        }
    }

    private static String words(String comment) {
        return comment.substring(3, Math.max(3, comment.length() - 2))
                .replaceAll("(?m)^[ \\t]*\\*", "")
                .replaceAll("(?m)^[ \\t]*@.*$", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
