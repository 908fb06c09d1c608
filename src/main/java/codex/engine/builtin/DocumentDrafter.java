package codex.engine.builtin;

import codex.engine.builtin.RecipeBook.Match;
import codex.engine.builtin.Understanding.Endpoint;
import codex.specification.Access;
import codex.specification.Assumption;
import codex.specification.Behaviour;
import codex.specification.Body;
import codex.specification.Document;
import codex.specification.Enumeration;
import codex.specification.Feature;
import codex.specification.Field;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Module;
import codex.specification.Names;
import codex.specification.Numbering;
import codex.specification.OpenQuestion;
import codex.specification.Origin;
import codex.specification.Parameter;
import codex.specification.Response;
import codex.specification.Role;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Source;
import codex.specification.Table;
import codex.specification.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts what was understood, and what recipes bring, together as one document. */
final class DocumentDrafter {
    private static final Set<String> NEWCOMERS = WordLists.words("words/newcomers.txt");

    private final Description description;
    private final Understanding found;
    private final List<Module> modules = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Enumeration> enums = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private final List<Assumption> assumptions = new ArrayList<>();
    private final List<OpenQuestion> questions = new ArrayList<>();
    private final Map<String, String> features = new LinkedHashMap<>();
    private final Set<String> routeNames = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private boolean accounts;

    private DocumentDrafter(Description description, Understanding found) {
        this.description = description;
        this.found = found;
        this.accounts = found.accounts;
    }

    static Document draft(Description description, Understanding found, List<Match> matches) {
        var drafter = new DocumentDrafter(description, found);
        matches.forEach(drafter::recipe);
        found.endpoints.forEach(drafter::endpoint);
        found.things.values().forEach(drafter::thing);
        found.roles.forEach(drafter::role);
        drafter.assume();
        drafter.doubt();
        return Numbering.number(drafter.document());
    }

    private void recipe(Match match) {
        var brings = match.brings();
        var source = match.sentences().isEmpty()
                ? Source.assumption("the name asks for it", 0.8)
                : new Source(Origin.SENTENCE, match.sentences(), null, 0.9);
        accounts |= brings.access() == Access.ACCOUNTS;
        for (var module : brings.modules()) {
            var routes = module.routes().stream()
                    .filter(this::fresh)
                    .map(route -> sourced(route, source))
                    .toList();
            modules.add(new Module(module.id(), module.name(), module.summary(), routes, source));
        }
        brings.types().stream()
                .map(type -> new Type(type.id(), type.name(), type.summary(), type.fields(), source))
                .forEach(types::add);
        brings.enums().stream()
                .map(each -> new Enumeration(each.id(), each.name(), each.values(), each.summary(), source))
                .forEach(enums::add);
        brings.tables().stream()
                .map(each -> new Table(
                        each.id(),
                        each.name(),
                        each.summary(),
                        each.columns(),
                        each.rules(),
                        each.owner(),
                        each.numbers(),
                        source))
                .forEach(tables::add);
        roles.addAll(brings.roles());
        assumptions.addAll(brings.assumptions());
        questions.addAll(brings.openQuestions());
    }

    private boolean fresh(Route route) {
        return calls.add(route.method() + " " + route.path().replaceAll("\\{[^}]*}", "{}"))
                && routeNames.add(route.name());
    }

    private Route sourced(Route route, Source source) {
        return with(route, List.of(feature(route.summary(), source)), source);
    }

    private static Route with(Route route, List<String> features, Source source) {
        return new Route(
                route.id(),
                route.name(),
                route.method(),
                route.path(),
                route.summary(),
                route.access(),
                route.parameters(),
                route.request(),
                route.responses(),
                route.behaviour(),
                route.rules(),
                route.examples(),
                features,
                source);
    }

    // One feature for each sentence that asks for something; the sentence is its description.
    private String feature(String summary, Source source) {
        var key = source.sentences().isEmpty()
                ? "feature:" + summary
                : "feature:" + source.sentences().getFirst();
        features.putIfAbsent(key, summary);
        return key;
    }

    private void endpoint(Endpoint endpoint) {
        var source = Source.sentence(endpoint.sentence(), 0.95);
        var behaviour = endpoint.answer().isEmpty() ? Behaviour.custom(null) : Behaviour.fixed(endpoint.answer());
        var last = endpoint.path().replaceAll("\\{([^}]*)}", "$1");
        var name = Names.camel(
                (endpoint.answer().isEmpty() ? endpoint.method().toLowerCase(Locale.ROOT) + " " : "") + last);
        var operation = name.isEmpty() ? "readRoot" : name;
        var parameters = new ArrayList<>(pathParameters(endpoint));
        var file = endpoint.takes().stream().anyMatch(DocumentDrafter::isFile);
        if (file) {
            endpoint.takes().forEach(phrase -> parameters.add(formParameter(phrase, endpoint, source)));
        }
        var open = !accounts || !endpoint.answer().isEmpty();
        var access = open ? RouteAccess.PUBLIC : new RouteAccess(RouteAccess.Level.SIGNED_IN, List.of(), false);
        var request = request(endpoint, operation, file, source);
        var route = new Route(
                "route:" + operation,
                operation,
                Method.valueOf(endpoint.method()),
                endpoint.path(),
                endpoint.summary(),
                access,
                parameters,
                request,
                responses(endpoint),
                behaviour,
                List.of(),
                List.of(),
                List.of(),
                source);
        if (fresh(route)) {
            modules.add(new Module(
                    "module:" + name,
                    heading(name.isEmpty() ? "root" : name),
                    "What the words spell out",
                    List.of(sourced(route, source)),
                    source));
        }
    }

    private static List<Parameter> pathParameters(Endpoint endpoint) {
        return Pattern.compile("\\{(\\w+)}")
                .matcher(endpoint.path())
                .results()
                .map(match -> new Parameter(
                        "parameter:" + endpoint.path() + match.group(1),
                        match.group(1),
                        Parameter.Place.PATH,
                        "string",
                        true,
                        null,
                        Limits.length(1, 120),
                        "example",
                        "",
                        Source.sentence(endpoint.sentence(), 0.9)))
                .toList();
    }

    private static boolean isFile(Phrase phrase) {
        return Set.of("file", "image", "pdf", "photo", "picture", "document").contains(phrase.head());
    }

    private static Parameter formParameter(Phrase phrase, Endpoint endpoint, Source source) {
        var kind = FieldTypes.STANDARD.kind(Names.snake(phrase.name()));
        var type = isFile(phrase) ? "file" : kind.type();
        return new Parameter(
                "parameter:" + endpoint.path() + phrase.name(),
                Names.camel(phrase.name()),
                Parameter.Place.FORM,
                type,
                true,
                null,
                isFile(phrase) ? Limits.NONE : kind.limits(),
                isFile(phrase) ? null : kind.example(),
                "",
                source);
    }

    private @Nullable Body request(Endpoint endpoint, String operation, boolean file, Source source) {
        if (endpoint.takes().isEmpty()) {
            return null;
        }
        if (file) {
            return new Body("multipart/form-data", "");
        }
        var name = Names.pascal(operation) + "Request";
        var fields = new LinkedHashMap<String, Field>();
        for (var phrase : endpoint.takes()) {
            var column = FieldTypes.STANDARD.safe(Names.snake(phrase.name()), "_text");
            var kind = FieldTypes.STANDARD.kind(column);
            fields.putIfAbsent(
                    column,
                    new Field(
                            "field:" + operation + column,
                            Names.camel(column),
                            kind.type(),
                            true,
                            null,
                            kind.limits(),
                            kind.example(),
                            "",
                            source));
        }
        types.add(new Type("type:" + name, name, "What " + operation + " takes", List.copyOf(fields.values()), source));
        return Body.json(name);
    }

    private static List<Response> responses(Endpoint endpoint) {
        var computed = endpoint.answer().isEmpty();
        return List.of(new Response(
                "response:" + endpoint.method() + endpoint.path(),
                200,
                computed ? "application/json" : "text/plain",
                computed ? "json" : "string",
                computed ? "What was asked for" : "Always the same text"));
    }

    private void thing(Thing thing) {
        if (tables.stream().anyMatch(table -> table.name().equals(thing.table()))) {
            return;
        }
        var drafted = new TableDrafter(found, thing).draft();
        tables.add(drafted.table());
        enums.addAll(drafted.enumerations());
        var routes = new RouteDrafter(found, thing, drafted.table())
                .draft().stream()
                        .filter(this::fresh)
                        .map(route -> with(route, List.of(feature(route.summary(), route.source())), route.source()))
                        .toList();
        modules.add(new Module(
                "module:" + thing.name,
                heading(thing.plural()),
                "All about " + thing.plural(),
                routes,
                drafted.table().source()));
    }

    private static String heading(String words) {
        var text = Names.snake(words).replace('_', ' ');
        return text.isEmpty() ? "Calls" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private void role(String name, int sentence) {
        if (roles.stream().noneMatch(role -> role.name().equals(name))) {
            roles.add(new Role(
                    "role:" + name,
                    name,
                    "Somebody who acts as " + RouteDrafter.article(name.replace('_', ' ')),
                    takesItself(name) && roles.stream().noneMatch(Role::newcomers),
                    Source.sentence(sentence, 0.9)));
        }
    }

    // The last word says what kind of person it is: a club_member is a member.
    private static boolean takesItself(String role) {
        return NEWCOMERS.contains(role.substring(role.lastIndexOf('_') + 1));
    }

    private void assume() {
        for (var table : tables) {
            var guessed = table.columns().stream()
                    .filter(column -> column.source().doubtful() && column.references() == null)
                    .map(column -> column.name().replace('_', ' '))
                    .toList();
            if (!guessed.isEmpty()) {
                assumption(
                        heading(table.name()) + " has " + String.join(", ", guessed) + ", which it usually has.",
                        table.id(),
                        0.6);
            }
        }
        for (var module : modules) {
            var guessed = module.routes().stream()
                    .filter(route -> route.source().doubtful())
                    .map(Route::summary)
                    .toList();
            if (!guessed.isEmpty()) {
                assumption(
                        "What is kept can be reached: "
                                + String.join("; ", guessed).toLowerCase(Locale.ROOT) + ".",
                        module.id(),
                        0.6);
            }
        }
        if (accounts && !found.roles.isEmpty()) {
            assumption(
                    roles.stream()
                            .filter(Role::newcomers)
                            .findFirst()
                            .map(role -> "Whoever registers is "
                                    + RouteDrafter.article(role.name().replace('_', ' '))
                                    + (roles.size() > 1 ? "; an administrator gives the other roles." : "."))
                            .orElse("People register themselves; an administrator gives them their role."),
                    null,
                    0.6);
        }
        if (!accounts && !tables.isEmpty() && found.usersAct) {
            questions.add(new OpenQuestion(
                    "question:login",
                    "Should people sign in and see only what is theirs?",
                    "The words name users but nothing that is only theirs; with sign-in the routes are closed.",
                    "No, everybody may use it"));
        }
    }

    private void doubt() {
        for (var doubt : found.doubts) {
            questions.add(new OpenQuestion(
                    "question:doubt:" + questions.size(), doubt.question(), doubt.why(), doubt.taken()));
        }
    }

    private void assumption(String text, @Nullable String element, double confidence) {
        assumptions.add(new Assumption("assumption:" + assumptions.size(), text, element, confidence));
    }

    private Document document() {
        var listed = new ArrayList<Feature>();
        features.forEach((key, name) -> {
            var number = key.matches("feature:\\d+") ? Integer.parseInt(key.substring(key.indexOf(':') + 1)) : 0;
            var text =
                    number == 0 ? name : description.sentences().get(number - 1).text();
            listed.add(new Feature(
                    key,
                    name,
                    text,
                    number == 0
                            ? Source.assumption("what is kept can be reached", 0.6)
                            : Source.sentence(number, 0.9)));
        });
        var filled =
                modules.stream().filter(module -> !module.routes().isEmpty()).toList();
        var summary = description.sentences().isEmpty()
                ? description.name()
                : description.sentences().stream()
                        .filter(sentence -> sentence.kind() != Sentence.Kind.HEADING)
                        .findFirst()
                        .orElse(description.sentences().getFirst())
                        .text();
        return new Document(
                description.name(),
                summary,
                description.texts(),
                accounts ? Access.ACCOUNTS : Access.NONE,
                listed,
                roles,
                filled,
                types,
                enums,
                tables,
                assumptions,
                questions,
                0);
    }
}
