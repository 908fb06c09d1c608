package codex.verify;

/** What an attack tries, by its number in the Common Weakness Enumeration (cwe.mitre.org). */
public enum Weakness {
    PATH_TRAVERSAL(22, "Paths that leave their folder"),
    COMMAND_INJECTION(78, "Commands in texts"),
    CROSS_SITE_SCRIPTING(79, "Markup in texts"),
    SQL_INJECTION(89, "SQL in texts, sort keys and filters"),
    LOG_FORGING(117, "Line ends that forge log entries"),
    PROBING_ACCOUNTS(204, "Logins that tell whether there is such an account"),
    BRUTE_FORCE(307, "Guessing passwords"),
    FORGED_TOKEN(347, "Tokens that are unsigned or signed with another key"),
    REQUEST_FORGERY(352, "Calls that a page of another site makes"),
    RACE(362, "The same write many times at once"),
    EXHAUSTION(400, "Bodies that are too large, and crowds"),
    UPLOAD(434, "Files that are not what they claim to be"),
    EXPIRED_LOGIN(613, "Tokens after their end, after a logout, and used twice"),
    OTHERS_ROWS(639, "Rows of somebody else"),
    DEEP_NESTING(674, "JSON nested without end"),
    FORGED_REQUEST(918, "Addresses within the network, given to be fetched"),
    MASS_ASSIGNMENT(915, "Fields that nobody may set"),
    WEAK_PASSWORD_HASH(916, "Passwords that are kept as they are, or hashed quickly"),
    FORMULA(1236, "Formulas in files for spreadsheets"),
    SLOW_PATTERN(1333, "Texts that make a pattern slow"),
    TEMPLATE_INJECTION(1336, "Expressions in texts");

    private final int number;
    private final String words;

    Weakness(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** As it is cited: {@code CWE-89}. */
    public String cwe() {
        return "CWE-" + number;
    }

    public String words() {
        return words;
    }
}
