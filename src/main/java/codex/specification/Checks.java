package codex.specification;

import codex.specification.Check.Fix;
import codex.specification.Check.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a careful reader would say about a document before it is developed: always the same, and without a model. */
public final class Checks {
    private final Document document;
    private final DocumentTree tree;
    private final Elements elements;
    private final List<Check> found = new ArrayList<>();

    private Checks(Document document) {
        this.document = document;
        this.tree = new DocumentTree(DocumentJson.tree(document));
        this.elements = Elements.of(document);
    }

    /** Errors, which stop development, before warnings; each in reading order. */
    public static List<Check> check(Document document) {
        var checks = new Checks(document);
        checks.flaws();
        checks.errors();
        checks.unused();
        checks.features();
        document.tables().forEach(checks::table);
        var sent = checks.sent();
        document.types().forEach(type -> checks.type(type, sent.contains(type.name())));
        checks.doubles();
        checks.words();
        var routes = new RouteChecks(document);
        document.routes().forEach(routes::check);
        routes.conflicts();
        checks.found.addAll(routes.found());
        checks.found.sort(Comparator.comparing(Check::severity));
        return List.copyOf(checks.found);
    }

    /** Whether development may begin. */
    public static boolean ready(List<Check> checks) {
        return checks.stream().noneMatch(check -> check.severity() == Severity.ERROR);
    }

    private void flaws() {
        var flaws = Flaws.of(document, tree);
        var known = flaws.isEmpty() ? null : new Known(document);
        for (var flaw : flaws) {
            var severity = Flaws.bearable(flaw) ? Severity.WARNING : Severity.ERROR;
            found.add(new Check(severity, flaw.element(), flaw.message(), known == null ? null : fix(flaw, known)));
        }
    }

    private @Nullable Fix fix(Flaw flaw, Known known) {
        Optional<Fix> fix = flaw.field().equals("name") && flaw.with().isEmpty()
                ? elements.find(flaw.element()).flatMap(placed -> Fixes.renamed(document, placed))
                : Fixes.nearest(document, known, flaw);
        return fix.orElse(null);
    }

    private void errors() {
        if (document.routes().findAny().isEmpty()) {
            error("document", "There is no route yet: nothing could be called. Add one to a module.", null);
        }
        for (var table : document.tables()) {
            if (table.columns().isEmpty()) {
                error(
                        table.id(),
                        "The table " + table.name() + " has no columns; add one, or remove the table.",
                        Fixes.firstColumn(table));
            }
        }
        if (document.access() == Access.NONE) {
            document.routes()
                    .filter(route -> route.access().level() != RouteAccess.Level.PUBLIC)
                    .forEach(route -> error(
                            route.id(),
                            "Nobody can sign in here, so nobody could call it: make it public, or let the application have "
                                    + "accounts.",
                            Fixes.accounts()));
            document.tables().stream()
                    .flatMap(table -> table.columns().stream())
                    .filter(column -> Table.ACCOUNT.equals(column.references()))
                    .forEach(column -> error(
                            column.id(),
                            "It points to account, but the application has no accounts; turn them on.",
                            Fixes.accounts()));
        }
    }

    private void unused() {
        var named = References.in(tree);
        var targets = named.stream().map(References.Reference::target).collect(Collectors.toSet());
        for (var type : document.types()) {
            if (!targets.contains(new References.Target(References.Space.TYPE, "", type.name()))) {
                warning(type.id(), "No route takes or answers " + type.name() + ".", Fixes.remove(type.id()));
            }
        }
        for (var each : document.enums()) {
            if (!targets.contains(new References.Target(References.Space.TYPE, "", each.name()))) {
                warning(each.id(), "Nothing has the type " + each.name() + ".", Fixes.remove(each.id()));
            }
        }
        for (var role : document.roles()) {
            if (!targets.contains(new References.Target(References.Space.ROLE, "", role.name()))) {
                warning(role.id(), "No route is for the role " + role.name() + " alone.", Fixes.remove(role.id()));
            } else if (document.access() == Access.NONE) {
                warning(role.id(), "Nobody can sign in, so nobody has the role " + role.name() + ".", Fixes.accounts());
            }
        }
        idleTables(named);
    }

    // A function may touch any table, so where there are functions a table that is pointed to counts as used.
    private void idleTables(List<References.Reference> named) {
        var functions =
                document.routes().anyMatch(route -> route.behaviour().kind().needsFunction());
        var users = new HashMap<String, Set<ElementKind>>();
        for (var reference : named) {
            if (reference.target().space() == References.Space.TABLE
                    && reference.holder().kind() != null) {
                users.computeIfAbsent(reference.target().name(), name -> new HashSet<>())
                        .add(reference.holder().kind());
            }
        }
        for (var table : document.tables()) {
            var by = users.getOrDefault(table.name(), Set.of());
            if (by.isEmpty()) {
                warning(table.id(), "No route reads or writes " + table.name() + ".", Fixes.remove(table.id()));
            } else if (!functions && by.equals(Set.of(ElementKind.COLUMN))) {
                warning(
                        table.id(),
                        "Tables point to " + table.name() + ", but no route adds rows to it or shows them.",
                        null);
            }
        }
    }

    private void features() {
        var served =
                document.routes().flatMap(route -> route.features().stream()).collect(Collectors.toSet());
        for (var feature : document.features()) {
            if (!served.contains(feature.id())) {
                warning(feature.id(), "No route serves the feature “" + feature.name() + "”.", null);
            }
        }
        for (var module : document.modules()) {
            if (module.routes().isEmpty()) {
                warning(module.id(), "The module " + module.name() + " has no route.", Fixes.remove(module.id()));
            }
        }
    }

    private void table(Table table) {
        for (var column : table.columns()) {
            if (unbounded(column.type(), column.limits()) && !column.readOnly()) {
                warning(
                        column.id(),
                        "Text without a greatest length: " + table.name() + "." + column.name() + ".",
                        Fixes.longest(column, column.limits(), column.defaultValue()));
            }
            orphan(table, column);
            if (column.required() && table.name().equals(column.references())) {
                warning(
                        column.id(),
                        "Each " + table.name() + " needs another one first, so there could never be any.",
                        Fixes.optional(column));
            }
        }
    }

    private void orphan(Table table, Column column) {
        if (column.references() != null
                || !Set.of("uuid", "long").contains(column.type())
                || !column.name().endsWith("_id")) {
            return;
        }
        var target = column.name().substring(0, column.name().length() - "_id".length());
        if (document.keyType(target).filter(column.type()::equals).isPresent()) {
            warning(
                    column.id(),
                    "%s.%s looks as if it pointed to %s, but it does not."
                            .formatted(table.name(), column.name(), target),
                    Fixes.pointing(column, target));
        }
    }

    /** The types that callers send, whole or inside of others. */
    private Set<String> sent() {
        var sent = new LinkedHashSet<String>();
        document.routes()
                .flatMap(route -> Stream.ofNullable(route.request()))
                .forEach(body -> sent.add(TypeName.of(body.type()).base()));
        var open = new ArrayDeque<>(sent);
        while (!open.isEmpty()) {
            document.type(open.remove()).stream()
                    .flatMap(type -> type.fields().stream())
                    .map(field -> TypeName.of(field.type()).base())
                    .filter(sent::add)
                    .forEach(open::add);
        }
        return sent;
    }

    private void type(Type type, boolean sent) {
        if (type.fields().isEmpty()) {
            warning(type.id(), "The type " + type.name() + " has no fields.", null);
        }
        type.fields().stream()
                .filter(field -> sent && field.required() && unbounded(field.type(), field.limits()))
                .forEach(field -> warning(
                        field.id(),
                        "Text without a greatest length: " + type.name() + "." + field.name() + ".",
                        Fixes.longest(field, field.limits(), field.defaultValue())));
    }

    private void doubles() {
        var enums = new HashMap<Set<String>, Enumeration>();
        for (var each : document.enums()) {
            var twin = enums.putIfAbsent(Set.copyOf(each.values()), each);
            if (twin != null) {
                warning(each.id(), each.name() + " has the same values as " + twin.name() + "; one may do.", null);
            }
        }
        var types = new HashMap<Map<String, String>, Type>();
        for (var type : document.types()) {
            var fields = type.fields().stream()
                    .collect(Collectors.toMap(Field::name, Field::type, (first, second) -> first));
            var twin = type.fields().size() < 2 ? null : types.putIfAbsent(fields, type);
            if (twin != null) {
                warning(type.id(), type.name() + " has the same fields as " + twin.name() + "; one may do.", null);
            }
        }
        document.routes().forEach(route -> rules(route.rules()));
        document.tables().forEach(table -> rules(table.rules()));
    }

    private void rules(List<Rule> rules) {
        var texts = new HashSet<String>();
        rules.stream()
                .filter(rule -> !rule.text().isBlank() && !texts.add(rule.text().strip()))
                .forEach(rule -> warning(rule.id(), "The same rule stands here twice.", Fixes.remove(rule.id())));
    }

    private void words() {
        document.features().forEach(feature -> vague(feature.id(), feature.name() + ". " + feature.description()));
        document.routes().flatMap(route -> route.rules().stream()).forEach(rule -> vague(rule.id(), rule.text()));
        document.routes()
                .filter(route -> route.behaviour().kind() == Behaviour.Kind.CUSTOM)
                .forEach(route -> vague(route.id(), route.summary()));
    }

    private void vague(String element, String text) {
        Wording.vague(text)
                .ifPresent(word -> warning(
                        element,
                        "“" + word + "” says nothing that could be built or tested; say what is meant.",
                        null));
    }

    static boolean unbounded(String type, Limits limits) {
        return type.equals("string")
                && limits.maxLength() == null
                && limits.format() == null
                && limits.pattern() == null;
    }

    private void error(String element, String message, @Nullable Fix fix) {
        found.add(new Check(Severity.ERROR, element, message, fix));
    }

    private void warning(String element, String message, @Nullable Fix fix) {
        found.add(new Check(Severity.WARNING, element, message, fix));
    }
}
