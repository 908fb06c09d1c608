package codex.engine.builtin;

import codex.engine.builtin.Sentence.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a person's text: cleans it, cuts it into sentences and list items, and tags their words. */
public final class DescriptionReader {
    static final int MOST_SENTENCES = 400;
    private static final int MOST_CHARACTERS = 60_000;
    private static final int LONGEST_SENTENCE = 600;

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.+?)\\s*#*");
    private static final Pattern ITEM =
            Pattern.compile("(?:[-*+•·‣–—]|\\d{1,3}[.)]|[a-zA-Z]\\)|#[A-Z]\\d+#|\\[[ xX]\\])\\s+(.+)");
    private static final Pattern ROW = Pattern.compile("\\|(.+)\\|");
    // Each begins a line of its own, often without a full stop before it.
    private static final Pattern STORY = Pattern.compile("^as (?:an?|the) .+\\bi\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern RULE = Pattern.compile("[-=_*|:+\\s]{3,}");
    private static final Pattern SENTENCE_END = Pattern.compile(
            "(?<!\\b(?:e\\.g|i\\.e|etc|vs|Mr|Mrs|Ms|Dr|No|approx|incl|resp|St))[.!?]+[\"')\\]]*\\s+(?=[\\p{Lu}\\d\"'(\\[]|$)");

    private final List<Sentence> sentences = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private String heading = "";
    private String lead = "";

    private DescriptionReader() {}

    /** Reads at most 400 sentences; what is beyond is named in {@link Description#leftOut}. */
    public static Description read(String name, String text) {
        var reader = new DescriptionReader();
        var clean = clean(text);
        if (clean.length() > MOST_CHARACTERS) {
            reader.leftOut.add("The description is very long: only its first " + MOST_CHARACTERS
                    + " characters were read. Shorten it, or add the rest by editing.");
            clean = clean.substring(0, MOST_CHARACTERS);
        }
        reader.lines(clean);
        return new Description(cleanLine(clean(name)), reader.sentences, reader.leftOut);
    }

    private static String clean(String text) {
        var cut = text.length() > 2 * MOST_CHARACTERS ? text.substring(0, 2 * MOST_CHARACTERS) : text;
        return Normalizer.normalize(cut, Normalizer.Form.NFKC)
                .replaceAll("\\r\\n?", "\n")
                .replaceAll("[\\u2018\\u2019\\u201B\\u02BC`\\u00B4]", "'")
                .replaceAll("[\\u201C\\u201D\\u201E\\u00AB\\u00BB]", "\"")
                .replace("\\'", "'")
                .replaceAll("\\s[\\u2013\\u2014]\\s|\\s--\\s", " - ")
                .replaceAll("[\\u2010-\\u2015]", "-")
                .replaceAll("(?i)\\be-mail", "email")
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n\\t]]", "");
    }

    private void lines(String text) {
        var fenced = false;
        for (var line : text.split("\n", -1)) {
            var stripped = line.strip();
            if (stripped.startsWith("'''") || stripped.startsWith("~~~")) {
                if (!fenced) {
                    leftOut.add("A block of code was not read: the rules read sentences only.");
                }
                fenced = !fenced;
            } else if (!fenced) {
                line(stripped);
            }
        }
        endParagraph();
    }

    private void line(String line) {
        var heading = HEADING.matcher(line);
        var item = ITEM.matcher(line);
        var row = ROW.matcher(line);
        if (line.isEmpty()) {
            endParagraph();
        } else if (heading.matches()) {
            endParagraph();
            lead = "";
            this.heading = cleanLine(heading.group(1));
            add(this.heading, Kind.HEADING, "");
        } else if (RULE.matcher(line).matches()) {
            endParagraph();
        } else if (item.matches()) {
            endParagraph();
            split(cleanLine(item.group(1)), Kind.ITEM);
        } else if (row.matches()) {
            endParagraph();
            split(cleanLine(row.group(1).replace("|", ",")), Kind.ITEM);
        } else {
            if (STORY.matcher(line).find()) {
                endParagraph();
            }
            paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
            if (line.endsWith(":")) {
                endParagraph();
            }
        }
    }

    private static String cleanLine(String line) {
        return line.replaceAll("\\*\\*|__|~~", "")
                .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            lead = "";
            split(cleanLine(paragraph.toString()), Kind.PLAIN);
            paragraph.setLength(0);
        }
    }

    private void split(String text, Kind kind) {
        for (var part : SENTENCE_END.split(text, -1)) {
            var sentence = part.strip();
            if (sentence.endsWith(":") && kind == Kind.PLAIN) {
                lead = sentence.substring(0, sentence.length() - 1);
                add(sentence, Kind.LEAD, "");
            } else if (!sentence.isEmpty()) {
                add(sentence, kind, kind == Kind.ITEM ? lead : "");
            }
        }
    }

    private void add(String text, Kind kind, String lead) {
        if (sentences.size() == MOST_SENTENCES) {
            if (leftOut.isEmpty() || !leftOut.getLast().startsWith("Only the first")) {
                leftOut.add("Only the first " + MOST_SENTENCES + " sentences were read.");
            }
            return;
        }
        var cut = text.length() > LONGEST_SENTENCE ? text.substring(0, LONGEST_SENTENCE) : text;
        var whole = lead.isEmpty() ? cut : joined(lead, cut);
        sentences.add(
                new Sentence(sentences.size() + 1, cut, heading, kind, Tagger.tag(Rewrites.STANDARD.apply(whole))));
    }

    // "Members can:" with "- borrow books" is "Members can borrow books"; "Book:" with "- title" is "Book: title".
    private static String joined(String lead, String item) {
        var last = lead.substring(lead.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        var open = Vocabulary.AUXILIARIES.contains(last) || last.equals("to") || last.equals("able");
        return open ? lead + " " + item : lead + ": " + item;
    }
}
