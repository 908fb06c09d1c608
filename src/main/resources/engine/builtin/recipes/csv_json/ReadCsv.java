import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

final class ReadCsv {
    public static JsonRows readCsv(ReadCsvInput input, Context context) {
        var lines = lines(input.csv(), separator(input.separator()));
        var header = lines.get(0);
        if (new HashSet<>(header).size() < header.size()) {
            throw Problem.badRequest("csv", "names a column twice");
        }
        var rows = new ArrayNode(JsonNodeFactory.instance);
        for (int i = 1; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.size() != header.size()) {
                throw Problem.badRequest("csv", "row " + (i + 1) + " has " + line.size() + " fields, not " + header.size());
            }
            var row = rows.addObject();
            for (int column = 0; column < line.size(); column++) {
                row.put(header.get(column), line.get(column));
            }
        }
        return new JsonRows(rows);
    }

    private static char separator(Separator separator) {
        if (separator == null) {
            return ',';
        }
        return switch (separator) {
            case COMMA -> ',';
            case SEMICOLON -> ';';
            case TAB -> '\t';
        };
    }

    private static List<List<String>> lines(String csv, char separator) {
        var lines = new ArrayList<List<String>>();
        var line = new ArrayList<String>();
        var field = new StringBuilder();
        var quoted = false;
        var text = csv.replace("\r\n", "\n") + (csv.endsWith("\n") ? "" : "\n");
        for (int i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (quoted && letter == '"' && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (letter == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (quoted || letter != separator && letter != '\n') {
                field.append(letter);
            } else {
                line.add(field.toString());
                field.setLength(0);
                if (letter == '\n') {
                    lines.add(List.copyOf(line));
                    line.clear();
                }
            }
        }
        if (quoted) {
            throw Problem.badRequest("csv", "has a quotation mark that is never closed");
        }
        return lines;
    }
}
