package codex.specification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The specification as a document, each element with the words it came from. */
public final class SpecificationText {
    private final Document document;

    private SpecificationText(Document document) {
        this.document = document;
    }

    /** The whole in Markdown. */
    public static String of(Document document) {
        return new SpecificationText(document).text();
    }

    /**
     * What concerns one function: the words of all, one route, the types that it takes and answers, some tables.
     *
     * @param route its name; of a function that serves several there is none
     * @param tables their names
     */
    public static String about(Document document, String route, Collection<String> tables) {
        var modules = document.modules().stream()
                .map(module -> new Module(
                        module.id(),
                        module.name(),
                        module.summary(),
                        module.routes().stream()
                                .filter(each -> each.name().equals(route))
                                .toList(),
                        module.source()))
                .toList();
        var types = modules.stream()
                .flatMap(module -> module.routes().stream())
                .flatMap(SpecificationText::types)
                .map(type -> TypeName.of(type).base())
                .collect(Collectors.toSet());
        return of(new Document(
                document.name(),
                document.summary(),
                document.sentences(),
                document.access(),
                List.of(),
                document.roles(),
                modules,
                document.types().stream()
                        .filter(type -> types.contains(type.name()))
                        .toList(),
                document.enums(),
                document.tables().stream()
                        .filter(table -> tables.contains(table.name()))
                        .toList(),
                document.assumptions(),
                document.openQuestions(),
                document.lastId()));
    }

    private static Stream<String> types(Route route) {
        var request = route.request();
        return Stream.concat(
                request == null ? Stream.of() : Stream.of(request.type()),
                route.responses().stream().map(Response::type));
    }

    private String text() {
        var result = new StringBuilder("# Specification of " + Markdown.text(document.name()) + "\n\n");
        if (!document.sentences().isEmpty()) {
            result.append("## In words\n\n");
            var number = 1;
            for (var sentence : document.sentences()) {
                result.append("%d. %s\n".formatted(number, Markdown.text(sentence)));
                number++;
            }
            result.append('\n');
        }
        section(
                result,
                "Features",
                document.features().stream()
                        .map(each -> line(each.name(), each.description(), each.source()))
                        .collect(Collectors.joining()));
        section(
                result,
                "Roles",
                document.roles().stream()
                        .map(each -> line(each.name(), each.summary(), each.source()))
                        .collect(Collectors.joining()));
        document.modules()
                .forEach(module -> section(
                        result,
                        "Routes: " + Markdown.text(module.name()),
                        module.routes().stream().map(SpecificationText::route).collect(Collectors.joining())));
        section(
                result,
                "Types",
                document.types().stream().map(SpecificationText::type).collect(Collectors.joining()));
        section(
                result,
                "Words that a value may be",
                document.enums().stream()
                        .map(each -> line(each.name(), String.join(", ", each.values()), each.source()))
                        .collect(Collectors.joining()));
        document.tables().forEach(table -> section(result, "Table: " + Markdown.text(table.name()), table(table)));
        section(
                result,
                "Assumptions",
                document.assumptions().stream()
                        .map(each -> "- %s\n".formatted(Markdown.text(each.text())))
                        .collect(Collectors.joining()));
        section(
                result,
                "Open questions",
                document.openQuestions().stream()
                        .map(each -> "- %s Until decided: %s\n"
                                .formatted(Markdown.text(each.text()), Markdown.text(each.defaultAnswer())))
                        .collect(Collectors.joining()));
        return result.toString().stripTrailing() + "\n";
    }

    private static void section(StringBuilder result, String title, String lines) {
        if (!lines.isEmpty()) {
            result.append("## ").append(title).append("\n\n").append(lines).append('\n');
        }
    }

    private static String route(Route route) {
        var parts = new ArrayList<String>();
        for (var each : route.parameters()) {
            var said = ValueWords.of(each.limits(), each.required(), each.defaultValue());
            var words = each.type().equals("file") ? said.replace(" characters", " bytes") : said;
            parts.add("takes %s in its %s: %s%s"
                    .formatted(
                            Markdown.code(each.name()),
                            each.place().name().toLowerCase(Locale.ROOT),
                            value(each.type(), words),
                            said(each.description())));
        }
        var body = route.request();
        if (body != null) {
            parts.add("takes a body: %s (%s)".formatted(Markdown.text(body.type()), Markdown.text(body.mediaType())));
        }
        for (var each : route.responses()) {
            var shape = each.type().isEmpty()
                    ? ""
                    : ": %s (%s)".formatted(Markdown.text(each.type()), Markdown.text(each.mediaType()));
            parts.add("answers %d%s%s".formatted(each.status(), shape, said(each.description())));
            each.cookies().forEach(cookie -> parts.add("sets the cookie " + Markdown.code(cookie)));
        }
        route.rules().forEach(rule -> parts.add(Markdown.text(rule.text())));
        route.examples().forEach(example -> parts.add(example(example)));
        return "- %s %s; for %s%s\n%s"
                .formatted(
                        Markdown.code(route.operation()),
                        Markdown.text(route.summary()),
                        Callers.words(route.access()),
                        origin(route.source()),
                        parts.stream().map(each -> "    - " + each + "\n").collect(Collectors.joining()));
    }

    private static String example(Example example) {
        var words = Stream.of(example.given(), example.when(), example.then())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("; "));
        return "for example: " + Markdown.text(words);
    }

    private static String type(Type type) {
        var fields = type.fields().stream()
                .map(field -> "    - %s %s%s\n"
                        .formatted(
                                Markdown.code(field.name()),
                                value(
                                        field.type(),
                                        ValueWords.of(field.limits(), field.required(), field.defaultValue())),
                                said(field.description())))
                .collect(Collectors.joining());
        return line(type.name(), type.summary(), type.source()) + fields;
    }

    private static String table(Table table) {
        var columns = table.columns().stream()
                .map(column -> "- %s %s%s%s%s\n"
                        .formatted(
                                Markdown.code(column.name()),
                                value(column.type(), ValueWords.of(column)),
                                refers(column),
                                said(column.description()),
                                origin(column.source())))
                .collect(Collectors.joining());
        var rules = table.rules().stream()
                .map(rule -> "- %s%s%s\n".formatted(Markdown.text(rule.text()), form(rule), origin(rule.source())))
                .collect(Collectors.joining());
        var ids = table.numbers() == null
                ? ""
                : "- %s long, %s\n"
                        .formatted(
                                Markdown.code("id"),
                                switch (table.numbers()) {
                                    case COUNTED -> "counted from 1";
                                    case GIVEN -> "callers may choose it";
                                });
        var summary = table.summary().isBlank() ? "" : Markdown.text(table.summary()) + "\n\n";
        return summary + ids + columns + rules;
    }

    // The text alone is what callers read: "It is there already." does not say of what.
    private static String form(Rule rule) {
        if (rule.columns().isEmpty()) {
            return "";
        }
        var words = new StringBuilder();
        words.append(rule.form().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        words.append(": ");
        words.append(rule.columns().stream().map(Markdown::code).collect(Collectors.joining(", ")));
        if (rule.number() != null) {
            words.append(", ").append(rule.number().toPlainString());
        }
        if (rule.target() != null) {
            words.append(", ").append(Markdown.code(rule.target()));
        }
        if (!rule.where().isEmpty()) {
            words.append(", among rows whose ");
            words.append(rule.where().stream().map(SpecificationText::condition).collect(Collectors.joining(" and ")));
        }
        return " (" + words + ")";
    }

    private static String condition(Rule.Condition condition) {
        return Markdown.code(condition.column())
                + (condition.is() ? " is " : " is not ")
                + (condition.value() == null ? "empty" : Markdown.code(condition.value()));
    }

    private static String refers(Column column) {
        return column.references() == null
                ? ""
                : ", refers to " + Markdown.text(column.references()) + ValueWords.fate(column);
    }

    private static String value(String type, String words) {
        return Markdown.text(type) + (words.isEmpty() ? "" : ", " + Markdown.text(words));
    }

    private static String said(String description) {
        return description.isBlank() ? "" : ": " + Markdown.text(description);
    }

    private static String line(String name, String words, Source source) {
        return "- **%s** %s%s\n".formatted(Markdown.text(name), Markdown.text(words), origin(source));
    }

    private static String origin(Source source) {
        return switch (source.origin()) {
            case SENTENCE ->
                " (sentence " + source.sentences().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + ")";
            case ANSWER -> " (answered)";
            case EDIT -> " (edited)";
            case IMPORT -> " (imported)";
            case ASSUMPTION -> " (assumed)";
        };
    }
}
