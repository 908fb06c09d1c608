package codex.web;

import static codex.web.Control.Look.CHOICE;
import static codex.web.Control.Look.CODE;
import static codex.web.Control.Look.FLAG;
import static codex.web.Control.Look.ITEMS;
import static codex.web.Control.Look.LINE;
import static codex.web.Control.Look.NUMBER;
import static codex.web.Control.Look.OPTIONAL;
import static codex.web.Control.Look.WORDS;

import codex.specification.Behaviour;
import codex.specification.Column;
import codex.specification.Document;
import codex.specification.ElementKind;
import codex.specification.Method;
import codex.specification.Names;
import codex.specification.Parameter;
import codex.specification.Rule;
import codex.specification.Table;
import codex.specification.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which fields the form of each kind of element has. */
final class ElementControls {
    private static final String FORMATS = "email, url, phone, currency, country, colour, timezone, slug, password";

    private ElementControls() {}

    /** For the document itself, kind is null. Beside them a route has its access and its answers. */
    static List<Control> of(@Nullable ElementKind kind, Document document) {
        if (kind == null) {
            return List.of(
                    Control.of("name", "Name", LINE, ""),
                    Control.of("summary", "Summary", WORDS, ""),
                    Control.of(
                            "sentences", "Your words", ITEMS, "One sentence a line; elements follow their sentence."),
                    Control.of("access", "People", CHOICE, "Whether anyone signs in", "NONE", "ACCOUNTS"));
        }
        return switch (kind) {
            case FEATURE -> List.of(line("name", "Name"), Control.of("description", "Description", WORDS, ""));
            case ROLE ->
                List.of(
                        code("name", "Name", "one word, lower case: member"),
                        line("summary", "Summary"),
                        Control.of(
                                "newcomers",
                                "Given to whoever registers",
                                FLAG,
                                "Open to strangers; else an admin gives it"));
            case MODULE -> List.of(line("name", "Name"), Control.of("summary", "Summary", WORDS, ""));
            case ROUTE -> route(document);
            case PARAMETER -> parameter(document);
            case RESPONSE ->
                List.of(
                        Control.of("status", "Status", NUMBER, ""),
                        type(document, "type", "Body", "empty for none"),
                        code("mediaType", "Media type", "application/json, text/html, text/csv …"),
                        line("description", "Means"));
            case RULE -> rule();
            case EXAMPLE ->
                List.of(
                        line("given", "Given"),
                        line("when", "When"),
                        line("then", "Then"),
                        Control.of(
                                "status",
                                "Status",
                                NUMBER,
                                "what the call answers, when it can be called as it stands"));
            case TYPE -> List.of(code("name", "Name", "upper camel case: LoanInput"), line("summary", "Summary"));
            case FIELD -> field(document);
            case ENUMERATION ->
                List.of(
                        code("name", "Name", "upper camel case: LoanState"),
                        line("summary", "Summary"),
                        Control.of("values", "Values", ITEMS, "One a line, lower case with underscores"));
            case TABLE ->
                List.of(
                        code("name", "Name", "lower case, singular: order_line"),
                        line("summary", "Summary"),
                        Control.of(
                                "owner",
                                "Owner",
                                OPTIONAL,
                                "the column that points to account; empty when rows belong to nobody"),
                        Control.of(
                                "numbers",
                                "Numbers as ids",
                                CHOICE,
                                "counted from 1, or given by callers with new rows; as usual ids are random UUIDs",
                                optional(Table.Numbers.values())));
            case COLUMN -> column(document);
            case ASSUMPTION -> List.of(Control.of("text", "Assumption", WORDS, ""));
            case OPEN_QUESTION ->
                List.of(
                        Control.of("text", "Question", WORDS, ""),
                        line("why", "Why it matters"),
                        line("defaultAnswer", "Until then"));
        };
    }

    private static List<Control> route(Document document) {
        return List.of(
                Control.of("method", "Method", CHOICE, "", names(Method.values())),
                code("path", "Path", ""),
                line("summary", "Summary"),
                code("name", "Name", "of the operation: borrowBook; made up when empty"),
                type(document, "request.type", "Takes", "a type; empty for nothing, or for the table's own columns"),
                Control.of("behaviour.kind", "Does", CHOICE, "", names(Behaviour.Kind.values())),
                Control.of("behaviour.table", "With table", OPTIONAL, "")
                        .offering(document.tables().stream().map(Table::name).toList()),
                Control.of("behaviour.answer", "Fixed answer", OPTIONAL, "only when it always answers the same"));
    }

    private static List<Control> parameter(Document document) {
        return joined(
                List.of(
                        code("name", "Name", ""),
                        Control.of("place", "Place", CHOICE, "", names(Parameter.Place.values())),
                        type(document, "type", "Type", ""),
                        Control.of("required", "Required", FLAG, "")),
                value());
    }

    private static List<Control> field(Document document) {
        return joined(
                List.of(
                        code("name", "Name", "lower camel case: dueOn"),
                        type(document, "type", "Type", ""),
                        Control.of("required", "Required", FLAG, "")),
                value());
    }

    private static List<Control> column(Document document) {
        var tables = new ArrayList<>(document.tables().stream().map(Table::name).toList());
        tables.add(Table.ACCOUNT);
        return joined(
                List.of(
                        code("name", "Name", "lower case with underscores: due_on"),
                        type(document, "type", "Type", ""),
                        Control.of("required", "Required", FLAG, ""),
                        Control.of("unique", "Unique", FLAG, ""),
                        Control.of("readOnly", "Set by the application", FLAG, ""),
                        Control.of("references", "Points to", OPTIONAL, "a table; the type is then that of its ids")
                                .offering(tables),
                        Control.of("onDelete", "When that goes", CHOICE, "", optional(Column.OnDelete.values()))),
                value());
    }

    private static List<Control> value() {
        return List.of(
                Control.of("defaultValue", "Default", OPTIONAL, ""),
                Control.of("limits.min", "Least", NUMBER, ""),
                Control.of("limits.max", "Greatest", NUMBER, ""),
                Control.of("limits.minLength", "Shortest", NUMBER, "characters"),
                Control.of("limits.maxLength", "Longest", NUMBER, "characters; bytes of a file"),
                Control.of("limits.pattern", "Pattern", OPTIONAL, "a regular expression for the whole text"),
                Control.of("limits.format", "Format", OPTIONAL, FORMATS).offering(List.of(FORMATS.split(", "))),
                Control.of("example", "Example", OPTIONAL, ""),
                line("description", "Description"));
    }

    private static List<Control> rule() {
        return List.of(
                Control.of("text", "Rule", WORDS, "as a person says it"),
                Control.of("form", "Form", CHOICE, "", names(Rule.Form.values())),
                Control.of("columns", "Columns", ITEMS, "One a line, as the form reads them"),
                Control.of("number", "Number", NUMBER, ""),
                Control.of("target", "Target", OPTIONAL, "table.column of another table"));
    }

    private static Control type(Document document, String name, String label, String hint) {
        var names = Stream.of(
                        TypeName.SCALARS.stream().sorted(),
                        document.types().stream().map(type -> type.name()),
                        document.enums().stream().map(each -> each.name()),
                        document.tables().stream().map(table -> Names.pascal(table.name())))
                .flatMap(each -> each)
                .toList();
        return code(name, label, hint).offering(names);
    }

    private static Control line(String name, String label) {
        return Control.of(name, label, LINE, "");
    }

    private static Control code(String name, String label, String hint) {
        return Control.of(name, label, CODE, hint);
    }

    private static String[] names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
    }

    private static String[] optional(Enum<?>[] constants) {
        return Stream.concat(Stream.of(""), Arrays.stream(constants).map(Enum::name))
                .toArray(String[]::new);
    }

    private static List<Control> joined(List<Control> first, List<Control> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
