package codex.specification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole of one specification: plain typed data, from which the stack writes a project.
 *
 * <p>Elements name each other by name (a route its table, a column its type), so the document reads well and renaming is
 * an edit that follows the uses. Ids are for links from outside.
 *
 * @param sentences the person's words, one sentence each, which {@link Source} counts from 1
 * @param lastId the highest number given to an element; the next element is {@code "e" + (lastId + 1)}
 */
public record Document(
        String name,
        String summary,
        List<String> sentences,
        Access access,
        List<Feature> features,
        List<Role> roles,
        List<Module> modules,
        List<Type> types,
        List<Enumeration> enums,
        List<Table> tables,
        List<Assumption> assumptions,
        List<OpenQuestion> openQuestions,
        int lastId) {

    public Document {
        sentences = List.copyOf(sentences);
        features = List.copyOf(features);
        roles = List.copyOf(roles);
        modules = List.copyOf(modules);
        types = List.copyOf(types);
        enums = List.copyOf(enums);
        tables = List.copyOf(tables);
        assumptions = List.copyOf(assumptions);
        openQuestions = List.copyOf(openQuestions);
    }

    /** A document that asks for nothing yet. */
    public static Document empty(String name, String summary) {
        return new Document(
                name,
                summary,
                List.of(),
                Access.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0);
    }

    /** The same, whose next element gets a number above {@code least}, too: ids given meanwhile are not given again. */
    public Document numbered(int least) {
        return new Document(
                name,
                summary,
                sentences,
                access,
                features,
                roles,
                modules,
                types,
                enums,
                tables,
                assumptions,
                openQuestions,
                Math.max(least, lastId));
    }

    /** All routes, in the order of modules. */
    public Stream<Route> routes() {
        return modules.stream().flatMap(module -> module.routes().stream());
    }

    /** Names of the cookies that its answers set, in order. */
    public Set<String> cookies() {
        return routes().flatMap(route -> route.responses().stream())
                .flatMap(response -> response.cookies().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether rows are written by forms on pages. */
    public boolean forms() {
        return routes().anyMatch(Route::form);
    }

    public Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** The type of a column that refers to this table; empty where there is no such table. */
    public Optional<String> keyType(@Nullable String table) {
        return Table.ACCOUNT.equals(table)
                ? Optional.of("uuid")
                : Optional.ofNullable(table).flatMap(this::table).map(Table::keyType);
    }

    public Optional<Type> type(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    public Optional<Enumeration> enumeration(String name) {
        return enums.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Whether a type, an enumeration or the entity of a table has this name. */
    public boolean names(String type) {
        return type(type).isPresent()
                || enumeration(type).isPresent()
                || tables.stream().anyMatch(table -> Names.pascal(table.name()).equals(type));
    }

    /** The class of a function of this name: a route may be called updateArticle beside a type UpdateArticle. */
    public String functionClass(String function) {
        var name = Names.pascal(function);
        return names(name) || names(name + "Input") ? name + "Function" : name;
    }

    public Optional<Role> role(String name) {
        return roles.stream().filter(role -> role.name().equals(name)).findFirst();
    }
}
