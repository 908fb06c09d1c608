package codex.agent.requirements;

import codex.agent.requirements.DetailRoutes.Detail;
import codex.agent.requirements.DetailRoutes.Detailed;
import codex.specification.Assumption;
import codex.specification.Behaviour;
import codex.specification.Body;
import codex.specification.Document;
import codex.specification.Enumeration;
import codex.specification.Example;
import codex.specification.Field;
import codex.specification.Module;
import codex.specification.Names;
import codex.specification.Numbering;
import codex.specification.Parameter;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.Rule;
import codex.specification.Type;
import codex.specification.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A draft that is put together: its outline, then what each module brings. Modules that are written side by side may give
 * different types one name: the later one is named after its module.
 */
final class Parts {
    private final Document document;

    Parts(Document document) {
        this.document = document;
    }

    /** The particular routes that are only named: nothing says what they answer. */
    static List<Route> named(Document document) {
        return document.routes().filter(Parts::named).toList();
    }

    static boolean named(Route route) {
        return route.behaviour().kind() == Behaviour.Kind.CUSTOM
                && route.responses().isEmpty();
    }

    /** The whole as far as it is there, its elements numbered. */
    Document document() {
        return document;
    }

    /** With the details of a module's routes. */
    Parts with(String module, Detailed detailed) {
        var renamed = clashes(module, detailed);
        var details = detailed.details().stream().collect(Collectors.toMap(Detail::route, Function.identity()));
        var types = new ArrayList<>(document.types());
        detailed.types().stream()
                .filter(type -> document.types().stream().noneMatch(each -> same(each, type)))
                .map(type -> type(type, module, renamed))
                .forEach(types::add);
        var enums = new ArrayList<>(document.enums());
        detailed.enums().stream()
                .filter(each -> document.enums().stream().noneMatch(other -> same(other, each)))
                .map(each -> new Enumeration(
                        own(module, each.id()),
                        renamed.getOrDefault(each.name(), each.name()),
                        each.values(),
                        each.summary(),
                        each.source()))
                .forEach(enums::add);
        var assumptions = new ArrayList<>(document.assumptions());
        detailed.assumptions().stream()
                .map(each -> new Assumption(own(module, each.id()), each.text(), null, each.confidence()))
                .forEach(assumptions::add);
        return new Parts(Numbering.number(new Document(
                document.name(),
                document.summary(),
                document.sentences(),
                document.access(),
                document.features(),
                document.roles(),
                document.modules().stream()
                        .map(each -> each.name().equals(module) ? module(each, details, renamed) : each)
                        .toList(),
                types,
                enums,
                document.tables(),
                assumptions,
                document.openQuestions(),
                document.lastId())));
    }

    // New names by old ones, of types and enumerations that mean something else in another module.
    private Map<String, String> clashes(String module, Detailed detailed) {
        var taken = Stream.concat(
                        document.types().stream().map(Type::name),
                        document.enums().stream().map(Enumeration::name))
                .collect(Collectors.toSet());
        var kept = Stream.concat(
                        document.types().stream()
                                .filter(type -> detailed.types().stream().anyMatch(each -> same(each, type)))
                                .map(Type::name),
                        document.enums().stream()
                                .filter(type -> detailed.enums().stream().anyMatch(each -> same(each, type)))
                                .map(Enumeration::name))
                .collect(Collectors.toSet());
        var renamed = new HashMap<String, String>();
        Stream.concat(
                        detailed.types().stream().map(Type::name),
                        detailed.enums().stream().map(Enumeration::name))
                .filter(name -> taken.contains(name) && !kept.contains(name))
                .forEach(name -> renamed.put(name, Names.pascal(module) + name));
        return renamed;
    }

    private static boolean same(Type one, Type other) {
        return one.name().equals(other.name()) && fields(one).equals(fields(other));
    }

    private static boolean same(Enumeration one, Enumeration other) {
        return one.name().equals(other.name()) && one.values().equals(other.values());
    }

    private static List<String> fields(Type type) {
        return type.fields().stream()
                .map(field -> field.name() + " " + field.type() + " " + field.required() + " " + field.limits())
                .toList();
    }

    // Ids of parts are each counted from 1: apart, until all are numbered again.
    private static String own(String module, String id) {
        return module + " " + id;
    }

    private static String type(String written, Map<String, String> renamed) {
        var name = TypeName.of(written);
        return new TypeName(renamed.getOrDefault(name.base(), name.base()), name.many()).toString();
    }

    private static Type type(Type type, String module, Map<String, String> renamed) {
        return new Type(
                own(module, type.id()),
                renamed.getOrDefault(type.name(), type.name()),
                type.summary(),
                type.fields().stream()
                        .map(field -> new Field(
                                own(module, field.id()),
                                field.name(),
                                type(field.type(), renamed),
                                field.required(),
                                field.defaultValue(),
                                field.limits(),
                                field.example(),
                                field.description(),
                                field.source()))
                        .toList(),
                type.source());
    }

    private static Module module(Module module, Map<String, Detail> details, Map<String, String> renamed) {
        return new Module(
                module.id(),
                module.name(),
                module.summary(),
                module.routes().stream()
                        .map(route -> details.containsKey(route.name())
                                ? route(route, Objects.requireNonNull(details.get(route.name())), renamed)
                                : route)
                        .toList(),
                module.source());
    }

    private static Route route(Route route, Detail detail, Map<String, String> renamed) {
        var request = detail.request();
        return new Route(
                route.id(),
                route.name(),
                route.method(),
                route.path(),
                route.summary(),
                route.access(),
                detail.parameters().stream()
                        .map(each -> new Parameter(
                                own(route.name(), each.id()),
                                each.name(),
                                each.place(),
                                type(each.type(), renamed),
                                each.required(),
                                each.defaultValue(),
                                each.limits(),
                                each.example(),
                                each.description(),
                                each.source()))
                        .toList(),
                request == null ? null : new Body(request.mediaType(), type(request.type(), renamed)),
                detail.responses().stream()
                        .map(each -> new Response(
                                own(route.name(), each.id()),
                                each.status(),
                                each.mediaType(),
                                type(each.type(), renamed),
                                each.description(),
                                each.cookies()))
                        .toList(),
                route.behaviour(),
                detail.rules().stream()
                        .map(each -> new Rule(
                                own(route.name(), each.id()),
                                each.text(),
                                each.form(),
                                each.columns(),
                                each.number(),
                                each.target(),
                                each.where(),
                                each.source()))
                        .toList(),
                detail.examples().stream()
                        .map(each -> new Example(
                                own(route.name(), each.id()),
                                each.given(),
                                each.when(),
                                each.then(),
                                each.values(),
                                each.status(),
                                each.answer()))
                        .toList(),
                route.features(),
                route.source());
    }
}
