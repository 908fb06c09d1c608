import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

final class CheckPassword {
    public static PasswordVerdict checkPassword(CheckPasswordInput input, Context context) {
        var measured = new Zxcvbn().measure(input.password(), personal(input.personalWords()));
        var feedback = measured.getFeedback();
        var warning = feedback.getWarning(Locale.ENGLISH);
        return new PasswordVerdict(
                measured.getScore(),
                Strength.values()[measured.getScore()],
                measured.getGuesses(),
                measured.getCrackTimesDisplay().getOfflineSlowHashing1e4perSecond(),
                warning.isEmpty() ? null : warning,
                feedback.getSuggestions(Locale.ENGLISH));
    }

    private static final int MOST_WORDS = 20;
    private static final int LONGEST_WORD = 64;

    private static List<String> personal(List<String> words) {
        if (words == null) {
            return List.of();
        }
        return words.stream()
                .filter(Objects::nonNull)
                .filter(word -> !word.isBlank() && word.length() <= LONGEST_WORD)
                .limit(MOST_WORDS)
                .toList();
    }
}
