package codex;

import codex.specification.Body;
import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.Edited;
import codex.specification.Editor;
import codex.specification.Names;
import codex.specification.Response;
import codex.specification.Table;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A sound document that a seed decides, for what holds of every document: one to five tables of all kinds of columns,
 * with references, rules and names that clash with words of Java, SQL and the writer, and most kinds of routes on them,
 * open or for people with roles. The same seed gives the same document.
 */
public final class RandomSpecification {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NOUNS = List.of(
            "order_line",
            "user_group",
            "city",
            "box",
            "news_item",
            "class_room",
            "key_card",
            "index_entry",
            "task",
            "service",
            "handler",
            "fixture",
            "test_case",
            "person",
            "series",
            "status_report",
            "map_sheet",
            "file_card",
            "session_note",
            "role_play");
    private static final List<String> WORDS = List.of(
            "name",
            "count",
            "type",
            "state_note",
            "context",
            "input",
            "result",
            "list",
            "size",
            "page",
            "sort",
            "total",
            "class_name",
            "public_note",
            "user_name",
            "version_no",
            "body",
            "e_mail",
            "number",
            "level",
            "caller",
            "app",
            "given",
            "format",
            "hash",
            "self",
            "other",
            "path",
            "method",
            "x");
    private static final List<String> TYPES = List.of(
            "string",
            "string",
            "string",
            "text",
            "integer",
            "integer",
            "long",
            "decimal",
            "number",
            "boolean",
            "date",
            "date",
            "time",
            "datetime",
            "uuid",
            "json",
            "Level");

    private static final List<String> MANY_VALUES =
            List.of("string", "text", "integer", "long", "decimal", "number", "date", "datetime", "uuid");

    private final Random random;
    private final boolean people;
    private Document document;

    private RandomSpecification(long seed) {
        this.random = new Random(seed);
        this.people = random.nextInt(3) > 0;
        this.document = Document.empty("Application " + seed, "Made for seed " + seed + ".");
    }

    /** The document of this seed. */
    public static Document of(long seed) {
        return new RandomSpecification(seed).make();
    }

    private Document make() {
        if (people) {
            edit(new Edit.Change("document", object().put("access", "ACCOUNTS")));
            for (var role : List.of("member", "keeper")) {
                add("role", null, object().put("name", role).put("newcomers", role.equals("member")));
            }
        }
        var levels = object().put("name", "Level");
        levels.putArray("values").add("low").add("in_between").add("high");
        add("enumeration", null, levels);
        var count = 1 + random.nextInt(5);
        var nouns = new ArrayList<String>();
        while (nouns.size() < count) {
            var noun = pick(NOUNS);
            if (!nouns.contains(noun)) {
                table(noun, nouns);
                made(noun).ifPresent(table -> nouns.add(table.name()));
            }
        }
        nouns.forEach(this::routes);
        if (chance(4)) {
            var fixed = object().put("path", "/greeting").put("name", "greet").put("summary", "Greets");
            fixed.putObject("behaviour").put("kind", "FIXED").put("answer", "Hello \"you\"\n");
            fixed.set("access", object().put("level", "PUBLIC"));
            add("route", module("Greetings"), fixed);
        }
        nouns.stream().filter(noun -> chance(2)).forEach(this::file);
        var shown = nouns.stream().filter(noun -> chance(2)).toList();
        shown.forEach(this::pages);
        shown.stream().filter(this::said).filter(noun -> chance(2)).forEach(this::forms);
        return document;
    }

    private void table(String noun, List<String> earlier) {
        var table = object().put("name", noun).put("summary", "A " + noun.replace('_', ' '));
        if (chance(4)) {
            table.put("numbers", chance(2) ? "COUNTED" : "GIVEN");
        }
        var columns = table.putArray("columns");
        var words = new ArrayList<>(WORDS);
        IntStream.range(0, 2 + random.nextInt(6)).forEach(index -> {
            var word = words.remove(random.nextInt(words.size()));
            columns.add(column(word, pick(TYPES)));
        });
        for (var parent : earlier) {
            if (chance(2)) {
                columns.add(reference(parent + "_id", parent));
            }
        }
        if (chance(2)) {
            columns.add(object().put("name", "stage")
                    .put("type", "Level")
                    .put("required", true)
                    .put("readOnly", true)
                    .put("defaultValue", "low"));
        }
        if (chance(3)) {
            columns.add(object().put("name", "begins_on").put("type", "date"));
            columns.add(object().put("name", "ends_on").put("type", "date"));
            rule(table, "ORDERED", "It ends after it begins.", List.of("begins_on", "ends_on"));
        }
        if (chance(4)) {
            columns.add(object().put("name", "stock").put("type", "integer").put("defaultValue", "0"));
            rule(table, "NOT_BELOW", "There is not enough of it.", List.of("stock"))
                    .put("number", 0);
        }
        if (people && chance(2)) {
            columns.add(object().put("name", "owner_id")
                    .put("type", "uuid")
                    .put("required", true)
                    .put("readOnly", true)
                    .put("references", "account")
                    .put("onDelete", "CASCADE"));
            table.put("owner", "owner_id");
        }
        add("table", null, table);
        made(noun)
                .filter(made -> made.columns().size() > 2
                        && MANY_VALUES.contains(made.columns().getFirst().type())
                        && chance(3))
                .ifPresent(made -> {
                    var pair = object().put("form", "UNIQUE").put("text", "This pair is there already.");
                    pair.putArray("columns")
                            .add(made.columns().get(0).name())
                            .add(made.columns().get(1).name());
                    add("rule", made.id(), pair);
                });
    }

    private ObjectNode column(String name, String type) {
        var column = object().put("name", name).put("type", type).put("required", chance(2));
        var limits = column.putObject("limits");
        switch (type) {
            case "string" -> {
                if (chance(3)) {
                    limits.put(
                            "format", pick(List.of("email", "url", "phone", "slug", "country", "colour", "currency")));
                } else if (chance(3)) {
                    limits.put("pattern", "[A-Z]{2}[0-9]{3,5}");
                    column.put("example", "AB1234");
                } else if (chance(2)) {
                    limits.put("minLength", 2).put("maxLength", 10 + random.nextInt(90));
                }
                column.put("unique", chance(4));
            }
            case "integer", "long" -> {
                if (chance(2)) {
                    limits.put("min", random.nextInt(5)).put("max", 50 + random.nextInt(1000));
                }
                column.put("unique", limits.isEmpty() && chance(3));
            }
            case "decimal", "number" -> {
                if (chance(2)) {
                    limits.put("min", 0).put("max", 99999);
                }
            }
            case "boolean" -> {
                if (chance(2)) {
                    column.put("defaultValue", "false");
                }
            }
            case "date" -> {
                if (chance(3)) {
                    column.put("defaultValue", "today");
                }
            }
            case "datetime" -> {
                if (chance(3)) {
                    column.put("defaultValue", "now").put("readOnly", chance(2));
                }
            }
            default -> {}
        }
        return column;
    }

    private ObjectNode reference(String name, String parent) {
        var required = chance(2);
        return object().put("name", name)
                .put("required", required)
                .put("references", parent)
                .put("onDelete", required ? pick(List.of("RESTRICT", "CASCADE")) : pick(List.of("RESTRICT", "CLEAR")));
    }

    private void routes(String noun) {
        var table = made(noun).orElseThrow();
        var path = "/" + noun.replace('_', '-') + "s";
        var module = module(noun.replace('_', ' ') + "s");
        standard(module, "POST", path, "CREATE", noun);
        if (chance(5) && !noun.equals("order")) {
            return;
        }
        standard(module, "GET", path, "LIST", noun);
        standard(module, "GET", path + "/{id}", "READ", noun);
        for (var kind : List.of("PUT REPLACE", "PATCH CHANGE", "DELETE DELETE")) {
            if (random.nextInt(4) > 0) {
                standard(module, kind.split(" ")[0], path + "/{id}", kind.split(" ")[1], noun);
            }
        }
        table.columns().stream()
                .filter(column -> column.references() != null && !column.readOnly() && chance(2))
                .forEach(column -> {
                    var parent = "/" + String.valueOf(column.references()).replace('_', '-') + "s/{"
                            + camel(column.name()) + "}" + path;
                    standard(module, "GET", parent, "LIST", noun);
                    standard(module, "POST", parent, "CREATE", noun);
                });
        if (table.column("stage").isPresent()) {
            var step = route("POST", path + "/{id}/promotion", "TRANSITION", noun);
            var transition = ((ObjectNode) step.path("behaviour")).putObject("transition");
            transition.put("column", "stage").put("to", "high").putArray("from").add("low");
            transition.putObject("sets");
            transition.putArray("unset");
            add("route", module, step);
        }
        if (chance(3)) {
            var figures = route("GET", path + "/figures", "AGGREGATE", noun);
            var aggregate = ((ObjectNode) figures.path("behaviour")).putObject("aggregate");
            var summed = table.columns().stream()
                    .filter(column -> column.type().equals("integer"))
                    .findFirst();
            aggregate.put("figure", summed.isPresent() ? pick(List.of("SUM", "MAX", "AVERAGE")) : "COUNT");
            summed.ifPresent(column -> aggregate.put("column", column.name()));
            if (table.column("stage").isPresent() && chance(2)) {
                aggregate.put("groupBy", "stage");
            }
            add("route", module, figures);
        }
    }

    // Its rows as CSV, and one time in two as JSON at the same address.
    private void file(String noun) {
        var list = route("GET", "/" + noun.replace('_', '-') + "s.csv", "LIST", noun);
        list.put("name", camel(noun) + "File");
        var responses = list.putArray("responses");
        var mediaTypes = chance(2) ? List.of(Response.CSV) : List.of(Response.JSON, Response.CSV);
        mediaTypes.forEach(mediaType -> responses
                .addObject()
                .put("status", 200)
                .put("mediaType", mediaType)
                .put("type", mediaType.equals(Response.CSV) ? "string" : Names.pascal(noun)));
        add("route", document.modules().getFirst().id(), list);
    }

    // Its rows as people see them, and each of them alone.
    private void pages(String noun) {
        var path = "/pages/" + noun.replace('_', '-') + "s";
        for (var route : List.of(route("GET", path, "LIST", noun), route("GET", path + "/{id}", "READ", noun))) {
            var shown = route.at("/behaviour/kind").asText().equals("LIST") ? "Table" : "Page";
            route.put("name", camel(noun) + shown);
            route.putArray("responses")
                    .addObject()
                    .put("status", 200)
                    .put("mediaType", Response.HTML)
                    .put("type", "string");
            add("route", document.modules().getFirst().id(), route);
        }
    }

    // A form has no way to say JSON.
    private boolean said(String noun) {
        return made(noun).stream()
                .flatMap(table -> table.columns().stream())
                .noneMatch(column -> column.type().equals("json"));
    }

    // Rows that are added, changed and deleted on these pages.
    private void forms(String noun) {
        var path = "/pages/" + noun.replace('_', '-') + "s";
        var forms = List.of(
                route("POST", path, "CREATE", noun),
                route("POST", path + "/{id}", "CHANGE", noun),
                route("POST", path + "/{id}/delete", "DELETE", noun));
        for (var route : forms) {
            route.put(
                    "name", camel(route.at("/behaviour/kind").asText().toLowerCase(Locale.ROOT) + "_" + noun) + "Form");
            route.putObject("request").put("mediaType", Body.FORM).put("type", "");
            route.putArray("responses")
                    .addObject()
                    .put("status", 303)
                    .put("mediaType", "")
                    .put("type", "");
            add("route", document.modules().getFirst().id(), route);
        }
    }

    private void standard(String module, String method, String path, String kind, String noun) {
        add("route", module, route(method, path, kind, noun));
    }

    private ObjectNode route(String method, String path, String kind, String noun) {
        var route = object().put("method", method).put("path", path);
        route.put("summary", kind.toLowerCase(Locale.ROOT) + " of " + noun);
        route.putObject("behaviour").put("kind", kind).put("table", noun);
        var access = route.putObject("access");
        var level = people ? pick(List.of("PUBLIC", "SIGNED_IN", "SIGNED_IN", "ROLES")) : "PUBLIC";
        var owned = made(noun).filter(table -> table.owner() != null).isPresent();
        // Whoever makes a row of one's own is somebody.
        access.put("level", owned && kind.equals("CREATE") && level.equals("PUBLIC") ? "SIGNED_IN" : level);
        var roles = access.putArray("roles");
        if (level.equals("ROLES")) {
            roles.add(pick(List.of("member", "keeper")));
        }
        access.put("own", owned && !level.equals("PUBLIC") && !kind.equals("CREATE") && chance(2));
        return route;
    }

    private ObjectNode rule(ObjectNode table, String form, String text, List<String> columns) {
        var rule =
                table.withArrayProperty("rules").addObject().put("form", form).put("text", text);
        var names = rule.putArray("columns");
        columns.forEach(names::add);
        return rule;
    }

    private String module(String name) {
        add("module", null, object().put("name", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)));
        return document.modules().getLast().id();
    }

    private Optional<Table> made(String noun) {
        return document.table(noun);
    }

    private void add(String kind, @Nullable String parent, ObjectNode values) {
        edit(new Edit.Add(kind, parent, values));
    }

    // What makes no sense is refused, so that what is left does.
    private void edit(Edit edit) {
        if (Editor.apply(document, edit, "chance") instanceof Edited.Accepted accepted) {
            document = accepted.document();
        }
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String camel(String name) {
        return Names.camel(name);
    }

    private static ObjectNode object() {
        return JSON.objectNode();
    }
}
