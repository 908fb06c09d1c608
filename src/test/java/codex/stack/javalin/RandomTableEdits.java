package codex.stack.javalin;

import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.RandomEdits;
import codex.specification.Table;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Edits of tables as people make them over the years; the same seed gives the same edits. */
final class RandomTableEdits {
    private static final List<String> TYPES = List.of(
            "string",
            "text",
            "integer",
            "long",
            "decimal",
            "number",
            "boolean",
            "date",
            "time",
            "datetime",
            "uuid",
            "json",
            "Level");
    private static final List<String> NAMES = List.of("first", "second_one", "third", "fourth", "fifth", "order_no");

    private RandomTableEdits() {}

    static Edit next(Document document, Random random) {
        var tables = document.tables();
        if (tables.isEmpty() || random.nextInt(12) == 0) {
            return new Edit.Add("table", null, table(document, random));
        }
        var table = pick(tables, random);
        if (table.columns().isEmpty()) {
            return new Edit.Add("column", table.id(), column(document, random));
        }
        var column = pick(table.columns(), random);
        return switch (random.nextInt(16)) {
            case 0 -> new Edit.Change(table.id(), object().put("name", pick(NAMES, random) + "_thing"));
            case 1, 2 -> new Edit.Change(column.id(), object().put("name", pick(NAMES, random)));
            case 3, 4 -> new Edit.Change(column.id(), object().put("type", pick(TYPES, random)));
            case 5 -> new Edit.Change(column.id(), object().put("required", !column.required()));
            case 6 -> new Edit.Change(column.id(), object().put("unique", !column.unique()));
            case 7 ->
                new Edit.Change(column.id(), column.references() == null ? limits(column.type(), random) : object());
            case 8, 9 -> new Edit.Add("column", table.id(), column(document, random));
            case 10 -> new Edit.Remove(column.id(), true, List.of());
            case 11 ->
                random.nextInt(3) == 0
                        ? new Edit.Remove(table.id(), true, List.of())
                        : new Edit.Change(table.id(), numbers(table));
            case 12 -> rule(table, random);
            case 13 -> levels(document, random);
            case 14 ->
                new Edit.Change(
                        column.id(), object().put("onDelete", pick(List.of("RESTRICT", "CASCADE", "CLEAR"), random)));
            default -> RandomEdits.next(document, random);
        };
    }

    private static ObjectNode table(Document document, Random random) {
        var table = object().put("name", pick(NAMES, random) + "_thing");
        if (random.nextInt(3) == 0) {
            table.put("numbers", "COUNTED");
        }
        table.putArray("columns").add(column(document, random));
        return table;
    }

    private static ObjectNode column(Document document, Random random) {
        var column = object().put("name", pick(NAMES, random)).put("required", random.nextBoolean());
        if (!document.tables().isEmpty() && random.nextInt(3) == 0) {
            return column.put("references", pick(document.tables(), random).name());
        }
        column.put("type", pick(TYPES, random)).put("unique", random.nextInt(5) == 0);
        return column;
    }

    private static ObjectNode numbers(Table table) {
        return object().put("numbers", table.numbers() == null ? "COUNTED" : null);
    }

    private static ObjectNode limits(String type, Random random) {
        var values = object();
        var limits = values.putObject("limits");
        switch (type) {
            case "string", "text" ->
                limits.put("minLength", random.nextInt(3)).put("maxLength", 30 + random.nextInt(300));
            default -> limits.put("min", random.nextInt(4)).put("max", 5 + random.nextInt(1000));
        }
        return values;
    }

    private static Edit rule(Table table, Random random) {
        if (!table.rules().isEmpty() || table.columns().size() == 1) {
            return new Edit.Remove(
                    table.rules().isEmpty()
                            ? table.id()
                            : pick(table.rules(), random).id());
        }
        var rule = object().put("form", "UNIQUE").put("text", "These are there already.");
        var columns = rule.putArray("columns");
        table.columns().stream().limit(2).forEach(column -> columns.add(column.name()));
        return new Edit.Add("rule", table.id(), rule);
    }

    private static Edit levels(Document document, Random random) {
        var values = object();
        var list = values.putArray("values").add("low").add(random.nextBoolean() ? "between" : "in_between");
        list.add("high");
        if (random.nextInt(3) == 0) {
            list.add("highest");
        }
        return document.enums().isEmpty()
                ? new Edit.Add("enumeration", null, values.put("name", "Level"))
                : new Edit.Change(document.enums().getFirst().id(), values);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static <T> T pick(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
