package codex.specification.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Splits a script into its statements: a semicolon inside a text, a comment or a body in dollars ends none. */
final class SqlStatements {
    private static final Pattern PART = Pattern.compile(
            "(?<comment>--[^\\n]*|/\\*.*?\\*/)|(?<dollar>\\$(\\w*)\\$.*?(?:\\$\\3\\$|\\z))|(?<text>'[^']*+(?:''[^']*+)*+'?|\"[^\"]*+\"?)"
                    + "|(?<end>;)|(?<plain>[^-/$'\";]++|.)",
            Pattern.DOTALL);

    /** A statement without its comments, and the line that it begins in. */
    record Written(String text, int line) {}

    private SqlStatements() {}

    static List<Written> of(String script) {
        var statements = new ArrayList<Written>();
        var text = new StringBuilder();
        var line = 1;
        var begun = 1;
        var matcher = PART.matcher(script);
        while (matcher.find()) {
            if (text.toString().isBlank()) {
                begun = line + leading(matcher.group());
            }
            if (matcher.group("end") != null) {
                add(statements, text.toString(), begun);
                text.setLength(0);
            } else if (matcher.group("comment") == null) {
                text.append(matcher.group());
            }
            line += (int) matcher.group().chars().filter(each -> each == '\n').count();
        }
        add(statements, text.toString(), begun);
        return statements;
    }

    private static int leading(String part) {
        var blank = part.length() - part.stripLeading().length();
        return (int)
                part.substring(0, blank).chars().filter(each -> each == '\n').count();
    }

    private static void add(List<Written> statements, String text, int line) {
        if (!text.isBlank()) {
            statements.add(new Written(text.strip(), line));
        }
    }
}
