package codex.engine.builtin;

import codex.agent.requirements.ReviseSpecification;
import codex.agent.requirements.ReviseSpecification.Revision;
import codex.engine.Answer;
import codex.specification.Column;
import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.Names;
import codex.specification.Route;
import codex.specification.Table;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Turns common instructions into edits: add, remove, rename, "only … may …", optional and required. */
final class Revising {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NOUN = "([\\w -]+?)";

    private final Document document;

    /** One way of giving an instruction, and what it leads to; empty when it names nothing that is there. */
    private record Instruction(Pattern pattern, Function<MatchResult, List<Edit>> edits) {}

    private Revising(Document document) {
        this.document = document;
    }

    static Answer<Revision> revise(ReviseSpecification question) {
        if (!question.attempts().isEmpty()) {
            return new Answer.Beyond<>("The built-in engine has no other edits for this instruction.");
        }
        var revising = new Revising(question.document());
        var edits = new ArrayList<Edit>();
        var missed = new ArrayList<String>();
        for (var sentence : DescriptionReader.read("", question.instruction()).sentences()) {
            var found = revising.read(sentence.text().replaceAll("[.!]+$", ""));
            if (found.isEmpty()) {
                missed.add(sentence.text());
            }
            edits.addAll(found);
        }
        return new Answer.Given<>(new Revision(edits, String.join(" ", missed)));
    }

    private List<Edit> read(String instruction) {
        for (var known : patterns()) {
            var matcher = known.pattern().matcher(instruction);
            if (matcher.matches()) {
                var edits = known.edits().apply(matcher.toMatchResult());
                if (!edits.isEmpty()) {
                    return edits;
                }
            }
        }
        return List.of();
    }

    private List<Instruction> patterns() {
        return List.of(
                pattern("remove (?:the )?(?:accounts?|log-?in|sign-?in|users)", match -> withoutAccounts()),
                pattern("(?:remove|delete|drop) (?:the )?(?:route |endpoint |call )(\\w+) (/\\S*)", this::removeCall),
                pattern(
                        "(?:remove|delete|drop) (?:the )?(?:field |column )?" + NOUN + " (?:from|of) (?:the )?" + NOUN,
                        this::removeColumn),
                pattern("(?:remove|delete|drop) (?:the )?(?:table |route |role |endpoint )?" + NOUN, this::remove),
                pattern(
                        "add (?:an? |the )?(?:field |column )?(optional )?" + NOUN
                                + "(?:,? (?:from|between) (\\d{1,9}) (?:to|and) (\\d{1,9}))? to (?:the |each |every )?"
                                + NOUN,
                        this::addColumn),
                pattern("rename (?:the )?" + NOUN + " to " + NOUN, this::rename),
                pattern("only " + NOUN + " (?:may|can|should|must|are allowed to) (\\w+) (?:the )?" + NOUN, this::only),
                pattern("(?:everyone|anyone|everybody|anybody) (?:may|can) (\\w+) (?:the )?" + NOUN, this::open),
                pattern(
                        "make (?:the )?" + NOUN + " (optional|required|unique)(?: (?:in|of|for) (?:the )?" + NOUN
                                + ")?",
                        this::mark));
    }

    private static Instruction pattern(String written, Function<MatchResult, List<Edit>> edits) {
        return new Instruction(Pattern.compile("(?:please )?" + written, Pattern.CASE_INSENSITIVE), edits);
    }

    private List<Edit> withoutAccounts() {
        var edits = new ArrayList<Edit>();
        document.routes().forEach(route -> edits.add(access(route, "PUBLIC", List.of())));
        for (var table : document.tables()) {
            if (table.owner() != null) {
                var change = JSON.objectNode();
                change.putNull("owner");
                edits.add(new Edit.Change(table.id(), change));
            }
            table.columns().stream()
                    .filter(column -> Table.ACCOUNT.equals(column.references()))
                    .forEach(column -> edits.add(new Edit.Remove(column.id())));
        }
        document.roles().forEach(role -> edits.add(new Edit.Remove(role.id())));
        edits.add(new Edit.Change("document", JSON.objectNode().put("access", "NONE")));
        return edits;
    }

    private List<Edit> removeCall(MatchResult match) {
        return document.routes()
                .filter(route -> route.method().name().equalsIgnoreCase(match.group(1))
                        && route.path().equals(match.group(2)))
                .map(route -> (Edit) new Edit.Remove(route.id()))
                .toList();
    }

    private List<Edit> removeColumn(MatchResult match) {
        return table(match.group(2))
                .flatMap(table -> column(table, match.group(1)))
                .map(column -> List.<Edit>of(new Edit.Remove(column.id())))
                .orElse(List.of());
    }

    private List<Edit> remove(MatchResult match) {
        var name = match.group(1).toLowerCase(Locale.ROOT).strip();
        var table = table(name);
        if (table.isPresent()) {
            return List.of(new Edit.Remove(table.get().id()));
        }
        var camel = Names.camel(name);
        var role = document.role(Names.snake(Nouns.singular(name)));
        if (role.isPresent()) {
            return List.of(new Edit.Remove(role.get().id()));
        }
        return document.routes()
                .filter(route ->
                        route.name().equalsIgnoreCase(camel) || route.path().equals(name))
                .map(route -> (Edit) new Edit.Remove(route.id()))
                .toList();
    }

    private List<Edit> addColumn(MatchResult match) {
        var table = table(match.group(5));
        if (table.isEmpty()) {
            return List.of();
        }
        var name = FieldTypes.STANDARD
                .columns(match.group(2).toLowerCase(Locale.ROOT).strip())
                .getFirst();
        var kind = FieldTypes.STANDARD.kind(name);
        var values =
                JSON.objectNode().put("name", name).put("type", kind.type()).put("required", false);
        var limits = values.putObject("limits");
        if (match.group(3) != null) {
            values.put("type", kind.type().equals("decimal") ? "decimal" : "integer");
            limits.put("min", Long.parseLong(match.group(3))).put("max", Long.parseLong(match.group(4)));
            values.put("example", match.group(4));
            return List.of(new Edit.Add("column", table.get().id(), values));
        }
        limits.put("min", kind.limits().min());
        limits.put("max", kind.limits().max());
        limits.put("minLength", kind.limits().minLength());
        limits.put("maxLength", kind.limits().maxLength());
        limits.put("format", kind.limits().format());
        values.put("example", kind.example());
        return List.of(new Edit.Add("column", table.get().id(), values));
    }

    private List<Edit> rename(MatchResult match) {
        var table = table(match.group(1));
        if (table.isPresent()) {
            var name = FieldTypes.STANDARD.table(
                    Nouns.singular(match.group(2).toLowerCase(Locale.ROOT).strip()));
            return List.of(new Edit.Change(table.get().id(), JSON.objectNode().put("name", name)));
        }
        for (var each : document.tables()) {
            var column = column(each, match.group(1));
            if (column.isPresent()) {
                var name = FieldTypes.STANDARD
                        .columns(match.group(2).toLowerCase(Locale.ROOT).strip())
                        .getFirst();
                return List.of(
                        new Edit.Change(column.get().id(), JSON.objectNode().put("name", name)));
            }
        }
        return List.of();
    }

    private List<Edit> only(MatchResult match) {
        var role = Names.snake(
                Nouns.singular(match.group(1).toLowerCase(Locale.ROOT).strip()));
        var edits = new ArrayList<Edit>();
        var routes = routes(match.group(2), match.group(3));
        if (routes.isEmpty()) {
            return edits;
        }
        edits.add(new Edit.Change("document", JSON.objectNode().put("access", "ACCOUNTS")));
        if (document.role(role).isEmpty()) {
            var values = JSON.objectNode()
                    .put("name", role)
                    .put("summary", "Somebody who acts as " + RouteDrafter.article(role));
            edits.add(new Edit.Add("role", null, values));
        }
        routes.forEach(route -> edits.add(access(route, "ROLES", List.of(role))));
        return edits;
    }

    private List<Edit> open(MatchResult match) {
        return routes(match.group(1), match.group(2)).stream()
                .map(route -> access(route, "PUBLIC", List.of()))
                .toList();
    }

    private List<Edit> mark(MatchResult match) {
        var values = JSON.objectNode();
        switch (match.group(2).toLowerCase(Locale.ROOT)) {
            case "optional" -> values.put("required", false);
            case "required" -> values.put("required", true);
            default -> values.put("unique", true);
        }
        return document.tables().stream()
                .filter(table -> match.group(3) == null
                        || table(match.group(3)).filter(table::equals).isPresent())
                .flatMap(table -> column(table, match.group(1)).stream())
                .limit(1)
                .map(column -> (Edit) new Edit.Change(column.id(), values))
                .toList();
    }

    private List<Route> routes(String verb, String noun) {
        var table = table(noun).map(Table::name);
        var base = Vocabulary.verb(verb.toLowerCase(Locale.ROOT))
                .map(Vocabulary.VerbForm::base)
                .orElse(verb);
        var operation = VerbMap.STANDARD.operation(base);
        return document.routes()
                .filter(route -> table.isPresent()
                        && table.get().equals(route.behaviour().table()))
                .filter(route -> operation
                        .map(each -> each == VerbMap.Operation.MANAGE || fits(each, route))
                        .orElseGet(
                                () -> route.name().toLowerCase(Locale.ROOT).startsWith(base.toLowerCase(Locale.ROOT))))
                .toList();
    }

    private static boolean fits(VerbMap.Operation operation, Route route) {
        var kind = route.behaviour().kind().name();
        var reading = operation == VerbMap.Operation.READ && kind.equals("LIST");
        return reading || kind.equals(operation.name());
    }

    private static Edit access(Route route, String level, List<String> roles) {
        var values = JSON.objectNode();
        ObjectNode access = values.putObject("access");
        access.put("level", level).put("own", false);
        var list = access.putArray("roles");
        roles.forEach(list::add);
        return new Edit.Change(route.id(), values);
    }

    private Optional<Table> table(String noun) {
        var name = Nouns.singular(noun.toLowerCase(Locale.ROOT).strip());
        var known = Lexicon.STANDARD.find(name).map(Lexicon.Entry::table).orElse(Names.snake(name));
        return document.table(Names.snake(name)).or(() -> document.table(known));
    }

    private static Optional<Column> column(Table table, String noun) {
        var name = noun.toLowerCase(Locale.ROOT).strip();
        return table.column(Names.snake(name))
                .or(() -> table.column(FieldTypes.STANDARD.columns(name).getFirst()));
    }
}
