import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

final class WriteCsv {
    public static String writeCsv(WriteCsvInput input, Context context) {
        var columns = columns(input.rows());
        var csv = new StringBuilder();
        csv.append(columns.stream().map(WriteCsv::field).collect(Collectors.joining(","))).append("\r\n");
        for (var row : input.rows()) {
            csv.append(columns.stream()
                            .map(column -> field(text(row.path(column))))
                            .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return csv.toString();
    }

    private static final int MOST_ROWS = 10_000;
    private static final int MOST_COLUMNS = 200;

    private static Set<String> columns(JsonNode rows) {
        if (!rows.isArray() || rows.size() > MOST_ROWS) {
            throw Problem.badRequest("rows", "must be a list of at most " + MOST_ROWS + " objects");
        }
        var columns = new LinkedHashSet<String>();
        for (var row : rows) {
            if (!row.isObject()) {
                throw Problem.badRequest("rows", "must be a list of objects");
            }
            row.fieldNames().forEachRemaining(columns::add);
        }
        if (columns.size() > MOST_COLUMNS) {
            throw Problem.badRequest("rows", "must have at most " + MOST_COLUMNS + " different members");
        }
        return columns;
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            return value.toString();
        }
        var text = value.textValue();
        return text.matches("(?s)[=+@\\t\\r-].*") ? "'" + text : text;
    }

    private static String field(String text) {
        var plain = text.chars().noneMatch(each -> each == '"' || each == ',' || each == '\n' || each == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
