import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

final class CountText {
    public static TextStatistics countText(CountTextInput input, Context context) {
        var text = input.text();
        var words = pieces(BreakIterator.getWordInstance(Locale.ROOT), text);
        var distinct = new HashSet<String>();
        var letters = 0L;
        for (var word : words) {
            distinct.add(word.toLowerCase(Locale.ROOT));
            letters += word.codePoints().count();
        }
        return new TextStatistics(
                text.codePointCount(0, text.length()),
                (int) text.codePoints().filter(each -> !Character.isWhitespace(each)).count(),
                words.size(),
                distinct.size(),
                pieces(BreakIterator.getSentenceInstance(Locale.ROOT), text).size(),
                (int) text.lines().count(),
                words.isEmpty() ? 0.0 : Math.round(100.0 * letters / words.size()) / 100.0,
                (int) Math.ceil(words.size() * 60.0 / WORDS_A_MINUTE));
    }

    private static final int WORDS_A_MINUTE = 200;

    // White space and punctuation are pieces too, but hold no letter or digit.
    private static List<String> pieces(BreakIterator breaks, String text) {
        var pieces = new ArrayList<String>();
        breaks.setText(text);
        var start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            var piece = text.substring(start, end);
            if (piece.codePoints().anyMatch(Character::isLetterOrDigit)) {
                pieces.add(piece);
            }
            start = end;
        }
        return pieces;
    }
}
