package codex.verify;

import codex.specification.Limits;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Values that a route has to refuse, or to bear. */
final class Faults {
    /** A page that would run a script, were it shown as one. */
    static final String PAGE = "<html><body><script>alert(1)</script></body></html>";

    /** What attackers write where a word is asked for. */
    static final List<Hostile> HOSTILE = List.of(
            new Hostile(Weakness.SQL_INJECTION, "'; DROP TABLE account; --", ""),
            new Hostile(Weakness.CROSS_SITE_SCRIPTING, "<script>alert(1)</script>", ""),
            new Hostile(Weakness.PATH_TRAVERSAL, "../../etc/passwd", "root:"),
            new Hostile(Weakness.LOG_FORGING, "a\r\nINFO forged line", ""),
            new Hostile(Weakness.COMMAND_INJECTION, "; touch canary; $(touch canary)", ""),
            new Hostile(Weakness.TEMPLATE_INJECTION, "${1337*1337} #{1337*1337}", "1787569"));

    /** A condition that is true of every row, if it is taken for SQL. */
    static final String ALWAYS = "' OR '1'='1";

    /** Markup that would run, were it not escaped, and how it stands on a page where it is. */
    static final String MARKUP = "<script>alert(1)</script>";

    static final String ESCAPED = "&lt;script&gt;alert(1)";

    /** What a spreadsheet takes for the beginning of a formula. */
    static final List<String> FORMULA_STARTS = List.of("=", "+", "-", "@", "\t=", "\r=");

    /** JSON nested so deep that a careless reader overflows. */
    static final String DEEP = "[".repeat(3000) + "]".repeat(3000);

    /** Letters, which become what they stand for when they are sent. */
    static final int HUGE_LENGTH = 2 << 20;

    static final String HUGE = "{{x*%d}}".formatted(HUGE_LENGTH);

    /** JSON may end in it, and means the same. */
    static final String PADDING = "{{ *%d}}".formatted(HUGE_LENGTH);

    /** Addresses of this machine and of inner networks as attackers write them, and what is fetched by other means. */
    static final List<String> INSIDE = List.of(
            "http://127.0.0.1:1/",
            "http://localhost:8080/",
            "http://169.254.169.254/latest/meta-data/",
            "http://10.0.0.1/",
            "http://0.0.0.0:8080/",
            "http://[::1]:8080/",
            "http://[::ffff:127.0.0.1]:8080/",
            "http://[64:ff9b::7f00:1]/",
            "http://2130706433/",
            "http://0x7f.0.0.1/",
            "http://0177.0.0.1/",
            "http://user:secret@127.0.0.1/",
            "file:///etc/passwd",
            // Of another host: only the scheme is wrong with these.
            "gopher://example.org/",
            "ftp://example.org/");

    /** Texts on which a pattern that looks back too often takes minutes. */
    static final List<String> TIRING = List.of("a".repeat(28) + "!", "1".repeat(28) + "!");

    private static final String MISFIT = "no, this is none!";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * A text of attackers.
     *
     * @param telling what an answer holds if the attack works; empty where no answer tells
     */
    record Hostile(Weakness weakness, String text, String telling) {}

    /** A value that has to be refused, and why, in words that go on from its name. */
    record Wrong(String why, JsonNode value) {}

    private Faults() {}

    static boolean textual(String type) {
        return type.equals("string") || type.equals("text");
    }

    /** Whether a text is within the limits; one of a format that has a form of its own never is. */
    static boolean fits(String text, Limits limits) {
        var least = limits.minLength();
        var most = limits.maxLength();
        return limits.format() == null
                && (limits.pattern() == null || text.matches(limits.pattern()))
                && (least == null || text.length() >= least)
                && (most == null || text.length() <= most);
    }

    /** Values just outside of the limits, and of another type. */
    static List<Wrong> beyond(String type, Limits limits) {
        return switch (type) {
            case "string", "text" -> texts(limits);
            case "integer", "long", "number" -> numbers(limits);
            case "decimal" -> decimals(limits);
            case "boolean", "date", "time", "datetime", "uuid" ->
                List.of(new Wrong("is of another type", NODES.textNode("nonsense")));
            default -> List.of();
        };
    }

    private static List<Wrong> texts(Limits limits) {
        var wrong = new ArrayList<Wrong>();
        var most = limits.maxLength();
        var least = limits.minLength();
        if (most != null && most < 100_000) {
            wrong.add(new Wrong("is too long", NODES.textNode("x".repeat(most + 1))));
        }
        if (least != null && least > 0) {
            wrong.add(new Wrong("is too short", NODES.textNode("x".repeat(least - 1))));
        }
        if (limits.format() != null) {
            wrong.add(new Wrong("is no " + limits.format(), NODES.textNode(MISFIT)));
        } else if (limits.pattern() != null && !MISFIT.matches(limits.pattern())) {
            wrong.add(new Wrong("does not match its pattern", NODES.textNode(MISFIT)));
        }
        return wrong;
    }

    private static List<Wrong> decimals(Limits limits) {
        var wrong = new ArrayList<>(numbers(limits));
        var least = limits.min() == null ? BigDecimal.ONE : limits.min();
        wrong.add(new Wrong("has three decimal places", NODES.numberNode(least.add(new BigDecimal("0.001")))));
        return wrong;
    }

    private static List<Wrong> numbers(Limits limits) {
        var wrong = new ArrayList<Wrong>();
        wrong.add(new Wrong("is of another type", NODES.textNode("many")));
        if (limits.max() != null) {
            wrong.add(new Wrong("is too large", NODES.numberNode(limits.max().add(BigDecimal.ONE))));
        }
        if (limits.min() != null) {
            wrong.add(new Wrong("is too small", NODES.numberNode(limits.min().subtract(BigDecimal.ONE))));
        }
        return wrong;
    }
}
