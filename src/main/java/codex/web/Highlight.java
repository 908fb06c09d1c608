package codex.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Colours source code for reading: keywords, literals, comments, nothing else. It looks at tokens only and never fails:
 * what it does not know stays plain.
 */
public final class Highlight {
    /** A piece of a line. {@code kind} is {@code k}, {@code s} or {@code c} as the style sheet knows it, or empty. */
    public record Token(String kind, String text) {}

    /** Above this size, in characters, a file is shown plain. */
    private static final int MOST = 400_000;

    // Possessive quantifiers throughout: a hostile file cannot make the matcher go back and forth.
    private static final Pattern JAVA = language(
            "//[^\\n]*+|/\\*(?:[^*]|\\*(?!/))*+(?:\\*/)?",
            "\"\"\"(?:[^\"\\\\]|\\\\.|\"(?!\"\"))*+(?:\"\"\")?|\"(?:[^\"\\\\\\n]|\\\\.)*+\"?|'(?:[^'\\\\\\n]|\\\\.)*+'?"
                    + "|\\b\\d[\\w.]*+",
            "abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else|enum|extends|false"
                    + "|final|finally|float|for|if|implements|import|instanceof|int|interface|long|native|new|null|package"
                    + "|permits|private|protected|public|record|return|sealed|short|static|super|switch|synchronized|this"
                    + "|throw|throws|true|try|var|void|volatile|while|yield");
    private static final Pattern SQL = language(
            "--[^\\n]*+",
            "'(?:[^']|'')*+'?|\\b\\d[\\d.]*+",
            "(?i:add|alter|and|as|asc|by|cascade|check|column|constraint|create|default|delete|desc|drop|exists|foreign"
                    + "|from|group|having|in|index|insert|into|is|join|key|left|like|limit|not|null|on|or|order|primary"
                    + "|references|select|set|table|unique|update|using|values|where|with)");
    private static final Pattern MARKUP =
            language("<!--(?:[^-]|-(?!->))*+(?:-->)?", "\"[^\"\\n<>]*+\"", "</?[A-Za-z][\\w:.-]*+|/?>", "");
    private static final Pattern JSON =
            language("(?!)", "\"(?:[^\"\\\\\\n]|\\\\.)*+\"|-?\\b\\d[\\d.eE+-]*+", "true|false|null");
    private static final Pattern LINES = language(
            "(?<=^|\\s)#[^\\n]*+",
            "\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'[^'\\n]*+'",
            "(?<=^|\\n)[ \\t-]*+[\\w./{}$-]++(?=[:=])",
            "");
    private static final Pattern MARKDOWN = language("(?!)", "`[^`\\n]*+`", "(?<=^|\\n)#[^\\n]*+", "");

    private Highlight() {}

    /** The lines of a file, each as its tokens; a last line feed makes no line. */
    public static List<List<Token>> lines(String path, String content) {
        var lines = new ArrayList<List<Token>>();
        lines.add(new ArrayList<>());
        for (var token : tokens(path, content)) {
            var parts = token.text().split("\n", -1);
            for (var index = 0; index < parts.length; index++) {
                if (index > 0) {
                    lines.add(new ArrayList<>());
                }
                if (!parts[index].isEmpty()) {
                    lines.getLast().add(new Token(token.kind(), parts[index]));
                }
            }
        }
        if (content.endsWith("\n")) {
            lines.removeLast();
        }
        return lines;
    }

    private static List<Token> tokens(String path, String content) {
        var pattern = pattern(path);
        if (pattern == null || content.length() > MOST) {
            return List.of(new Token("", content));
        }
        var tokens = new ArrayList<Token>();
        var matcher = pattern.matcher(content);
        var end = 0;
        while (matcher.find()) {
            if (matcher.end() == matcher.start()) {
                continue;
            }
            tokens.add(new Token("", content.substring(end, matcher.start())));
            var kind = matcher.group("c") != null ? "c" : matcher.group("s") != null ? "s" : "k";
            tokens.add(new Token(kind, matcher.group()));
            end = matcher.end();
        }
        tokens.add(new Token("", content.substring(end)));
        return tokens;
    }

    private static @org.jspecify.annotations.Nullable Pattern pattern(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "java" -> JAVA;
            case "sql" -> SQL;
            case "xml", "html", "svg" -> MARKUP;
            case "json" -> JSON;
            case "md" -> MARKDOWN;
            case "yaml", "yml", "properties", "sh", "toml", "env", "dockerfile", "gitignore", "dockerignore", "mvnw" ->
                LINES;
            default -> null;
        };
    }

    private static Pattern language(String comment, String literal, String keywords) {
        return language(comment, literal, "", "(?<![\\w.])(?:" + keywords + ")(?!\\w)");
    }

    private static Pattern language(String comment, String literal, String mark, String keyword) {
        var marks = mark.isEmpty() ? keyword : keyword.isEmpty() ? mark : mark + "|" + keyword;
        return Pattern.compile("(?<c>" + comment + ")|(?<s>" + literal + ")|(?<k>" + marks + ")", Pattern.DOTALL);
    }
}
