import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

final class CheckEmail {
    public static EmailVerdict checkEmail(CheckEmailInput input, Context context) {
        var written = input.email().strip();
        var at = written.lastIndexOf('@');
        if (at < 0) {
            return new EmailVerdict(written, false, List.of("has no @"), false, false, null, Existence.IMPOSSIBLE);
        }
        var local = written.substring(0, at);
        var domain = written.substring(at + 1).toLowerCase(Locale.ROOT);
        var problems = problems(local, domain);
        return new EmailVerdict(
                local + "@" + domain,
                problems.isEmpty(),
                problems,
                DISPOSABLE.contains(domain),
                ROLES.contains(local.toLowerCase(Locale.ROOT)),
                problems.isEmpty() ? suggestion(local, domain) : null,
                problems.isEmpty() ? Existence.UNKNOWN : Existence.IMPOSSIBLE);
    }

    private static final Pattern LOCAL = Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Set<String> ROLES = Set.of(
            "abuse", "admin", "administrator", "billing", "contact", "help", "hello", "hostmaster", "info", "jobs", "mail",
            "marketing", "no-reply", "noreply", "office", "postmaster", "press", "privacy", "root", "sales", "security",
            "service", "support", "team", "webmaster");
    private static final Set<String> DISPOSABLE = Set.of(
            "10minutemail.com", "dispostable.com", "fakeinbox.com", "getnada.com", "guerrillamail.com", "maildrop.cc",
            "mailinator.com", "mailnesia.com", "mintemail.com", "mohmal.com", "sharklasers.com", "spamgourmet.com",
            "temp-mail.org", "tempmail.com", "throwawaymail.com", "trashmail.com", "yopmail.com");
    private static final List<String> COMMON = List.of(
            "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com", "gmx.de", "web.de", "live.com",
            "proton.me", "protonmail.com", "googlemail.com", "mail.com", "ymail.com", "email.com", "gmx.net", "gmx.com");

    private static List<String> problems(String local, String domain) {
        var problems = new ArrayList<String>();
        if (local.length() > 64) {
            problems.add("has more than 64 characters before the @");
        }
        if (!LOCAL.matcher(local).matches()) {
            problems.add("has something before the @ that may not stand there");
        }
        if (!isHostName(domain)) {
            problems.add("has no host name behind the @");
        }
        return problems;
    }

    private static boolean isHostName(String domain) {
        String ascii;
        try {
            ascii = IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return false;
        }
        var labels = List.of(ascii.split("\\.", -1));
        var last = labels.get(labels.size() - 1);
        return ascii.length() <= 253
                && labels.size() >= 2
                && labels.stream().allMatch(label -> label.length() <= 63 && LABEL.matcher(label).matches())
                && !last.matches("[0-9]+")
                && last.length() >= 2;
    }

    private static String suggestion(String local, String domain) {
        if (COMMON.contains(domain)) {
            return null;
        }
        return COMMON.stream()
                .filter(common -> distance(domain, common) <= (common.length() > 7 ? 2 : 1))
                .findFirst()
                .map(common -> local + "@" + common)
                .orElse(null);
    }

    // Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours (Damerau, 1964).
    private static int distance(String one, String other) {
        var table = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                var same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                table[i][j] = Math.min(
                        Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1), table[i - 1][j - 1] + same);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[one.length()][other.length()];
    }
}
