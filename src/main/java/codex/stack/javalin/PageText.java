package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Names;
import codex.specification.RouteAccess;
import codex.specification.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of an entity: its rows in a table, and one of them with all that it has. */
final class PageText {
    private final AppModel app;
    private final EntityModel entity;
    private final List<RouteModel> routes;
    private final Optional<String> detail;

    PageText(AppModel app, EntityModel entity) {
        this.app = app;
        this.entity = entity;
        this.routes = app.routesOf(entity).stream().filter(RouteModel::page).toList();
        this.detail = HandlerText.address(app, entity, true);
    }

    String text() {
        var lists = routes.stream().anyMatch(route -> route.kind() == Behaviour.Kind.LIST);
        var reads = routes.stream().anyMatch(route -> route.kind() == Behaviour.Kind.READ);
        var references = (reads ? shown() : listed())
                .stream()
                        .filter(column -> named(column).isPresent())
                        .map(this::reference)
                        .collect(Collectors.joining());
        return Text.fill(
                """
                /** $Several$ as people see them. */
                final class $Name$Pages {
                    $listed$
                    $shown$

                    private $Name$Pages() {}
                    $list$
                    $one$
                    $forms$
                    $references$
                    $title$
                }
                """,
                Map.of(
                        "Several", several(),
                        "Name", entity.className(),
                        "listed", lists ? headings("LISTED", listHeadings()) : "",
                        "shown", reads ? headings("SHOWN", rowHeadings()) : "",
                        "list", lists ? list() : "",
                        "one", reads ? one() : "",
                        "references", references,
                        "title", reads || detail.isPresent() ? title() : "",
                        "forms", new FormText(app, entity, this).text()));
    }

    private static String headings(String name, List<String> headings) {
        return "private static final List<Heading> %s = List.of(%s);\n".formatted(name, String.join(",\n", headings));
    }

    private List<String> listHeadings() {
        var headings = listed().stream().map(PageText::heading);
        return linkFirst()
                ? Stream.concat(Stream.of(heading(sentence(words()), "id", false)), headings)
                        .toList()
                : headings.toList();
    }

    private List<String> rowHeadings() {
        var headings = shown().stream().map(PageText::heading);
        var times = Stream.of(heading("Created", "createdAt", false), heading("Last changed", "updatedAt", false));
        return Stream.concat(headings, times).toList();
    }

    // A row whose name is no column of its own is reached from a column in front.
    private boolean linkFirst() {
        return detail.isPresent() && titled(entity).isEmpty();
    }

    private String list() {
        var link = detail.map(path -> "Html.of(\"<a href=\\\"%s{}\\\">{}</a>\", %s.id(), title(%s))"
                .formatted(path, entity.variable(), entity.variable()));
        var values = new ArrayList<String>();
        if (linkFirst()) {
            values.add(link.orElseThrow());
        }
        for (var column : listed()) {
            var linked =
                    link.isPresent() && titled(entity).filter(column::equals).isPresent();
            values.add(linked ? link.get() : value(column));
        }
        return Text.fill(
                """

                static Html list(RowPages pages, Page<$Name$> page, Context context) {
                    return pages.list($title$, LISTED, page, $Name$::id, $variable$ -> Stream.of($values$)$below$);
                }
                """,
                Map.of(
                        "Name", entity.className(),
                        "variable", entity.variable(),
                        "title", Words.literal(several()),
                        "values", String.join(",\n", values),
                        "below", below(Behaviour.Kind.LIST)));
    }

    private String one() {
        var values = shown().stream().map(this::value).collect(Collectors.joining(",\n"));
        return Text.fill(
                """

                static Html one(RowPages pages, $Name$ $variable$, Context context) {
                    return pages.one(
                            title($variable$),
                            SHOWN,
                            Stream.of($values$$variable$.createdAt(), $variable$.updatedAt())$below$$back$);
                }
                """,
                Map.of(
                        "Name",
                        entity.className(),
                        "variable",
                        entity.variable(),
                        "values",
                        values.isEmpty() ? "" : values + ",\n",
                        "below",
                        below(Behaviour.Kind.READ),
                        "back",
                        back().isEmpty() ? "" : ",\n" + back()));
    }

    /** The expression of what leads back to all rows; empty where there is no such page. */
    String back() {
        return HandlerText.listPage(app, entity)
                .map(path -> "Html.of(\"<p><a href=\\\"%s\\\">%s</a></p>\")".formatted(path, several()))
                .orElse("");
    }

    // What whoever sees this page may do with it.
    private String below(Behaviour.Kind kind) {
        var shown = routes.stream().filter(route -> route.kind() == kind).toList();
        return app.routesOf(entity).stream()
                .filter(RouteModel::form)
                .filter(form -> form.byKey() == (kind == Behaviour.Kind.READ))
                .filter(form -> shown.stream().allMatch(page -> reaches(page, form)))
                .map(form -> ",\n%s.section()".formatted(new FormText(app, entity, this).call(form, entity.variable())))
                .collect(Collectors.joining());
    }

    // The row that is referred to, by what it is called.
    private String reference(ColumnModel column) {
        var parent = named(column).orElseThrow();
        var shown = HandlerText.address(app, parent, true)
                .map(path -> "Html.of(\"<a href=\\\"%s{}\\\">{}</a>\", id, %s)".formatted(path, name(parent)))
                .orElseGet(() -> "Html.of(\"{}\", %s)".formatted(name(parent)));
        return Text.fill(
                """

                private static Html $name$($Key$ id, Context context) {
                    return id == null
                            ? null
                            : context.$rows$().find(id).map($variable$ -> $shown$).orElse(null);
                }
                """,
                Map.of(
                        "name", column.component() + "Link",
                        "Key", column.type().java(),
                        "rows", parent.plural(),
                        "variable", parent.variable(),
                        "shown", shown));
    }

    private String title() {
        return """

                private static String title(%s %s) {
                    return %s;
                }
                """.formatted(entity.className(), entity.variable(), name(entity));
    }

    private String value(ColumnModel column) {
        var read = "%s.%s()".formatted(entity.variable(), column.component());
        return named(column).isPresent() ? "%sLink(%s, context)".formatted(column.component(), read) : read;
    }

    // Whoever sees these pages must be allowed to see the other row as well, or its name would tell too much.
    Optional<EntityModel> named(ColumnModel column) {
        return Optional.ofNullable(column.column().references())
                .filter(table -> !table.equals(Table.ACCOUNT))
                .flatMap(app::entity)
                .filter(parent -> routes.stream()
                        .allMatch(route -> app.routesOf(parent).stream().anyMatch(other -> sees(route, other))));
    }

    private static boolean sees(RouteModel route, RouteModel other) {
        var shows = other.kind() == Behaviour.Kind.READ || other.kind() == Behaviour.Kind.LIST;
        return shows && !other.own() && other.columnBindings().isEmpty() && reaches(route, other);
    }

    // Whether everybody who may call the one may call the other.
    private static boolean reaches(RouteModel route, RouteModel other) {
        var access = route.route().access();
        var open = other.route().access();
        return switch (open.level()) {
            case PUBLIC -> true;
            case SIGNED_IN -> access.level() != RouteAccess.Level.PUBLIC;
            case ROLES ->
                access.level() == RouteAccess.Level.ROLES && open.roles().containsAll(access.roles());
        };
    }

    // What a row is called comes first; long texts have room on the page of one row.
    private List<ColumnModel> listed() {
        var title = titled(entity);
        return shown().stream()
                .filter(column ->
                        column.type().kind() != Kind.TEXT && column.type().kind() != Kind.JSON)
                .sorted(Comparator.comparing(
                        column -> title.filter(column::equals).isEmpty()))
                .toList();
    }

    // People are known by numbers only, which tell nobody anything.
    private List<ColumnModel> shown() {
        return entity.columns().stream()
                .filter(column -> !Table.ACCOUNT.equals(column.column().references()))
                .toList();
    }

    // What a row is called: its first text that is always there, else its number or id.
    private static String name(EntityModel entity) {
        return name(entity, entity.variable());
    }

    /** The expression of what the row in this variable is called. */
    static String name(EntityModel entity, String variable) {
        return titled(entity)
                .map(column -> "%s.%s()".formatted(variable, column.component()))
                .orElseGet(() -> "%s + %s.id()"
                        .formatted(Words.literal(sentence(entity.table().name().replace('_', ' ')) + " "), variable));
    }

    private static Optional<ColumnModel> titled(EntityModel entity) {
        return entity.columns().stream()
                .filter(column ->
                        column.type().kind() == Kind.STRING && column.column().required())
                .findFirst();
    }

    private static String heading(ColumnModel column) {
        var reference = column.column().references() != null;
        var words = reference ? column.name().replaceFirst("_id$", "") : column.name();
        return heading(
                sentence(words.replace('_', ' ')),
                column.json(),
                column.type().kind().numeric() && !reference);
    }

    private static String heading(String label, String name, boolean number) {
        return "new Heading(%s, %s, %s)".formatted(Words.literal(label), Words.literal(name), number);
    }

    String words() {
        return entity.table().name().replace('_', ' ');
    }

    private String several() {
        return sentence(Names.plural(entity.table().name()).replace('_', ' '));
    }

    static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
