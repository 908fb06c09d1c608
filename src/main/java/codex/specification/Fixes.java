package codex.specification;

import codex.specification.Check.Fix;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The edits that mend what checks find, each of one element. */
final class Fixes {
    private static final int USUAL_LENGTH = 200;

    private Fixes() {}

    static Fix remove(String element) {
        return new Fix("Remove it", new Edit.Remove(element));
    }

    static Fix accounts() {
        return new Fix(
                "Let people sign in",
                new Edit.Change("document", DocumentJson.object().put("access", Access.ACCOUNTS.name())));
    }

    /** Shuts a route to strangers; with {@code own}, to all but the owners of rows. */
    static Fix signedIn(Route route, boolean own) {
        var access = DocumentJson.object()
                .put("level", RouteAccess.Level.SIGNED_IN.name())
                .put("own", own);
        access.putArray("roles");
        var values = DocumentJson.object();
        values.set("access", access);
        return new Fix(own ? "Let only owners" : "Let only who is signed in", new Edit.Change(route.id(), values));
    }

    static Fix longest(Element element, Limits limits, @Nullable String defaultValue) {
        var least = limits.minLength() == null ? 0 : limits.minLength();
        var standing = defaultValue == null ? 0 : defaultValue.length();
        var most = Math.max(USUAL_LENGTH, Math.max(least, standing));
        var values = DocumentJson.object();
        values.putObject("limits").put("maxLength", most);
        return new Fix("At most " + most + " characters", new Edit.Change(element.id(), values));
    }

    static Fix say(Route route, String words) {
        return new Fix(
                "Say “" + words + "”",
                new Edit.Change(route.id(), DocumentJson.object().put("summary", words)));
    }

    static Fix serve(Route route, Feature feature) {
        var values = DocumentJson.object();
        values.putArray("features").add(feature.id());
        return new Fix("It serves “" + feature.name() + "”", new Edit.Change(route.id(), values));
    }

    static Fix withoutBody(Route route) {
        return new Fix(
                "Take no body",
                new Edit.Change(route.id(), DocumentJson.object().putNull("request")));
    }

    static Fix limited(Route route) {
        var values = DocumentJson.object()
                .put("name", "limit")
                .put("place", Parameter.Place.QUERY.name())
                .put("type", "integer")
                .put("required", false)
                .put("defaultValue", "50");
        values.putObject("limits").put("min", 1).put("max", 200);
        return new Fix("Take a limit", new Edit.Add(ElementKind.PARAMETER.key(), route.id(), values));
    }

    static Fix pointing(Column column, String table) {
        var values = DocumentJson.object().put("references", table).put("onDelete", Column.OnDelete.RESTRICT.name());
        return new Fix("Point to " + table, new Edit.Change(column.id(), values));
    }

    static Fix optional(Column column) {
        return new Fix(
                "May be empty",
                new Edit.Change(column.id(), DocumentJson.object().put("required", false)));
    }

    static Fix firstColumn(Table table) {
        var values = DocumentJson.object().put("name", "name").put("type", "string");
        values.putObject("limits").put("maxLength", USUAL_LENGTH);
        return new Fix("Add a name", new Edit.Add(ElementKind.COLUMN.key(), table.id(), values));
    }

    /** Another name for what has one that Java or SQL keeps for itself. */
    static Optional<Fix> renamed(Document document, Elements.Placed placed) {
        return switch (placed.element()) {
            case Table table
            when reserved(table.name(), Names.pascal(table.name())) ->
                Optional.of(rename(table.id(), free(table.name() + "_entry", tables(document))));
            case Column column
            when placed.parent() != null
                    && reserved(column.name(), "")
                    && placed.parent().element() instanceof Table table ->
                Optional.of(rename(column.id(), free(column.name() + "_value", columns(table))));
            default -> Optional.empty();
        };
    }

    /** The name that was probably meant, in the one place that names what is not there. */
    static Optional<Fix> nearest(Document document, Known known, Flaw flaw) {
        var tree = new DocumentTree(DocumentJson.tree(document));
        for (var reference : References.in(tree)) {
            var holder = reference.holder();
            if (holder.id().equals(flaw.element())
                    && reference.field().equals(flaw.field())
                    && known.problem(reference.target())
                            .filter(flaw.message()::equals)
                            .isPresent()) {
                return known.nearest(reference.target()).map(name -> {
                    reference.rewrite().accept(name);
                    ObjectNode values = DocumentJson.object();
                    values.set(flaw.field(), holder.json().get(flaw.field()));
                    return new Fix("Take " + name, new Edit.Change(flaw.element(), values));
                });
            }
        }
        return Optional.empty();
    }

    private static boolean reserved(String name, String pascal) {
        return ReservedWords.sql(name)
                || ReservedWords.java(Names.camel(name))
                || (!pascal.isEmpty() && ReservedWords.className(pascal));
    }

    private static Fix rename(String element, String name) {
        return new Fix(
                "Call it " + name,
                new Edit.Change(element, DocumentJson.object().put("name", name)));
    }

    private static String free(String wanted, Collection<String> taken) {
        var name = wanted;
        for (int number = 2; taken.contains(name); number++) {
            name = wanted + "_" + number;
        }
        return name;
    }

    private static Set<String> tables(Document document) {
        var taken = new HashSet<String>();
        document.tables().forEach(table -> taken.add(table.name()));
        document.types().forEach(type -> taken.add(Names.snake(type.name())));
        document.enums().forEach(each -> taken.add(Names.snake(each.name())));
        return taken;
    }

    private static List<String> columns(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }
}
