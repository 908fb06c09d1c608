package codex.agent.architect;

import codex.code.Argument;
import codex.engine.FaultList;
import codex.specification.Document;
import codex.specification.TypeName;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells whether a definition makes sense in an application; what is wrong goes into the list. */
record DefinitionJudge(Document document, FaultList faults) {
    private static final Pattern LEADING_STATUS = Pattern.compile("^\\s*([45]\\d\\d)\\b");
    private static final Pattern NAMED_STATUS = Pattern.compile("(?i)\\bstatus ([45]\\d\\d)\\b");
    private static final Pattern ARGUMENT = Pattern.compile("[a-z][a-zA-Z0-9]{0,59}");
    private static final Pattern LOWER_CAMEL = Pattern.compile("[a-z][a-zA-Z0-9]{1,59}");

    private static final int ERRORS = 20;
    private static final int ARGUMENTS = 20;
    private static final int TABLES = 40;

    /** In characters: two pages. */
    private static final int DESCRIPTION = 6_000;

    private static final int SENTENCE = 400;

    /** The statuses that a definition refuses with, as its errors and its description name them. */
    static IntStream statuses(DrawCodeGraph.Definition definition) {
        return Stream.concat(
                        definition.errors().stream().map(LEADING_STATUS::matcher),
                        Stream.of(NAMED_STATUS.matcher(definition.description())))
                .flatMap(Matcher::results)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .distinct();
    }

    /**
     * The head of a function that is no route's own.
     *
     * @param known names that are taken; its own is added
     */
    void helper(DrawCodeGraph.Definition helper, Set<String> known) {
        var name = helper.name();
        if (!LOWER_CAMEL.matcher(name).matches()) {
            faults.add("a function's name is in lower camel case, of 2 to 60 letters and digits; found \"%s\""
                    .formatted(name));
        } else if (document.routes().anyMatch(each -> each.name().equals(name)) || !known.add(name)) {
            faults.add("the name %s is taken; call that function or choose another name".formatted(name));
        }
        faults.count("input of " + name, helper.input(), ARGUMENTS);
        faults.unique(
                "input of " + name, helper.input().stream().map(Argument::name).toList());
        helper.input().stream()
                .map(Argument::name)
                .filter(argument -> !ARGUMENT.matcher(argument).matches())
                .forEach(argument -> faults.add(
                        "an argument's name is in lower camel case; found “%s” in %s".formatted(argument, name)));
        Stream.concat(helper.input().stream().map(Argument::type), Stream.of(helper.returnType()))
                .filter(type -> !typed(type))
                .forEach(type ->
                        faults.add("%s uses the type %s, which the specification does not have".formatted(name, type)));
    }

    private boolean typed(String written) {
        var type = TypeName.of(written);
        return Set.of("nothing", "uri", "html").contains(written) || type.scalar() || document.names(type.base());
    }

    /**
     * What any definition says.
     *
     * @param recipe that it may name; null for none
     */
    void sense(DrawCodeGraph.Definition definition, @Nullable String recipe) {
        var name = definition.name();
        if (definition.description().isBlank()) {
            faults.add(name + " has no description");
        }
        faults.length("the description of " + name, definition.description(), DESCRIPTION);
        errors(name, definition.errors(), faults);
        faults.count("tables of " + name, definition.tables(), TABLES);
        definition.tables().stream()
                .filter(table -> document.table(table).isEmpty())
                .forEach(table -> faults.add("there is no table " + table));
        var named = definition.recipe();
        if (named != null && !named.isBlank() && !named.equals(recipe)) {
            faults.add("recipe of %s is null; found “%s”".formatted(name, named));
        }
    }

    static void errors(String name, List<String> errors, FaultList faults) {
        faults.count("errors of " + name, errors, ERRORS);
        errors.forEach(error -> faults.said("an error of " + name, error, SENTENCE));
    }
}
