package codex.stack.javalin;

import codex.specification.Access;
import codex.specification.Column;
import codex.specification.Document;
import codex.specification.Field;
import codex.specification.Module;
import codex.specification.Names;
import codex.specification.Table;
import codex.specification.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the names of a document stand for in Java. */
final class NameModel {
    private static final Set<String> TAKEN_PACKAGES = Set.of("platform", "auth", "functions", "types");

    private final Document document;
    private final String base;
    private final Optional<Past> past;
    private final List<EnumModel> enums;
    private final List<ModuleModel> modules;
    private final List<TypeModel> types;
    private final List<EntityModel> entities;

    NameModel(Document document, String base, Optional<Past> past) {
        this.document = document;
        this.base = base;
        this.past = past;
        enums = document.enums().stream().map(EnumModel::of).toList();
        modules = makeModules();
        types = document.types().stream()
                .map(type -> new TypeModel(
                        type,
                        type.fields().stream()
                                .map(field -> FieldModel.of(field, type(type.name(), field)))
                                .toList()))
                .toList();
        entities = document.tables().stream().map(this::entity).toList();
    }

    List<EnumModel> enums() {
        return enums;
    }

    List<TypeModel> types() {
        return types;
    }

    List<EntityModel> entities() {
        return entities;
    }

    List<ModuleModel> modules() {
        return modules;
    }

    Optional<EntityModel> entity(String table) {
        return entities.stream()
                .filter(each -> each.table().name().equals(table))
                .findFirst();
    }

    Optional<TypeModel> typeModel(String name) {
        return types.stream().filter(each -> each.className().equals(name)).findFirst();
    }

    /** @throws IllegalArgumentException if nothing has this name */
    JavaType type(String written) {
        var name = TypeName.of(written);
        var scalar = Kind.scalar(name.base());
        if (scalar.isPresent()) {
            var kind = scalar.get();
            var imported = kind == Kind.FILE ? base + ".platform.http.Upload" : kind.imported();
            return new JavaType(kind, kind.java(), imported, name.many());
        }
        if (document.enumeration(name.base()).isPresent()) {
            return new JavaType(Kind.ENUM, name.base(), base + ".types." + name.base(), name.many());
        }
        if (document.type(name.base()).isPresent()) {
            return new JavaType(Kind.TYPE, name.base(), base + ".types." + name.base(), name.many());
        }
        for (var table : document.tables()) {
            if (Names.pascal(table.name()).equals(name.base())) {
                var imported = packageOf(table) + ".base." + name.base();
                return new JavaType(Kind.ENTITY, name.base(), imported, name.many());
            }
        }
        throw new IllegalArgumentException("there is no type " + written);
    }

    private List<ModuleModel> makeModules() {
        var taken = new HashSet<>(TAKEN_PACKAGES);
        var result = new ArrayList<ModuleModel>();
        for (var module : document.modules()) {
            var name = Words.javaPackage(module.name(), "module");
            while (!taken.add(name)) {
                name += "module";
            }
            result.add(new ModuleModel(module, base + "." + name, className(module)));
        }
        return result;
    }

    private static String className(Module module) {
        var name = Names.pascal(module.name());
        return name.isEmpty() || !Character.isLetter(name.charAt(0)) ? "Module" + name : name;
    }

    private EntityModel entity(Table table) {
        var className = Names.pascal(table.name());
        if (document.type(className).isPresent()
                || document.enumeration(className).isPresent()) {
            throw new IllegalArgumentException("%s is both a table and a type".formatted(className));
        }
        return new EntityModel(
                table,
                className,
                Words.local(table.name()),
                Words.java(plural(table)),
                Words.sql(table.name()),
                packageOf(table),
                past.map(earlier -> earlier.sequence(table)).orElseGet(() -> Past.sequence(table.name())),
                table.columns().stream().map(column -> column(table, column)).toList());
    }

    // Beside a table "books", the rows of "book" need another name.
    private String plural(Table table) {
        var plural = Names.plural(table.name());
        // The context has cookies of its own.
        var taken = plural.equals("cookies")
                || (!plural.equals(table.name()) && document.table(plural).isPresent());
        return taken ? table.name() + "_rows" : plural;
    }

    private ColumnModel column(Table table, Column column) {
        var type = type(column.type());
        if (type.many() || type.kind() == Kind.FILE || type.kind() == Kind.TYPE || type.kind() == Kind.ENTITY) {
            throw new IllegalArgumentException("%s.%s cannot hold %s: a column holds one plain value"
                    .formatted(table.name(), column.name(), column.type()));
        }
        var references = column.references();
        if (references != null && !refersToSomething(references)) {
            throw new IllegalArgumentException(
                    "%s.%s refers to %s, which is no table".formatted(table.name(), column.name(), references));
        }
        return new ColumnModel(
                column,
                Names.camel(column.name()),
                Words.java(column.name()),
                Words.sql(column.name()),
                type,
                column.name().equals(table.owner()));
    }

    private boolean refersToSomething(String table) {
        var people = table.equals(Table.ACCOUNT) && document.access() == Access.ACCOUNTS;
        return people || document.table(table).isPresent();
    }

    private JavaType type(String owner, Field field) {
        try {
            return type(field.type());
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "%s.%s: %s".formatted(owner, field.name(), unknown.getMessage()), unknown);
        }
    }

    // An entity belongs to the first module that has a route about it.
    private String packageOf(Table table) {
        for (var module : modules) {
            for (var route : module.module().routes()) {
                if (table.name().equals(route.behaviour().table())) {
                    return module.packageName();
                }
            }
        }
        return modules.isEmpty() ? base + ".data" : modules.get(0).packageName();
    }
}
