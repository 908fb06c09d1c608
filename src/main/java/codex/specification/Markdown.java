package codex.specification;

/** Words of a specification inside Markdown: they can neither leave their place nor become markup. */
public final class Markdown {
    private Markdown() {}

    public static String text(String words) {
        return words.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("[\\p{Cntrl}\\p{Cs}]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_\\[\\]|#!~])", "\\\\$1");
    }

    public static String code(String words) {
        return "`" + words.replaceAll("[`\\s|]+", " ").strip() + "`";
    }
}
