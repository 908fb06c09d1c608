package codex.specification;

import java.util.stream.Collectors;

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
                        module.routes().stream().map(this::route).collect(Collectors.joining())));
        section(
                result,
                "Types",
                document.types().stream()
                        .map(each -> line(each.name(), each.summary(), each.source()))
                        .collect(Collectors.joining()));
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

    private String route(Route route) {
        var rules = route.rules().stream()
                .map(rule -> "    - " + Markdown.text(rule.text()) + "\n")
                .collect(Collectors.joining());
        return "- %s %s; for %s%s\n%s"
                .formatted(
                        Markdown.code(route.method() + " " + route.path()),
                        Markdown.text(route.summary()),
                        Callers.words(route.access()),
                        origin(route.source()),
                        rules);
    }

    private String table(Table table) {
        var columns = table.columns().stream()
                .map(column -> "- %s %s%s%s%s\n"
                        .formatted(
                                Markdown.code(column.name()),
                                Markdown.text(column.type()),
                                column.required() ? ", required" : "",
                                column.unique() ? ", unique" : "",
                                origin(column.source())))
                .collect(Collectors.joining());
        var rules = table.rules().stream()
                .map(rule -> "- " + Markdown.text(rule.text()) + origin(rule.source()) + "\n")
                .collect(Collectors.joining());
        return Markdown.text(table.summary()) + "\n\n" + columns + rules;
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
