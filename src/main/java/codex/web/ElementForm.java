package codex.web;

import codex.specification.Behaviour;
import codex.specification.Diff;
import codex.specification.Document;
import codex.specification.DocumentJson;
import codex.specification.Edited.Problem;
import codex.specification.ElementKind;
import codex.specification.Elements;
import codex.specification.Method;
import codex.specification.Response;
import codex.specification.Role;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Rule;
import codex.specification.Source;
import codex.specification.Specification;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of one element, empty, filled from the document, or as it was typed and refused.
 *
 * @param kind null for the document itself
 * @param placed where the element stands; null for a new one and for the document
 * @param parent id of the element that a new one goes into, or empty
 * @param theirs what the fields hold now, when somebody changed the element meanwhile; empty else
 * @param follows what else the change would rename, to be seen before it is saved; empty when nothing, or seen
 */
public record ElementForm(
        Specification specification,
        @Nullable ElementKind kind,
        Elements.@Nullable Placed placed,
        String parent,
        List<Control> controls,
        RouteFields route,
        List<Problem> general,
        List<Control> theirs,
        List<Diff.Change> follows) {
    private static final Set<ElementKind> MOVABLE = Set.of(ElementKind.ROUTE, ElementKind.FIELD, ElementKind.COLUMN);

    /**
     * What only a route's form has.
     *
     * @param answers one more than there are
     */
    public record RouteFields(String level, List<String> roles, boolean own, List<Line> answers, String rules) {
        static final RouteFields NONE = new RouteFields("PUBLIC", List.of(), false, List.of(), "");

        public RouteFields {
            roles = List.copyOf(roles);
            answers = List.copyOf(answers);
        }
    }

    /** One answer of a route as its line shows it; {@code id} is empty for a new one, {@code cookies} are names. */
    public record Line(String id, String status, String type, String means, String cookies) {}

    public ElementForm {
        controls = List.copyOf(controls);
        general = List.copyOf(general);
        theirs = List.copyOf(theirs);
        follows = List.copyOf(follows);
    }

    /** The form of an element, with what is there. */
    static ElementForm of(Specification specification, Elements.@Nullable Placed placed) {
        var kind = placed == null ? null : placed.kind();
        ObjectNode json = placed == null
                ? DocumentJson.tree(specification.document())
                : DocumentJson.tree((Record) placed.element());
        var controls = ElementControls.of(kind, specification.document()).stream()
                .map(control -> control.with(text(json, control)))
                .toList();
        var route = placed != null && placed.element() instanceof Route each ? fields(each) : RouteFields.NONE;
        return new ElementForm(specification, kind, placed, "", controls, route, List.of(), List.of(), List.of());
    }

    /** An empty form for a new element. */
    static ElementForm blank(Specification specification, ElementKind kind, String parent) {
        var controls = ElementControls.of(kind, specification.document()).stream()
                .map(ElementForm::usual)
                .toList();
        var level = specification.document().access() == codex.specification.Access.NONE ? "PUBLIC" : "SIGNED_IN";
        var route = new RouteFields(level, List.of(), false, List.of(new Line("", "", "", "", "")), "");
        return new ElementForm(specification, kind, null, parent, controls, route, List.of(), List.of(), List.of());
    }

    // What a new element most often has. What a route does is told from its path when nothing is chosen.
    private static Control usual(Control control) {
        return switch (control.name()) {
            case "behaviour.kind" ->
                control.offering(
                        Stream.concat(Stream.of(""), control.choices().stream()).toList());
            case "place" -> control.with("QUERY");
            case "type" -> control.with("string");
            case "required" -> control.with("true");
            default ->
                control.look() == Control.Look.CHOICE
                        ? control.with(control.choices().getFirst())
                        : control;
        };
    }

    /** The same form as it was sent. */
    ElementForm typed(Context ctx) {
        var typed = controls.stream()
                .map(control -> control.with(Visit.field(ctx, control.name())))
                .toList();
        return new ElementForm(specification, kind, placed, parent, typed, typedRoute(ctx), general, theirs, List.of());
    }

    ElementForm refused(List<Problem> problems) {
        var marked = controls.stream()
                .map(control -> control.with(problems.stream()
                        .filter(problem -> covers(control.name(), problem.field()))
                        .toList()))
                .toList();
        var rest = problems.stream()
                .filter(problem ->
                        marked.stream().noneMatch(control -> control.problems().contains(problem)))
                .toList();
        return new ElementForm(specification, kind, placed, parent, marked, route, rest, theirs, List.of());
    }

    /** Beside what was typed, what somebody else has put there meanwhile; saving again is based on their version. */
    ElementForm conflict(Specification latest) {
        var now = placed == null
                ? null
                : Elements.of(latest.document()).find(placed.id()).orElse(null);
        var their = now == null && kind != null
                ? List.<Control>of()
                : of(latest, now).controls();
        return new ElementForm(latest, kind, placed, parent, controls, route, general, their, List.of());
    }

    /** Before it is saved: what follows the change elsewhere (N9). */
    ElementForm following(List<Diff.Change> changes) {
        return new ElementForm(specification, kind, placed, parent, controls, route, general, theirs, changes);
    }

    /** The members that the form would give the element. */
    ObjectNode values() {
        var values = JsonNodeFactory.instance.objectNode();
        for (var control : controls) {
            put(values, control);
        }
        if (kind == ElementKind.ROUTE) {
            routeValues(values);
        }
        return values;
    }

    public String id() {
        if (kind == null) {
            return "document";
        }
        return placed == null ? "new-" + kind.key() + "-" + parent : placed.id();
    }

    public boolean fresh() {
        return kind != null && placed == null;
    }

    public String heading() {
        if (placed != null) {
            return placed.label();
        }
        return kind == null ? "The whole" : "New " + kind.words();
    }

    public String url() {
        return "/applications/" + specification.applicationId() + "/specification";
    }

    /** Where the form is sent. */
    public String action() {
        return url() + "/elements" + (fresh() ? "" : "/" + id());
    }

    /** Whether it opens in a row of a table, rather than in a list or a section. */
    public boolean row() {
        return kind != null
                && switch (kind) {
                    case FEATURE, ROLE, FIELD, COLUMN, ASSUMPTION, OPEN_QUESTION -> true;
                    default -> false;
                };
    }

    public boolean item() {
        return kind == ElementKind.ROUTE
                || kind == ElementKind.PARAMETER
                || kind == ElementKind.RULE
                || kind == ElementKind.EXAMPLE
                || kind == ElementKind.RESPONSE;
    }

    public Control control(String name) {
        return controls.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Where else it could stand: the other modules of a route, types of a field, tables of a column. */
    public List<Elements.Placed> elsewhere() {
        var parent = placed == null ? null : placed.parent();
        if (parent == null || !MOVABLE.contains(kind)) {
            return List.of();
        }
        return Elements.of(document()).all().stream()
                .filter(other -> other.kind() == parent.kind() && !other.id().equals(parent.id()))
                .toList();
    }

    /** A route's fields beyond those that the page lays out by hand. */
    public List<Control> further() {
        return controls.stream()
                .filter(each -> !List.of("method", "path", "summary").contains(each.name()))
                .toList();
    }

    /** Whether its answers may set cookies: only a function's can. */
    public boolean setsCookies() {
        return kind == ElementKind.ROUTE && before().behaviour().kind().needsFunction();
    }

    public List<Role> roles() {
        return specification.document().roles();
    }

    public Document document() {
        return specification.document();
    }

    /** Where the other text differs from what was typed. */
    public List<Control> differences() {
        return theirs.stream()
                .filter(their -> controls.stream()
                        .noneMatch(mine ->
                                mine.name().equals(their.name()) && mine.value().equals(their.value())))
                .toList();
    }

    private static boolean covers(String control, String field) {
        return control.equals(field)
                || field.startsWith(control + "[")
                || (control.startsWith(field + ".")
                        && List.of("request.type", "behaviour.table").contains(control));
    }

    private static RouteFields fields(Route route) {
        var lines = new ArrayList<Line>();
        for (var response : route.responses()) {
            lines.add(new Line(
                    response.id(),
                    String.valueOf(response.status()),
                    response.type(),
                    response.description(),
                    String.join(" ", response.cookies())));
        }
        lines.add(new Line("", "", "", "", ""));
        var rules = route.rules().stream()
                .filter(rule -> rule.form() == Rule.Form.WORDS)
                .map(Rule::text)
                .collect(Collectors.joining("\n"));
        var access = route.access();
        return new RouteFields(access.level().name(), access.roles(), access.own(), lines, rules);
    }

    private RouteFields typedRoute(Context ctx) {
        if (kind != ElementKind.ROUTE) {
            return route;
        }
        var lines = new ArrayList<Line>();
        var ids = ctx.formParams("answerId");
        var statuses = ctx.formParams("status");
        var types = ctx.formParams("answerType");
        var means = ctx.formParams("means");
        var cookies = ctx.formParams("cookies");
        for (int index = 0; index < statuses.size() && index < means.size() && index < types.size(); index++) {
            var id = index < ids.size() ? ids.get(index) : "";
            var set = index < cookies.size() ? cookies.get(index).strip() : "";
            lines.add(new Line(id, statuses.get(index).strip(), types.get(index).strip(), means.get(index), set));
        }
        return new RouteFields(
                Visit.field(ctx, "level"),
                ctx.formParams("role"),
                ctx.formParam("own") != null,
                lines,
                Visit.field(ctx, "rules").replace("\r\n", "\n"));
    }

    private void routeValues(ObjectNode values) {
        var access = values.putObject("access").put("level", route.level()).put("own", route.own());
        var roles = access.putArray("roles");
        if (route.level().equals("ROLES")) {
            route.roles().forEach(roles::add);
        }
        if (values.path("name").asText("").isBlank()) {
            values.remove("name");
        }
        if (!values.path("behaviour").path("kind").isTextual()) {
            values.remove("behaviour");
        }
        var request = values.path("request").path("type").asText("");
        if (request.isEmpty()) {
            values.putNull("request");
        } else if (before().request() == null) {
            ((ObjectNode) values.get("request")).put("mediaType", "application/json");
        }
        answers(values);
        rules(values);
    }

    private void answers(ObjectNode values) {
        var answers = values.putArray("responses");
        for (var line : route.answers()) {
            if (line.status().isEmpty()) {
                continue;
            }
            var old = before().responses().stream()
                    .filter(response -> response.id().equals(line.id()))
                    .findFirst();
            var answer = answers.addObject();
            old.map(Response::id).ifPresent(id -> answer.put("id", id));
            answer.set("status", number(line.status()));
            var mediaType = old.map(Response::mediaType).orElse("");
            if (line.type().isEmpty()) {
                answer.put("mediaType", old.map(Response::type).orElse("").isEmpty() ? mediaType : "");
            } else {
                answer.put("mediaType", mediaType.isEmpty() ? "application/json" : mediaType);
            }
            answer.put("type", line.type()).put("description", line.means());
            var cookies = answer.putArray("cookies");
            Stream.of(line.cookies().split("[\\s,]+", -1))
                    .filter(cookie -> !cookie.isEmpty())
                    .forEach(cookies::add);
        }
    }

    // A line that was there keeps its rule; one that was reworded in its place keeps its id.
    private void rules(ObjectNode values) {
        var rules = values.putArray("rules");
        var words = before().rules().stream()
                .filter(rule -> rule.form() == Rule.Form.WORDS)
                .toList();
        before().rules().stream()
                .filter(rule -> rule.form() != Rule.Form.WORDS)
                .forEach(rule -> rules.add(DocumentJson.tree(rule)));
        var lines = route.rules()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        for (int index = 0; index < lines.size(); index++) {
            var text = lines.get(index);
            var same = words.stream().filter(rule -> rule.text().equals(text)).findFirst();
            var kept = same.isEmpty() && lines.size() == words.size() ? words.get(index) : same.orElse(null);
            ObjectNode rule = kept == null ? JsonNodeFactory.instance.objectNode() : DocumentJson.tree(kept);
            rules.add(rule.put("text", text));
        }
    }

    private Route before() {
        if (placed != null && placed.element() instanceof Route there) {
            return there;
        }
        return new Route(
                "",
                "",
                Method.GET,
                "/",
                "",
                RouteAccess.PUBLIC,
                List.of(),
                null,
                List.of(),
                Behaviour.custom(null),
                List.of(),
                List.of(),
                List.of(),
                Source.edit(""));
    }

    private static void put(ObjectNode values, Control control) {
        var path = control.name().split("\\.");
        var target = path.length == 1 ? values : values.withObjectProperty(path[0]);
        target.set(path[path.length - 1], member(control));
    }

    private static JsonNode member(Control control) {
        var text = control.value().replace("\r\n", "\n");
        var nodes = JsonNodeFactory.instance;
        return switch (control.look()) {
            case FLAG -> nodes.booleanNode(!text.isEmpty());
            case NUMBER -> number(text.strip());
            case OPTIONAL -> text.isBlank() ? nodes.nullNode() : nodes.textNode(text.strip());
            case CHOICE -> text.isEmpty() ? nodes.nullNode() : nodes.textNode(text);
            case CODE -> nodes.textNode(text.strip());
            case LINE, WORDS -> nodes.textNode(text);
            case ITEMS -> {
                var items = nodes.arrayNode();
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(items::add);
                yield items;
            }
        };
    }

    // What is no number stays as it was typed, so that the editor says what it should have been.
    private static JsonNode number(String text) {
        if (text.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (!text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            return JsonNodeFactory.instance.textNode(text);
        }
        var number = new BigDecimal(text);
        return number.scale() == 0 && number.precision() < 10
                ? JsonNodeFactory.instance.numberNode(number.intValue())
                : JsonNodeFactory.instance.numberNode(number);
    }

    private static String text(JsonNode json, Control control) {
        var at = json.at("/" + control.name().replace('.', '/'));
        if (at.isArray()) {
            var lines = new ArrayList<String>();
            at.forEach(item -> lines.add(item.asText()));
            return String.join("\n", lines);
        }
        if (control.look() == Control.Look.FLAG) {
            return at.asBoolean() ? "true" : "";
        }
        return at.isMissingNode() || at.isNull() ? "" : at.asText();
    }
}
