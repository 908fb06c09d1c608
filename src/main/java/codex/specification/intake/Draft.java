package codex.specification.intake;

import codex.specification.Access;
import codex.specification.Assumption;
import codex.specification.Check;
import codex.specification.Checks;
import codex.specification.Document;
import codex.specification.Elements;
import codex.specification.Enumeration;
import codex.specification.Feature;
import codex.specification.Module;
import codex.specification.Names;
import codex.specification.Origin;
import codex.specification.ReservedWords;
import codex.specification.Role;
import codex.specification.Route;
import codex.specification.Source;
import codex.specification.Table;
import codex.specification.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A document in the making: numbers its elements, keeps their names apart, and remembers what was lost. */
final class Draft {
    static final int NAME = 60;
    private static final int TEXT = 4000;
    // A specification lists what it assumed; beyond this many, the losses are only counted there.
    private static final int TOLD = 100;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\R+");

    private final Set<Loss> losses = new LinkedHashSet<>();
    private final Set<String> classNames = new HashSet<>();
    private final Set<String> routeNames = new HashSet<>();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<Type> types = new ArrayList<>();
    private final List<Enumeration> enums = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private int lastId;
    private boolean accounts;

    /** Numbers elements from the one after {@code lastId}. */
    Draft(int lastId) {
        this.lastId = lastId;
    }

    /** A module while its routes are gathered. */
    private record Group(String id, String name, String summary, List<Route> routes, Source source) {}

    String id() {
        lastId++;
        return "e" + lastId;
    }

    static Source source(String pointer) {
        return new Source(Origin.IMPORT, List.of(), text(pointer, 300), 1);
    }

    void lose(String pointer, String reason) {
        losses.add(new Loss(pointer, reason));
    }

    List<Loss> losses() {
        return List.copyOf(losses);
    }

    void add(Type type) {
        types.add(type);
    }

    void add(Enumeration enumeration) {
        enums.add(enumeration);
    }

    void add(Table table) {
        tables.add(table);
    }

    List<Table> tables() {
        return List.copyOf(tables);
    }

    boolean enumeration(String name) {
        return enums.stream().anyMatch(each -> each.name().equals(name));
    }

    List<Enumeration> enums() {
        return List.copyOf(enums);
    }

    /** People sign in from now on. */
    void accounts() {
        accounts = true;
    }

    /** Whether people sign in. */
    boolean people() {
        return accounts;
    }

    /** The role of this name, made when it is new. */
    String role(String wanted, String pointer) {
        var name = snake(wanted, "caller");
        roles.computeIfAbsent(name, each -> new Role(id(), each, "", false, source(pointer)));
        accounts = true;
        return name;
    }

    void add(String module, String summary, Route route) {
        var name = module.strip().isEmpty() || !Names.snake(module).matches("[a-z].*") ? "Api " + module : module;
        var shown = text(name.strip(), NAME);
        groups.computeIfAbsent(
                        Names.snake(shown),
                        each -> new Group(id(), shown, text(summary, TEXT), new ArrayList<>(), route.source()))
                .routes()
                .add(route);
    }

    /** A free name of a type, an enumeration or an entity that is like the one wanted. */
    String className(String wanted) {
        var pascal = ascii(Names.pascal(ascii(wanted)));
        var base = pascal.isEmpty() || !Character.isLetter(pascal.charAt(0)) ? "Value" + pascal : pascal;
        var legal = ReservedWords.className(base) || base.equals("Account") || base.equals("Problem")
                ? base + "Entry"
                : base;
        return free(text(legal, NAME - 4), classNames);
    }

    /** A free name of a table, whose entity's name is then taken. */
    String tableName(String wanted) {
        // Cut as a table before it is a class: each word costs an underscore.
        var name = Names.snake(className(text(snake(wanted, "table"), NAME - 4)));
        classNames.add(Names.pascal(name));
        return name;
    }

    /** A free name of a route that is like the one wanted: the very one where it can be. */
    String routeName(String wanted) {
        var camel = wanted.matches("[a-z][A-Za-z0-9]*") ? wanted : Names.camel(ascii(wanted));
        var base = camel.isEmpty() || !Character.isLetter(camel.charAt(0)) ? "call" + Names.pascal(camel) : camel;
        var legal = ReservedWords.java(base) ? base + "Call" : base;
        return free(text(legal, NAME - 4), routeNames);
    }

    /** A legal name of a role, column or table. */
    static String snake(String wanted, String otherwise) {
        var snake = Names.snake(ascii(wanted));
        var cut = text(snake, NAME).replaceAll("_$", "");
        return cut.isEmpty() ? otherwise : Character.isLetter(cut.charAt(0)) ? cut : otherwise + "_" + cut;
    }

    /** A legal name of a column: one that the application does not have already. */
    static String columnName(String wanted) {
        var name = snake(wanted, "value");
        var taken = ReservedWords.UNSAID_COLUMNS.contains(name) || ReservedWords.java(Names.camel(name));
        return taken ? name + "_value" : name;
    }

    private static String free(String base, Set<String> taken) {
        var name = base;
        for (int number = 2; !taken.add(name); number++) {
            name = base + number;
        }
        return name;
    }

    private static String ascii(String name) {
        return name.replaceAll("[^A-Za-z0-9_ .-]", " ");
    }

    static String text(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    static String text(String text) {
        return text(text.strip(), TEXT);
    }

    /** A constant's way of writing a word: two that agree in it cannot both be values of one enumeration. */
    static String constant(String value) {
        return Names.snake(value).toUpperCase(Locale.ROOT);
    }

    /** The whole, after what cannot stand in a document was taken out and added to the losses. */
    Document document(String name, String summary, String words) {
        var document = assemble(name, summary, words);
        var errors = errors(document);
        for (int round = 0; !errors.isEmpty() && round < 5; round++) {
            if (!mend(document, errors)) {
                break;
            }
            document = assemble(name, summary, words);
            errors = errors(document);
        }
        return told(document);
    }

    private Document assemble(String name, String summary, String words) {
        var sentences = SENTENCE_END
                .splitAsStream(words.strip())
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .map(sentence -> text(sentence, TEXT))
                .toList();
        var modules = groups.values().stream()
                .filter(group -> !group.routes().isEmpty())
                .map(group -> new Module(group.id(), group.name(), group.summary(), group.routes(), group.source()))
                .toList();
        return new Document(
                name.isBlank() ? "Imported application" : text(name.strip(), NAME),
                text(summary),
                sentences,
                accounts ? Access.ACCOUNTS : Access.NONE,
                List.<Feature>of(),
                List.copyOf(roles.values()),
                modules,
                types,
                enums,
                tables,
                List.of(),
                List.of(),
                lastId);
    }

    private static List<Check> errors(Document document) {
        return Checks.check(document).stream()
                .filter(check -> check.severity() == Check.Severity.ERROR)
                .filter(check -> !check.element().equals("document"))
                .toList();
    }

    // A route that cannot be as the document has it is left out, with the sentence that says why.
    private boolean mend(Document document, Collection<Check> errors) {
        var elements = Elements.of(document);
        var mended = false;
        for (var error : errors) {
            var route = document.routes()
                    .filter(each -> holds(each, error.element()))
                    .findFirst();
            if (route.isPresent()) {
                groups.values()
                        .forEach(group -> group.routes()
                                .removeIf(each -> each.id().equals(route.get().id())));
                lose(
                        String.valueOf(route.get().source().detail()),
                        "%s %s is left out: %s"
                                .formatted(route.get().method(), route.get().path(), sentence(error.message())));
                mended = true;
            } else {
                lose(elements.label(error.element()), sentence(error.message()));
            }
        }
        return mended;
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + ".";
    }

    private static boolean holds(Route route, String element) {
        return route.id().equals(element)
                || route.parameters().stream().anyMatch(each -> each.id().equals(element))
                || route.responses().stream().anyMatch(each -> each.id().equals(element));
    }

    // What was lost stays with the specification, where its readers look for what they did not say.
    private Document told(Document before) {
        var assumptions = new ArrayList<Assumption>();
        var reasons = Loss.together(losses);
        for (var loss : reasons) {
            if (assumptions.size() == TOLD) {
                var rest = reasons.size() - TOLD;
                assumptions.add(new Assumption(id(), "%d more were told at the import.".formatted(rest), null, 1));
                break;
            }
            var text = text(loss.reason() + " (" + loss.places() + ")", 500);
            assumptions.add(new Assumption(id(), text, null, 1));
        }
        return new Document(
                before.name(),
                before.summary(),
                before.sentences(),
                before.access(),
                before.features(),
                before.roles(),
                before.modules(),
                before.types(),
                before.enums(),
                before.tables(),
                assumptions,
                before.openQuestions(),
                lastId);
    }
}
