package codex.specification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The names there are in a document, to say of one that is not there which was probably meant. */
final class Known {
    private final Document document;
    private final List<String> types;
    private final List<String> ids;

    Known(Document document) {
        this.document = document;
        this.types = Stream.of(
                        document.types().stream().map(Type::name),
                        document.enums().stream().map(Enumeration::name),
                        document.tables().stream().map(table -> Names.pascal(table.name())),
                        TypeName.SCALARS.stream().sorted())
                .flatMap(names -> names)
                .toList();
        this.ids = Elements.of(document).all().stream().map(Elements.Placed::id).toList();
    }

    /** Why the target cannot be named; empty when it is there, or when what it belongs to is itself missing. */
    Optional<String> problem(References.Target target) {
        return switch (target.space()) {
            case TYPE -> missing("type", target.name(), types);
            case TABLE ->
                missing("table", target.name(), names(document.tables().stream().map(Table::name)));
            case ROLE ->
                missing("role", target.name(), names(document.roles().stream().map(Role::name)));
            case COLUMN -> document.table(target.owner()).flatMap(table -> column(table, target.name()));
            case VALUE ->
                document.enumeration(target.owner())
                        .flatMap(each -> missing("value of " + each.name(), target.name(), each.values()));
            case FEATURE ->
                missing(
                        "feature",
                        target.name(),
                        names(document.features().stream().map(Feature::id)));
            case ELEMENT ->
                ids.contains(target.name()) || target.name().equals("document")
                        ? Optional.empty()
                        : Optional.of("There is no element " + target.name() + "; leave it empty for the whole.");
            case MEMBER -> Optional.empty();
        };
    }

    /** The name there is that comes closest to one that is not there. */
    Optional<String> nearest(References.Target target) {
        return switch (target.space()) {
            case TYPE -> Nearest.to(target.name(), types);
            case TABLE ->
                Nearest.to(target.name(), names(document.tables().stream().map(Table::name)));
            case ROLE ->
                Nearest.to(target.name(), names(document.roles().stream().map(Role::name)));
            case COLUMN ->
                document.table(target.owner())
                        .flatMap(table -> Nearest.to(
                                target.name(), names(table.columns().stream().map(Column::name))));
            case VALUE ->
                document.enumeration(target.owner()).flatMap(each -> Nearest.to(target.name(), each.values()));
            case FEATURE, ELEMENT, MEMBER -> Optional.empty();
        };
    }

    private static Optional<String> column(Table table, String name) {
        var columns = new ArrayList<>(table.columns().stream().map(Column::name).toList());
        columns.addAll(ReservedWords.UNSAID_COLUMNS);
        return missing("column in " + table.name(), name, columns);
    }

    private static Optional<String> missing(String what, String name, Collection<String> known) {
        if (known.contains(name)) {
            return Optional.empty();
        }
        var nearest =
                Nearest.to(name, known).map(best -> " Nearest: " + best + ".").orElse("");
        return Optional.of("There is no " + what + " “" + name + "”." + nearest);
    }

    private static List<String> names(Stream<String> names) {
        return names.toList();
    }
}
