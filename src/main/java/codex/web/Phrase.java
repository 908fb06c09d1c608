package codex.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Times, money, sizes and counts as pages say them (EXPERIENCE.md, H15). */
public final class Phrase {
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private static final BigDecimal TENTH_OF_A_CENT = new BigDecimal("0.001");

    // Each claims to be the ones after it, so the order matters.
    private static final Map<String, String> BROWSERS =
            inOrder("Edg", "Edge", "OPR/", "Opera", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari");
    private static final Map<String, String> SYSTEMS = inOrder(
            "Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows", "Mac OS", "macOS", "Linux",
            "Linux");

    private Phrase() {}

    /** How long ago: "now", "4 minutes ago", "yesterday", "3 March". */
    public static String ago(Instant at, Instant now) {
        var passed = Duration.between(at, now);
        if (passed.toSeconds() < 45) {
            return "now";
        }
        if (passed.toMinutes() < 60) {
            return count(Math.max(1, passed.toMinutes()), "minute") + " ago";
        }
        LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        if (passed.toHours() < 12 || day.equals(today)) {
            return count(passed.toHours(), "hour") + " ago";
        }
        if (day.equals(today.minusDays(1))) {
            return "yesterday";
        }
        if (day.isAfter(today.minusDays(7))) {
            return count(today.toEpochDay() - day.toEpochDay(), "day") + " ago";
        }
        return day.format(day.getYear() == today.getYear() ? DAY : DAY_OF_YEAR);
    }

    /** The moment itself, for those who ask. */
    public static String exact(Instant at) {
        return EXACT.format(at.atOffset(ZoneOffset.UTC));
    }

    /** The time of day in UTC, for logs. */
    public static String clock(Instant at) {
        return CLOCK.format(at.atOffset(ZoneOffset.UTC));
    }

    /** A duration in its two largest units: "340 ms", "8 s", "3 min 56 s", "2 h 5 min". */
    public static String took(Duration duration) {
        if (duration.toMillis() < 1000) {
            return Math.max(0, duration.toMillis()) + " ms";
        }
        if (duration.toSeconds() < 60) {
            return duration.toSeconds() + " s";
        }
        if (duration.toMinutes() < 60) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }

    /** Dollars and cents, and what is finer where a call costs less: "$1.08", "$0.27", "$0.007", "$0.00042". */
    public static String money(BigDecimal dollars) {
        if (dollars.signum() != 0 && dollars.abs().compareTo(TENTH_OF_A_CENT) < 0) {
            return "$" + dollars.round(new MathContext(2)).stripTrailingZeros().toPlainString();
        }
        var cents = dollars.setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        var decimals = cents.scale() > 2 && cents.abs().compareTo(BigDecimal.ONE) < 0 ? 3 : 2;
        return "$" + cents.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    /** A size in bytes as people read it: "812 B", "6.1 KB", "214 KB", "1.2 MB". */
    public static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        var kilobytes = bytes / 1000.0;
        if (kilobytes < 1000) {
            return String.format(Locale.ROOT, kilobytes < 10 ? "%.1f KB" : "%.0f KB", kilobytes);
        }
        return String.format(Locale.ROOT, "%.1f MB", kilobytes / 1000);
    }

    /** A number with its thousands apart: "1,204". */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number with its noun: "1 route", "1,204 routes". */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** A part of a whole: "3 %", "under 1 %", and "none" of nothing. */
    public static String share(long part, long whole) {
        if (part == 0 || whole == 0) {
            return "none";
        }
        var percent = Math.round(100.0 * part / whole);
        return percent == 0 ? "under 1 %" : percent + " %";
    }

    /** The beginning of a text, on one line. */
    public static String cut(String text, int length) {
        var line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= length) {
            return line;
        }
        var space = line.lastIndexOf(' ', length);
        return line.substring(0, space > length / 2 ? space : length) + "…";
    }

    /** A browser's name from its user agent: "Firefox on Windows"; what is none is shown as it is. */
    public static String browser(String agent) {
        var browser = first(agent, BROWSERS);
        var system = first(agent, SYSTEMS);
        return browser.isEmpty() || system.isEmpty() ? cut(agent, 60) : browser + " on " + system;
    }

    private static String first(String agent, Map<String, String> names) {
        return names.entrySet().stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> inOrder(String... pairs) {
        var names = new LinkedHashMap<String, String>();
        for (var index = 0; index < pairs.length; index += 2) {
            names.put(pairs[index], pairs[index + 1]);
        }
        return names;
    }

    /** An internet address without the zeros of IPv6: "::1" for "[0:0:0:0:0:0:0:1]". */
    public static String address(String address) {
        return address.replaceAll("[\\[\\]]", "").replaceFirst("(^|:)(0:)+", "::");
    }

    /** What an engine is called before people. */
    public static String engine(String name) {
        return name.equals("builtin") ? "built-in engine" : "language model";
    }

    /** A heading from a word of the program: "clean room" becomes "Clean room". */
    public static String heading(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
