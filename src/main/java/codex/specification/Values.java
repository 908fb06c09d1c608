package codex.specification;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Limits and literals: whether they agree with themselves and with each other. */
public final class Values {
    private static final Set<String> FORMATS =
            Set.of("email", "url", "phone", "currency", "country", "colour", "timezone", "slug", "password");

    private Values() {}

    /** What is wrong with limits by themselves. */
    public static List<Edited.Problem> limits(Limits limits) {
        var problems = new ArrayList<Edited.Problem>();
        if (limits.min() != null && limits.max() != null && limits.min().compareTo(limits.max()) > 0) {
            problems.add(new Edited.Problem(
                    "limits.max",
                    "The greatest value %s is below the least, %s; swap them."
                            .formatted(
                                    limits.max().toPlainString(), limits.min().toPlainString())));
        }
        var shortest = limits.minLength();
        var longest = limits.maxLength();
        if (shortest != null && shortest < 0) {
            problems.add(new Edited.Problem("limits.minLength", "A length is not negative; found " + shortest + "."));
        }
        if (longest != null && longest < (shortest == null ? 0 : shortest)) {
            problems.add(new Edited.Problem(
                    "limits.maxLength",
                    "The greatest length " + longest + " is below the least, " + (shortest == null ? 0 : shortest)
                            + "; swap them."));
        }
        if (limits.format() != null && !FORMATS.contains(limits.format())) {
            var nearest = Nearest.to(limits.format(), FORMATS)
                    .map(best -> " Nearest: " + best + ".")
                    .orElse(" There are "
                            + String.join(", ", FORMATS.stream().sorted().toList()) + ".");
            problems.add(
                    new Edited.Problem("limits.format", "There is no format “" + limits.format() + "”." + nearest));
        }
        pattern(limits).ifPresent(problems::add);
        return problems;
    }

    private static Optional<Edited.Problem> pattern(Limits limits) {
        if (limits.pattern() == null) {
            return Optional.empty();
        }
        try {
            Pattern.compile(limits.pattern());
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(new Edited.Problem(
                    "limits.pattern",
                    "The pattern cannot be read: " + e.getDescription() + " at character " + (e.getIndex() + 1) + "."));
        }
    }

    /** Why a literal is no value of a type within its limits: {@code "abc" is no integer}; empty when it is one. */
    public static Optional<String> problem(String type, Limits limits, String literal) {
        var name = TypeName.of(type);
        if (name.many() || !name.scalar()) {
            return Optional.empty();
        }
        var problem = switch (name.base()) {
            case "integer" -> number(literal, limits, Integer.MIN_VALUE, Integer.MAX_VALUE, "a whole number");
            case "long" -> number(literal, limits, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number");
            case "decimal", "number" -> decimal(literal, limits);
            case "boolean" -> Set.of("true", "false").contains(literal) ? "" : "is true or false";
            case "date" ->
                literal.equals("today") || parses(() -> LocalDate.parse(literal))
                        ? ""
                        : "is a date like 2026-03-31, or today";
            case "time" -> parses(() -> LocalTime.parse(literal)) ? "" : "is a time like 09:30";
            case "datetime" ->
                literal.equals("now") || parses(() -> Instant.parse(literal))
                        ? ""
                        : "is an instant like 2026-03-31T09:30:00Z, or now";
            case "uuid" -> parses(() -> UUID.fromString(literal)) ? "" : "is a UUID";
            case "file" -> "of a file cannot be given";
            default -> text(literal, limits);
        };
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem + "; found “" + brief(literal) + "”.");
    }

    private static String number(String literal, Limits limits, long least, long greatest, String what) {
        try {
            var exact = new BigDecimal(literal);
            if (exact.scale() < -20) {
                return "does not fit the type";
            }
            var value = exact.toBigIntegerExact();
            if (value.bitLength() > 63 || value.longValue() < least || value.longValue() > greatest) {
                return "does not fit the type";
            }
            return range(new BigDecimal(value), limits);
        } catch (ArithmeticException | NumberFormatException e) {
            return "is " + what;
        }
    }

    private static String decimal(String literal, Limits limits) {
        try {
            return range(new BigDecimal(literal), limits);
        } catch (NumberFormatException e) {
            return "is a number";
        }
    }

    private static String range(BigDecimal value, Limits limits) {
        if (limits.min() != null && value.compareTo(limits.min()) < 0) {
            return "is at least " + limits.min().toPlainString();
        }
        if (limits.max() != null && value.compareTo(limits.max()) > 0) {
            return "is at most " + limits.max().toPlainString();
        }
        return "";
    }

    private static String text(String literal, Limits limits) {
        if (limits.minLength() != null && literal.length() < limits.minLength()) {
            return "has at least " + limits.minLength() + " characters";
        }
        if (limits.maxLength() != null && literal.length() > limits.maxLength()) {
            return "has at most " + limits.maxLength() + " characters";
        }
        return "";
    }

    private static boolean parses(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
