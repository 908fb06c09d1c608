package codex.specification.intake;

import codex.specification.Limits;
import codex.specification.Names;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JHipster's domain language: entities, enums and relationships (jhipster.tech/jdl). What configures an
 * application of JHipster (applications, deployments, options) means nothing here and is told.
 */
final class JdlReader {
    private static final Pattern LOOKS_LIKE =
            Pattern.compile("(?m)^\\s*(entity|enum|relationship)\\s+\\w+[^;]*\\{|^\\s*entity\\s+\\w+\\s*$");
    private static final Set<String> OPTIONS = Set.of(
            "paginate",
            "dto",
            "service",
            "search",
            "filter",
            "skipClient",
            "skipServer",
            "microservice",
            "angularSuffix",
            "clientRootFolder",
            "readOnly",
            "embedded",
            "noFluentMethod",
            "changelogDate",
            "use");

    private final JdlTokens tokens;
    private final TableDraft tables;
    private final Draft draft;
    private final Map<String, String> constants = new HashMap<>();

    private JdlReader(String text, Hints hints) {
        this.tokens = new JdlTokens(text);
        this.draft = new Draft(hints.lastId());
        this.tables = new TableDraft(draft);
    }

    static boolean recognises(String text) {
        return LOOKS_LIKE.matcher(text).find();
    }

    /** @throws Unreadable at the first token that no JDL has there */
    static Intake read(String text, Hints hints) {
        return new JdlReader(text, hints).read(hints);
    }

    private Intake read(Hints hints) {
        while (!tokens.done()) {
            statement();
        }
        return tables.finish("JDL", hints);
    }

    private void statement() {
        var comment = tokens.comment();
        var line = tokens.line();
        var word = tokens.next();
        switch (word) {
            case "entity" -> entity(comment);
            case "enum" -> enumeration(comment);
            case "relationship" -> relationships();
            case "application", "deployment" -> {
                tokens.block();
                draft.lose("line " + line, "The settings of a JHipster %s are not used.".formatted(word));
            }
            case "@" -> annotation();
            default -> other(word, line);
        }
    }

    private void other(String word, int line) {
        if (tokens.peek().equals("=")) {
            tokens.next();
            constants.put(word, tokens.next());
            return;
        }
        if (!OPTIONS.contains(word)) {
            throw new Unreadable("line " + line, "Expected entity, enum or relationship; found “%s”.".formatted(word));
        }
        tokens.restOfLine();
        draft.lose(
                "line " + line,
                "The option %s is not used: lists are paged, searched and filtered anyway.".formatted(word));
    }

    private void annotation() {
        tokens.next();
        if (tokens.peek().equals("(")) {
            tokens.group();
        }
    }

    private void entity(String comment) {
        var line = tokens.line();
        var name = tokens.word();
        if (tokens.peek().equals("(")) {
            tokens.group();
        }
        tables.table(name, comment, "line " + line);
        if (!tokens.accept("{")) {
            return;
        }
        while (!tokens.accept("}")) {
            if (tokens.accept("@")) {
                annotation();
            } else if (!tokens.accept(",")) {
                field(name);
            }
        }
    }

    private void field(String entity) {
        var comment = tokens.comment();
        var place = "line " + tokens.line();
        var name = tokens.word();
        var type = tokens.word();
        var required = false;
        var unique = false;
        var rules = new HashMap<String, String>();
        while (tokens.wordAhead() && VALIDATIONS.contains(tokens.peek())) {
            var rule = tokens.next();
            if (tokens.peek().equals("(")) {
                rules.put(rule, tokens.group());
            }
            required |= rule.equals("required");
            unique |= rule.equals("unique");
        }
        var column = new TableDraft.Plain(
                name, type(type, place), required, unique, null, limits(type, rules, place), comment);
        if (name.equals("id")) {
            if (type.equals("Long") || type.equals("Integer")) {
                tables.numbered(entity);
            } else if (!type.equals("UUID")) {
                draft.lose(place, "The ids of %s are UUIDs, not %s.".formatted(entity, type));
            }
            return;
        }
        tables.column(entity, column, place);
    }

    private static final Set<String> VALIDATIONS =
            Set.of("required", "unique", "min", "max", "minlength", "maxlength", "pattern", "minbytes", "maxbytes");

    // The types of jhipster.tech/jdl/entities-fields.
    private String type(String written, String place) {
        return switch (written) {
            case "String" -> "string";
            case "Integer" -> "integer";
            case "Long" -> "long";
            case "BigDecimal" -> "decimal";
            case "Float", "Double" -> "number";
            case "Boolean" -> "boolean";
            case "LocalDate" -> "date";
            case "LocalTime" -> "time";
            case "Instant", "ZonedDateTime", "LocalDateTime" -> "datetime";
            case "UUID" -> "uuid";
            case "TextBlob" -> "text";
            case "Duration" -> {
                draft.lose(place, "A duration is a text such as PT15M.");
                yield "string";
            }
            case "Blob", "AnyBlob", "ImageBlob", "ByteBuffer" -> {
                draft.lose(place, "A column holds no bytes: it is the address of a file.");
                yield "string";
            }
            default -> tables.choice(written);
        };
    }

    private Limits limits(String type, Map<String, String> rules, String place) {
        var bytes = type.endsWith("Blob");
        var format = bytes && !type.equals("TextBlob") ? "url" : null;
        var pattern = rules.get("pattern");
        return tables.limits(
                number(rules.get("min"), place),
                number(rules.get("max"), place),
                count(rules.get("minlength"), place),
                count(rules.get("maxlength"), place),
                pattern == null ? null : pattern.replaceAll("^/|/$", ""),
                format,
                place);
    }

    private @Nullable Integer count(@Nullable String written, String place) {
        var number = number(written, place);
        return number == null || number.signum() < 0 || number.compareTo(BigDecimal.valueOf(1_000_000)) > 0
                ? null
                : number.intValue();
    }

    private @Nullable BigDecimal number(@Nullable String written, String place) {
        if (written == null) {
            return null;
        }
        var value = constants.getOrDefault(written.strip(), written.strip());
        if (value.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            return new BigDecimal(value);
        }
        draft.lose(place, "The limit “%s” is no number.".formatted(Draft.text(value, 40)));
        return null;
    }

    private void enumeration(String comment) {
        var place = "line " + tokens.line();
        var name = tokens.word();
        var values = new ArrayList<String>();
        tokens.expect("{");
        while (!tokens.accept("}")) {
            if (tokens.accept(",")) {
                continue;
            }
            values.add(tokens.word());
            if (tokens.peek().equals("(")) {
                tokens.group();
            }
        }
        tables.enumeration(name, values, comment, place);
    }

    /** One end of a relationship: the entity, and what it calls the other. */
    private record End(String entity, @Nullable String name, boolean required) {}

    private void relationships() {
        var kind = tokens.word().toLowerCase(Locale.ROOT);
        tokens.expect("{");
        while (!tokens.accept("}")) {
            if (tokens.accept("@")) {
                annotation();
            } else if (!tokens.accept(",")) {
                relationship(kind);
            }
        }
    }

    private void relationship(String kind) {
        var place = "line " + tokens.line();
        var from = end();
        tokens.expect("to");
        while (tokens.accept("@")) {
            annotation();
        }
        var to = end();
        while (tokens.accept("with")) {
            tokens.word();
        }
        switch (kind) {
            case "manytoone" ->
                tables.reference(from.entity(), named(from, to), to.entity(), from.required(), false, place);
            case "onetoone" ->
                tables.reference(from.entity(), named(from, to), to.entity(), from.required(), true, place);
            case "onetomany" ->
                tables.reference(to.entity(), named(to, from), from.entity(), to.required(), false, place);
            case "manytomany" -> tables.join(from.entity(), to.entity(), named(from, to), place);
            default ->
                throw new Unreadable(
                        place,
                        "A relationship is OneToOne, OneToMany, ManyToOne or ManyToMany; found “%s”.".formatted(kind));
        }
    }

    private End end() {
        var entity = tokens.word();
        String name = null;
        var required = false;
        if (tokens.accept("{")) {
            if (!tokens.peek().equals("}")) {
                name = tokens.word();
            }
            while (!tokens.accept("}")) {
                if (tokens.peek().equals("(")) {
                    tokens.group();
                } else {
                    required |= tokens.next().equals("required");
                }
            }
        }
        return new End(entity, name, required);
    }

    private static String named(End holder, End other) {
        return holder.name() == null ? Names.camel(other.entity()) : holder.name();
    }
}
