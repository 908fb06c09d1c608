package codex.engine.builtin;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes out of a text what is written for machines: the tags of HTML, scripts, commands for a database. The words between
 * them are somebody's wish and stay.
 */
final class Markup {
    private static final Pattern SCRIPT =
            Pattern.compile("<(script|style|svg|iframe|object)\\b.*?(?:</\\1\\s*>|$)", flags());
    private static final Pattern ITEM = Pattern.compile("<li\\b[^>]*>", flags());
    private static final Pattern HEADING = Pattern.compile("<h[1-6]\\b[^>]*>", flags());
    private static final Pattern CELL = Pattern.compile("</?t[dh]\\b[^>]*>", flags());
    private static final Pattern BLOCK = Pattern.compile(
            "</?(?:p|div|br|hr|ul|ol|li|dl|dt|dd|h[1-6]|table|thead|tbody|tr|section|article|header|footer|main|nav|form"
                    + "|html|head|body|title|blockquote|pre)\\b[^>]*>",
            flags());
    private static final Pattern INLINE = Pattern.compile(
            "</?(?:a|b|i|u|s|em|strong|span|small|mark|code|img|input|button|select|option|textarea|label|link|meta|font"
                    + "|center|sup|sub|video|audio|source|embed)\\b[^>]*>",
            flags());
    private static final Pattern COMMAND = Pattern.compile(
            "\\b(?:DROP|ALTER|TRUNCATE|CREATE) (?:TABLE|DATABASE) \\w+[^.;]{0,400}(?:;\\s*(?:--)?|--|(?=\\.))"
                    + "|\\bSELECT [\\w*, ]{1,80} FROM \\w+[^.;]{0,400};?|\\bDELETE FROM \\w+[^.;]{0,400};?"
                    + "|\\bINSERT INTO \\w+[^.;]{0,400};?|\\bUPDATE \\w+ SET [^.;]{0,400};?|\\bUNION SELECT [^.;]{0,400};?");
    private static final Map<String, String> ENTITIES =
            Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"", "&#39;", "'", "&apos;", "'", "&nbsp;", " ", "&amp;", "&");

    private Markup() {}

    private static int flags() {
        return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    }

    /** The text without it; what was taken out is told in {@code leftOut}. */
    static String strip(String text, List<String> leftOut) {
        var plain = take(text, SCRIPT, "\n", "A script in the text was not read.", leftOut);
        plain = take(plain, COMMAND, " ", "A command for a database was not read.", leftOut);
        if (BLOCK.matcher(plain).find() || INLINE.matcher(plain).find()) {
            plain = HEADING.matcher(ITEM.matcher(plain).replaceAll("\n- ")).replaceAll("\n# ");
            plain = BLOCK.matcher(CELL.matcher(plain).replaceAll(" , ")).replaceAll("\n");
            plain = INLINE.matcher(plain).replaceAll("");
            for (var entity : List.of("&lt;", "&gt;", "&quot;", "&#39;", "&apos;", "&nbsp;", "&amp;")) {
                plain = plain.replace(entity, ENTITIES.getOrDefault(entity, entity));
            }
        }
        return plain;
    }

    private static String take(String text, Pattern pattern, String instead, String told, List<String> leftOut) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        leftOut.add(told);
        return matcher.replaceAll(instead);
    }
}
