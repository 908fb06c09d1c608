package codex.engine.builtin;

import codex.agent.requirements.DraftSpecification.Draft;
import codex.specification.Behaviour.Kind;
import codex.specification.Checks;
import codex.specification.Document;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One of the forty descriptions and what should become of it; {@code descriptions.yaml} says what each line means.
 *
 * @param expected the lines
 */
record Expectation(String name, String style, String says, JsonNode expected) {
    private static final Path FILE = Path.of("src/main/resources/bench/words/descriptions.yaml");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static List<Expectation> all() {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(FILE.toFile())) {
            return documents.readAll().stream()
                    .map(each -> new Expectation(
                            each.path("name").asText(),
                            each.path("style").asText(),
                            each.path("says").asText(),
                            each))
                    .toList();
        } catch (IOException broken) {
            throw new IllegalStateException("the descriptions cannot be read", broken);
        }
    }

    @Override
    public String toString() {
        return style;
    }

    /** Whether no draft may come of it. */
    boolean refused() {
        return expected.has("refused");
    }

    /** Whether the refusal's reason is one that was expected. */
    boolean refusedBecause(String why) {
        return Stream.of("refused", "or_refused")
                .flatMap(key -> texts(expected.path(key)))
                .anyMatch(gist -> found(gist, why));
    }

    /** What of a draft is not as it should be, a line each. */
    List<String> faults(Draft draft) {
        var document = draft.document();
        var faults = new ArrayList<String>();
        if (!Checks.ready(Checks.check(document))) {
            faults.add("the document is not sound: " + Checks.check(document));
        }
        if (expected.has("access")
                && !document.access().name().equals(expected.path("access").asText())) {
            faults.add("access is " + document.access());
        }
        var tables = document.tables().stream().map(table -> table.name()).toList();
        named("table", tables, expected.path("tables"), expected.path("also"), faults);
        var roles = document.roles().stream().map(role -> role.name()).toList();
        named("role", roles, expected.path("roles"), expected.path("roles_also"), faults);
        columns(document, faults);
        within("routes", document.routes().count(), expected.path("routes"), faults);
        var custom = document.routes()
                .filter(route -> route.behaviour().kind() == Kind.CUSTOM)
                .count();
        within("routes that need a model", custom, expected.path("model"), faults);
        calls(document, faults);
        states(document, faults);
        missing("rule", rules(document), expected.path("rules"), faults);
        var asked = document.openQuestions().stream()
                .map(question -> question.text() + " " + question.why())
                .toList();
        missing("question", asked, expected.path("asked"), faults);
        missing("word of", said(draft, asked), expected.path("said"), faults);
        return faults;
    }

    private static void named(String what, List<String> names, JsonNode wanted, JsonNode allowed, List<String> faults) {
        texts(wanted)
                .filter(each -> names.stream().noneMatch(name -> name.matches(each)))
                .forEach(each -> faults.add("no " + what + " " + each + " among " + names));
        names.stream()
                .filter(name -> Stream.concat(texts(wanted), texts(allowed)).noneMatch(name::matches))
                .forEach(name -> faults.add("a " + what + " too many: " + name));
    }

    private void columns(Document document, List<String> faults) {
        expected.path("columns")
                .properties()
                .forEach(entry -> document.tables().stream()
                        .filter(table -> table.name().matches(entry.getKey()))
                        .forEach(table -> {
                            var names = table.columns().stream()
                                    .map(column -> column.name())
                                    .toList();
                            missingNames("column of " + table.name(), names, entry.getValue(), faults);
                        }));
    }

    private void calls(Document document, List<String> faults) {
        var calls = document.routes().map(Expectation::call).toList();
        missing("route", calls, expected.path("does"), faults);
        texts(expected.path("never"))
                .forEach(each -> calls.stream()
                        .filter(call -> found(each, call))
                        .forEach(call -> faults.add("a route too many, " + each + ": " + call)));
    }

    private void states(Document document, List<String> faults) {
        var states = texts(expected.path("states")).toList();
        if (!states.isEmpty()
                && document.enums().stream().noneMatch(each -> each.values().containsAll(states))) {
            faults.add("no enumeration of " + states + " among " + document.enums());
        }
    }

    private static List<String> lines(Document document, java.util.function.Function<Rule, String> line) {
        return Stream.concat(
                        document.tables().stream().flatMap(table -> table.rules().stream()),
                        document.routes().flatMap(route -> route.rules().stream()))
                .map(line)
                .toList();
    }

    // That a column is unique is said at the column.
    private static List<String> rules(Document document) {
        var rules = new ArrayList<>(lines(document, rule -> rule.form() + " " + rule.number()));
        document.tables().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.unique())
                .forEach(column -> rules.add("UNIQUE " + column.name()));
        return rules;
    }

    private static List<String> said(Draft draft, List<String> asked) {
        var words = new ArrayList<>(draft.notUsed());
        words.addAll(asked);
        draft.document().assumptions().forEach(assumption -> words.add(assumption.text()));
        words.addAll(lines(draft.document(), rule -> rule.form() == Rule.Form.WORDS ? rule.text() : ""));
        return words;
    }

    private static String call(Route route) {
        var behaviour = route.behaviour();
        var last = route.path().substring(route.path().lastIndexOf('/') + 1);
        var what = behaviour.kind().needsFunction() ? route.path() : String.valueOf(behaviour.table());
        return behaviour.kind() + " " + what + (behaviour.kind() == Kind.TRANSITION ? " " + last : "") + " by "
                + by(route.access());
    }

    private static String by(RouteAccess access) {
        var who = switch (access.level()) {
            case PUBLIC -> "anyone";
            case SIGNED_IN -> "signed in";
            case ROLES -> String.join(", ", access.roles().stream().sorted().toList());
        };
        return who + (access.own() ? " own" : "");
    }

    private static void within(String what, long count, JsonNode bounds, List<String> faults) {
        if (count < bounds.path(0).asLong(0) || count > bounds.path(1).asLong(0)) {
            faults.add(count + " " + what + " and not " + bounds);
        }
    }

    private static void missing(String what, List<String> lines, JsonNode wanted, List<String> faults) {
        texts(wanted)
                .filter(each -> lines.stream().noneMatch(line -> found(each, line)))
                .forEach(each -> faults.add("no " + what + " " + each + " among:\n      "
                        + String.join("\n      ", lines.stream().distinct().toList())));
    }

    private static void missingNames(String what, List<String> names, JsonNode wanted, List<String> faults) {
        texts(wanted)
                .filter(each -> names.stream().noneMatch(name -> name.matches(each)))
                .forEach(each -> faults.add("no " + what + " " + each + " among " + names));
    }

    private static boolean found(String expression, String line) {
        return Pattern.compile(expression).matcher(line).find();
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }
}
