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
    private static final int LONGEST_SENTENCE = 2_000;

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.+?)\\s*#*");
    private static final Pattern ITEM =
            Pattern.compile("(?:[-*+•·‣–—]|\\d{1,3}[.)]|[a-zA-Z]\\)|#[A-Z]\\d+#|\\[[ xX]\\])\\s+(.+)");
    private static final Pattern ROW = Pattern.compile("\\|(.+)\\|");
    private static final Pattern SIGNATURE = Pattern.compile("\\p{L}[\\w -]{0,40}\\([^()]*,[^()]*\\)[.;]?");
    private static final Pattern SPEAKER =
            Pattern.compile("^(?:q|a|question|answer)\\d* ?[:.)]\\s+", Pattern.CASE_INSENSITIVE);
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
    private List<String> header = List.of();
    private String headerText = "";

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
        reader.lines(Markup.strip(clean, reader.leftOut));
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
        endHeader();
    }

    private void line(String line) {
        var heading = HEADING.matcher(line);
        var item = ITEM.matcher(line);
        var row = ROW.matcher(line);
        if (!row.matches() && !RULE.matcher(line).matches()) {
            endHeader();
            header = List.of();
        }
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
            row(row.group(1));
            return;
        } else if (SIGNATURE.matcher(line).matches()) {
            endParagraph();
            add(cleanLine(line), Kind.PLAIN, "");
        } else {
            if (STORY.matcher(line).find() || SPEAKER.matcher(line).find()) {
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
        for (var part : parts(text)) {
            var sentence = SPEAKER.matcher(part.strip()).replaceFirst("");
            if (sentence.endsWith(":") && kind == Kind.PLAIN) {
                lead = sentence.substring(0, sentence.length() - 1);
                add(sentence, Kind.LEAD, "");
            } else if (!sentence.isEmpty()) {
                add(sentence, kind, kind == Kind.ITEM ? lead : "");
            }
        }
    }

    // A question keeps its mark: it is what tells it from a wish.
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        var end = SENTENCE_END.matcher(text);
        var from = 0;
        while (end.find()) {
            parts.add(text.substring(from, end.start()) + (end.group().startsWith("?") ? "?" : ""));
            from = end.end();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private void add(String text, Kind kind, String lead) {
        if (sentences.size() == MOST_SENTENCES) {
            if (leftOut.isEmpty() || !leftOut.getLast().startsWith("Only the first")) {
                leftOut.add("Only the first " + MOST_SENTENCES + " sentences were read.");
            }
            return;
        }
        var cut = text.length() > LONGEST_SENTENCE ? text.substring(0, LONGEST_SENTENCE) : text;
        if (cut.length() < text.length()) {
            leftOut.add("A sentence was read to its first " + LONGEST_SENTENCE + " characters only: it begins “"
                    + cut.substring(0, 60) + "”.");
        }
        var whole = lead.isEmpty() ? cut : joined(lead, cut);
        sentences.add(new Sentence(
                sentences.size() + 1, cut, heading, kind, Tagger.tag(Rewrites.STANDARD.apply(Spelling.mend(whole)))));
    }

    // A table's first row names its columns; whether they are what people may do with things, the next one tells.
    private void row(String row) {
        var cells = PermissionTable.cells(row);
        var text = cleanLine(row.replace("|", ","));
        if (header.isEmpty()) {
            header = cells;
            headerText = text;
            return;
        }
        var spoken = PermissionTable.under(header).sentence(cells);
        if (spoken.isEmpty()) {
            endHeader();
            split(text, Kind.ITEM);
            return;
        }
        headerText = "";
        if (sentences.size() < MOST_SENTENCES) {
            sentences.add(new Sentence(sentences.size() + 1, text, heading, Kind.ITEM, Tagger.tag(spoken.get())));
        }
    }

    // It was no header of permissions: it is read as any other row.
    private void endHeader() {
        if (!headerText.isEmpty()) {
            split(headerText, Kind.ITEM);
            headerText = "";
        }
    }

    // "Members can:" with "- borrow books" is "Members can borrow books"; "Book:" with "- title" is "Book: title".
    private static String joined(String lead, String item) {
        var last = lead.substring(lead.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        var open = Vocabulary.AUXILIARIES.contains(last) || last.equals("to") || last.equals("able");
        return open ? lead + " " + item : lead + ": " + item;
    }
}
