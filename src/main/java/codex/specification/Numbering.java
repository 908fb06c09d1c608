package codex.specification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives all elements of a draft the ids {@code e1}, {@code e2} and so on, in the order of the document. */
public final class Numbering {
    private final Map<String, String> ids = new HashMap<>();
    private int last;

    private Numbering() {}

    public static Document number(Document draft) {
        var numbering = new Numbering();
        var features = draft.features().stream().map(numbering::feature).toList();
        var roles = draft.roles().stream().map(numbering::role).toList();
        var modules = draft.modules().stream().map(numbering::module).toList();
        var types = draft.types().stream().map(numbering::type).toList();
        var enums = draft.enums().stream().map(numbering::enumeration).toList();
        var tables = draft.tables().stream().map(numbering::table).toList();
        var assumptions =
                draft.assumptions().stream().map(numbering::assumption).toList();
        var questions = draft.openQuestions().stream().map(numbering::question).toList();
        return new Document(
                draft.name(),
                draft.summary(),
                draft.sentences(),
                draft.access(),
                features,
                roles,
                modules,
                types,
                enums,
                tables,
                assumptions,
                questions,
                numbering.last);
    }

    private String next(String before) {
        last++;
        var id = "e" + last;
        ids.put(before, id);
        return id;
    }

    private @Nullable String known(@Nullable String before) {
        return before == null ? null : ids.get(before);
    }

    private Feature feature(Feature each) {
        return new Feature(next(each.id()), each.name(), each.description(), each.source());
    }

    private Role role(Role each) {
        return new Role(next(each.id()), each.name(), each.summary(), each.newcomers(), each.source());
    }

    private Module module(Module each) {
        return new Module(
                next(each.id()),
                each.name(),
                each.summary(),
                each.routes().stream().map(this::route).toList(),
                each.source());
    }

    private Route route(Route each) {
        var id = next(each.id());
        return new Route(
                id,
                each.name(),
                each.method(),
                each.path(),
                each.summary(),
                each.access(),
                each.parameters().stream().map(this::parameter).toList(),
                each.request(),
                each.responses().stream().map(this::response).toList(),
                each.behaviour(),
                each.rules().stream().map(this::rule).toList(),
                each.examples().stream().map(this::example).toList(),
                features(each.features()),
                each.source());
    }

    private List<String> features(List<String> before) {
        return before.stream().filter(ids::containsKey).map(ids::get).toList();
    }

    private Parameter parameter(Parameter each) {
        return new Parameter(
                next(each.id()),
                each.name(),
                each.place(),
                each.type(),
                each.required(),
                each.defaultValue(),
                each.limits(),
                each.example(),
                each.description(),
                each.source());
    }

    private Response response(Response each) {
        return new Response(
                next(each.id()), each.status(), each.mediaType(), each.type(), each.description(), each.cookies());
    }

    private Rule rule(Rule each) {
        return new Rule(
                next(each.id()),
                each.text(),
                each.form(),
                each.columns(),
                each.number(),
                each.target(),
                each.where(),
                each.source());
    }

    private Example example(Example each) {
        return new Example(
                next(each.id()), each.given(), each.when(), each.then(), each.values(), each.status(), each.answer());
    }

    private Type type(Type each) {
        return new Type(
                next(each.id()),
                each.name(),
                each.summary(),
                each.fields().stream().map(this::field).toList(),
                each.source());
    }

    private Field field(Field each) {
        return new Field(
                next(each.id()),
                each.name(),
                each.type(),
                each.required(),
                each.defaultValue(),
                each.limits(),
                each.example(),
                each.description(),
                each.source());
    }

    private Enumeration enumeration(Enumeration each) {
        return new Enumeration(next(each.id()), each.name(), each.values(), each.summary(), each.source());
    }

    private Table table(Table each) {
        return new Table(
                next(each.id()),
                each.name(),
                each.summary(),
                each.columns().stream().map(this::column).toList(),
                each.rules().stream().map(this::rule).toList(),
                each.owner(),
                each.numbers(),
                each.source());
    }

    private Column column(Column each) {
        return new Column(
                next(each.id()),
                each.name(),
                each.type(),
                each.required(),
                each.unique(),
                each.readOnly(),
                each.defaultValue(),
                each.limits(),
                each.references(),
                each.onDelete(),
                each.example(),
                each.description(),
                each.source());
    }

    private Assumption assumption(Assumption each) {
        return new Assumption(next(each.id()), each.text(), known(each.element()), each.confidence());
    }

    private OpenQuestion question(OpenQuestion each) {
        return new OpenQuestion(next(each.id()), each.text(), each.why(), each.defaultAnswer());
    }
}
