package app.platform.db;

import app.platform.http.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.jdbi.v3.core.JdbiException;

/**
 * Says in words what the database refused. The words stand in {@code db/constraints.properties}, by the names of the
 * constraints; nothing of the statement is told.
 */
public final class Constraints {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*_(unique|fk|check[0-9]*)");

    private Constraints() {}

    /** A refusal that a caller understands, or the failure itself. */
    public static RuntimeException problem(JdbiException refused) {
        Throwable cause = refused;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        if (!(cause instanceof SQLException failure) || failure.getSQLState() == null) {
            return refused;
        }
        var message = String.valueOf(failure.getMessage());
        return switch (failure.getSQLState()) {
            case "23505" -> Problem.conflict(words(message, "Another one has this value already."));
            case "23503" -> missing(message)
                    ? Problem.badRequest(words(message, "reference"), "refers to something that is not there")
                    : Problem.conflict("It cannot be deleted: something else refers to it.");
            case "23506" -> Problem.badRequest(words(message, "reference"), "refers to something that is not there");
            case "23001" -> Problem.conflict("It cannot be deleted: something else refers to it.");
            case "23513", "23514" -> Problem.conflict(words(message, "This would break a rule."));
            case "23502" -> Problem.invalid(List.of());
            case "40001", "40P01" -> Problem.conflict("Someone else changed the same rows just now; please try again.");
            case "HYT00", "55P03", "08001", "08006" -> Problem.unavailable("The database is busy; please try again.");
            default -> refused;
        };
    }

    // PostgreSQL has one state for both sides of a foreign key. H2: 23503 when a row is still referred to, 23506 when the
    // row referred to is missing.
    private static boolean missing(String message) {
        return message.contains("is not present in table");
    }

    private static String words(String message, String otherwise) {
        var names = NAME.matcher(message.toLowerCase(Locale.ROOT));
        while (names.find()) {
            try {
                return ResourceBundle.getBundle("db/constraints", Locale.ROOT).getString(names.group());
            } catch (MissingResourceException unknown) {
                continue;
            }
        }
        return otherwise;
    }
}
