package codex.engine.builtin;

import codex.engine.builtin.Lexicon.Spec;
import codex.engine.builtin.Thing.Demand;
import codex.engine.builtin.Thing.Wanted;
import codex.specification.Column;
import codex.specification.Column.OnDelete;
import codex.specification.Enumeration;
import codex.specification.Limits;
import codex.specification.Names;
import codex.specification.Rule;
import codex.specification.Rule.Condition;
import codex.specification.Rule.Form;
import codex.specification.Source;
import codex.specification.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts the table of one thing: columns, states, owner and rules. */
final class TableDrafter {
    private final Understanding found;
    private final Thing thing;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Enumeration> enumerations = new ArrayList<>();
    private @Nullable String owner;

    TableDrafter(Understanding found, Thing thing) {
        this.found = found;
        this.thing = thing;
    }

    /** The table, and the enumerations of its columns and its states. */
    record Drafted(Table table, List<Enumeration> enumerations) {}

    Drafted draft() {
        references();
        people();
        thing.entry.ifPresent(entry -> entry.core().forEach(spec -> column(spec, lexicon())));
        thing.wanted.values().forEach(this::wanted);
        if (columns.values().stream().allMatch(column -> column.references() != null) && thing.wanted.isEmpty()) {
            column(
                    Spec.of(thing.entry.isPresent() ? "note?" : "name"),
                    Source.assumption("something to tell it by", 0.5));
        }
        states().ifPresent(enumerations::add);
        thing.steps.forEach(this::stampOf);
        rules();
        var summary = thing.entry.map(Lexicon.Entry::summary).orElse("A " + thing.name);
        var table = new Table(
                "table:" + thing.name,
                thing.table(),
                summary + ".",
                List.copyOf(columns.values()),
                rules,
                owner,
                null,
                source());
        return new Drafted(table, List.copyOf(enumerations));
    }

    private Source source() {
        return new Source(
                codex.specification.Origin.SENTENCE,
                thing.sentences.stream().limit(5).toList(),
                null,
                thing.confidence());
    }

    private Source lexicon() {
        return Source.assumption("a " + thing.name + " usually has it", 0.6);
    }

    private void references() {
        thing.references.forEach((name, required) -> {
            var other = found.things.get(name);
            if (other != null) {
                reference(Names.snake(name) + "_id", other.table(), required, false, Source.sentence(first(), 0.8));
            }
        });
    }

    // People who act are accounts: who makes a row owns it, others that it concerns are references.
    private void people() {
        if (!found.accounts) {
            return;
        }
        var makers = new LinkedHashSet<String>();
        for (var ability : found.abilities) {
            if (ability.thing().equals(thing.name) && ability.operation() == VerbMap.Operation.CREATE) {
                makers.addAll(ability.actors());
            }
        }
        makers.remove("public");
        thing.people.forEach(
                role -> reference(role + "_id", Table.ACCOUNT, true, false, Source.sentence(first(), 0.8)));
        if (thing.owned || thing.ownerNeeded) {
            var role = makers.size() == 1
                    ? makers.iterator().next()
                    : concerned().stream().filter(makers::contains).findFirst().orElse("owner");
            owner = (role.equals("user") ? "owner" : role) + "_id";
            reference(owner, Table.ACCOUNT, true, true, Source.assumption("whoever makes it owns it", 0.6));
        }
        for (var role : concerned()) {
            if (!(role + "_id").equals(owner)) {
                reference(
                        role + "_id",
                        Table.ACCOUNT,
                        true,
                        false,
                        Source.assumption("a " + thing.name + " is with a " + role, 0.6));
            }
        }
    }

    private List<String> concerned() {
        return thing.entry.stream()
                .flatMap(entry -> entry.of().stream())
                .map(of -> of.entity().replace(' ', '_'))
                .filter(role -> found.roles.containsKey(role) && !found.things.containsKey(role))
                .toList();
    }

    private void reference(String name, String table, boolean required, boolean readOnly, Source source) {
        var onDelete = required ? OnDelete.RESTRICT : OnDelete.CLEAR;
        columns.putIfAbsent(
                name,
                new Column(
                        "column:" + thing.name + ":" + name,
                        name,
                        "uuid",
                        required,
                        false,
                        readOnly,
                        null,
                        Limits.NONE,
                        table,
                        onDelete,
                        null,
                        "The " + Names.snake(name.replaceAll("_id$", "")).replace('_', ' ') + " it belongs to",
                        source));
    }

    private void wanted(Wanted wanted) {
        if (columns.containsKey(wanted.name() + "_id")) {
            return;
        }
        var spec = thing.entry
                .flatMap(entry -> entry.field(wanted.name()))
                .orElse(new Spec(wanted.name(), wanted.type(), false, false, ""));
        var isCore = columns.containsKey(wanted.name());
        var required = wanted.required() && (isCore || mustHave(wanted.name()));
        column(
                new Spec(
                        wanted.name(),
                        wanted.type().isEmpty() ? spec.type() : wanted.type(),
                        required,
                        spec.readOnly(),
                        spec.defaultValue()),
                Source.sentence(Math.max(1, wanted.sentence()), 0.95),
                wanted.limits(),
                wanted.unique());
        var values = found.choices.get(Understanding.choice(wanted.sentence(), wanted.name()));
        if (values != null) {
            columns.computeIfPresent(
                    FieldTypes.STANDARD.safe(wanted.name(), "_text"), (name, column) -> chosen(column, values));
        }
    }

    // "a severity (small, serious)" is one of these and nothing else.
    private Column chosen(Column column, List<String> values) {
        var name = Names.pascal(thing.table()) + Names.pascal(column.name());
        enumerations.add(new Enumeration(
                "enum:" + thing.name + ":" + column.name(),
                name,
                values,
                "What the " + column.name().replace('_', ' ') + " of a " + thing.name + " may be",
                column.source()));
        return new Column(
                column.id(),
                column.name(),
                name,
                column.required(),
                column.unique(),
                column.readOnly(),
                null,
                Limits.NONE,
                null,
                null,
                values.getFirst(),
                column.description(),
                column.source());
    }

    // Names are needed to tell rows apart; other columns may stay empty unless the words say "required".
    private static boolean mustHave(String column) {
        return Set.of(
                        "name",
                        "title",
                        "price",
                        "amount",
                        "rating",
                        "starts_at",
                        "ends_at",
                        "quantity",
                        "stock",
                        "email")
                .contains(column);
    }

    private void column(Spec spec, Source source) {
        column(spec, source, null, false);
    }

    private void column(Spec spec, Source source, @Nullable Limits limits, boolean unique) {
        var name = FieldTypes.STANDARD.safe(spec.name(), "_text");
        var kind =
                spec.type().isEmpty() ? FieldTypes.STANDARD.kind(name) : FieldTypes.STANDARD.typed(name, spec.type());
        var bounds = limits == null ? kind.limits() : limits;
        var type = limits == null ? kind.type() : numeric(spec.type(), kind.type());
        var example = limits != null && limits.max() != null ? limits.max().toPlainString() : kind.example();
        var value = spec.defaultValue().isEmpty() ? null : spec.defaultValue();
        columns.put(
                name,
                new Column(
                        "column:" + thing.name + ":" + name,
                        name,
                        type,
                        spec.required(),
                        unique,
                        spec.readOnly(),
                        value,
                        bounds,
                        null,
                        null,
                        example,
                        "",
                        source));
    }

    private static String numeric(String wanted, String usual) {
        return usual.equals("decimal") ? "decimal" : wanted.isEmpty() ? "integer" : wanted;
    }

    private Optional<Enumeration> states() {
        var all = new LinkedHashSet<>(thing.states);
        var stepping =
                thing.steps.stream().filter(step -> !step.to().startsWith("@")).toList();
        if (stepping.isEmpty()) {
            return Optional.empty();
        }
        if (all.isEmpty()) {
            all.add(stepping.stream()
                    .flatMap(step -> step.from().stream())
                    .findFirst()
                    .orElse("open"));
        }
        stepping.forEach(step -> all.add(step.to()));
        var name = Names.pascal(thing.table()) + "State";
        var sentence = Source.sentence(first(), 0.8);
        columns.remove("state");
        columns.put(
                "state",
                new Column(
                        "column:" + thing.name + ":state",
                        "state",
                        name,
                        true,
                        false,
                        true,
                        all.getFirst(),
                        Limits.NONE,
                        null,
                        null,
                        all.getFirst(),
                        "Where it stands; changed by its own routes only",
                        sentence));
        return Optional.of(new Enumeration(
                "enum:" + thing.name, name, List.copyOf(all), "The states of a " + thing.name, sentence));
    }

    private void stampOf(Thing.Step step) {
        if (step.to().startsWith("@") && !columns.containsKey(step.to().substring(1))) {
            column(new Spec(step.to().substring(1), "", false, true, ""), lexicon());
        }
    }

    private void rules() {
        thing.entry.ifPresent(entry -> entry.rules().forEach(this::known));
        if (columns.containsKey("starts_at") && columns.containsKey("ends_at")) {
            known(List.of("ordered", "starts_at", "ends_at"));
        }
        thing.demands.forEach(this::demanded);
    }

    private void known(List<String> row) {
        switch (row.getFirst()) {
            case "ordered" ->
                rule(
                        "ORDERED",
                        List.of(row.get(1), row.get(2)),
                        null,
                        null,
                        List.of(),
                        "It ends after it begins",
                        Source.assumption("an end lies after its start", 0.9));
            case "overlap" -> {
                if (thing.demands.stream().noneMatch(demand -> demand.form().equals("NO_OVERLAP"))) {
                    overlap(
                            "Two of them do not overlap in time",
                            Source.assumption("one place or person serves one at a time", 0.6),
                            Optional.empty());
                }
            }
            case "takes" -> {
                var of = found.called(row.get(2).substring(0, row.get(2).indexOf('.')));
                var other = found.things.get(of);
                if (other != null && columns.containsKey(Names.snake(of) + "_id")) {
                    var target = other.table() + row.get(2).substring(row.get(2).indexOf('.'));
                    rule(
                            "TAKES",
                            List.of(row.get(1), Names.snake(of) + "_id"),
                            null,
                            target,
                            List.of(),
                            "What is used is taken from the stock, which never falls below zero",
                            Source.sentence(first(), 0.8));
                }
            }
            default -> {}
        }
    }

    private void demanded(Demand demand) {
        var source = Source.sentence(demand.sentence(), 0.9);
        switch (demand.form()) {
            case "NO_OVERLAP" ->
                overlap(demand.text(), source, demand.words().stream().findFirst());
            case "LIMIT" -> {
                var column = demand.words().getFirst().equals("owner")
                        ? owner
                        : Names.snake(demand.words().getFirst()) + "_id";
                if (column != null && columns.containsKey(column)) {
                    rule("LIMIT", List.of(column), demand.number(), null, open(), demand.text(), source);
                }
            }
            default -> {
                if (columns.containsKey(demand.words().getFirst())) {
                    rule(demand.form(), demand.words(), demand.number(), null, List.of(), demand.text(), source);
                }
            }
        }
    }

    private void overlap(String text, Source source, Optional<String> within) {
        var row = thing.entry.stream()
                .flatMap(entry -> entry.rules().stream())
                .filter(each -> each.getFirst().equals("overlap"))
                .findFirst();
        var over = new ArrayList<String>();
        if (row.isPresent()) {
            over.addAll(row.get().subList(1, 3));
            row.get().subList(3, row.get().size()).stream()
                    .map(name -> Names.snake(found.called(name)) + "_id")
                    .filter(columns::containsKey)
                    .limit(1)
                    .forEach(over::add);
        } else if (columns.containsKey("starts_at") && columns.containsKey("ends_at")) {
            over.addAll(List.of("starts_at", "ends_at"));
            within.map(name -> Names.snake(name) + "_id")
                    .filter(columns::containsKey)
                    .ifPresent(over::add);
        } else {
            return;
        }
        if (over.size() == 2 && owner != null && source.sentences().isEmpty()) {
            return;
        }
        var cancelled = columns.containsKey("state")
                && thing.steps.stream().anyMatch(step -> step.to().equals("cancelled"));
        rule(
                "NO_OVERLAP",
                over,
                null,
                null,
                cancelled ? List.of(new Condition("state", false, "cancelled")) : List.of(),
                text,
                source);
    }

    // Rows that have not ended yet are the ones that count.
    private List<Condition> open() {
        return thing.entry.stream()
                .flatMap(entry -> entry.ends().stream())
                .filter(end -> columns.containsKey(end.column()))
                .map(end -> new Condition(end.column(), true, "null"))
                .limit(1)
                .toList();
    }

    private void rule(
            String form,
            List<String> over,
            @Nullable BigDecimal number,
            @Nullable String target,
            List<Condition> where,
            String text,
            Source source) {
        var rule = new Rule(
                "rule:" + thing.name + ":" + rules.size(),
                text,
                Form.valueOf(form),
                over,
                number,
                target,
                where,
                source);
        if (rules.stream()
                .noneMatch(each -> each.form() == rule.form() && each.columns().equals(rule.columns()))) {
            rules.add(rule);
        }
        if (form.equals("DUE_AFTER")) {
            columns.computeIfPresent(over.getFirst(), (name, column) -> computed(column));
        }
    }

    private static Column computed(Column column) {
        return new Column(
                column.id(),
                column.name(),
                column.type(),
                column.required(),
                column.unique(),
                true,
                column.defaultValue(),
                column.limits(),
                column.references(),
                column.onDelete(),
                column.example(),
                column.description(),
                column.source());
    }

    private int first() {
        return thing.sentences.isEmpty() ? 1 : thing.sentences.first();
    }
}
