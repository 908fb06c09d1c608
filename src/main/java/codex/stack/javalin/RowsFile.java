package codex.stack.javalin;

import codex.specification.Behaviour;
import codex.specification.Names;
import codex.specification.Rule;
import codex.specification.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The rows of one table: its SQL, and the rules that hold whoever writes. */
final class RowsFile {
    private final AppModel app;
    private final EntityModel entity;

    RowsFile(AppModel app, EntityModel entity) {
        this.app = app;
        this.entity = entity;
    }

    String text() {
        var json = entity.columns().stream().anyMatch(column -> column.type().kind() == Kind.JSON);
        return Text.fill(
                """
                /** The rows of the table {@code $table$}, within one transaction. */
                public final class $Name$Rows {
                    $listed$
                    private static final RowMapper<$Name$> MAPPER = ConstructorMapper.of($Name$.class);

                    private final Handle handle;
                    private final Instant now;

                    public $Name$Rows(Handle handle, Instant now) {
                        this.handle = handle;
                        this.now = now;
                        $json$
                    }

                    public Optional<$Name$> find($Key$ id) {
                        return handle.createQuery(\"""
                                SELECT $columns$
                                FROM $sql$
                                WHERE id = :id
                                \""")
                            .bind("id", id)
                            .map(MAPPER)
                            .findOne();
                    }

                    /** @throws Problem 404 if there is no such row */
                    public $Name$ get($Key$ id) {
                        return find(id).orElseThrow(() -> missing());
                    }

                    /** The row, which nobody else can change before this transaction ends. */
                    public $Name$ lock($Key$ id) {
                        return handle.createQuery(\"""
                                SELECT $columns$
                                FROM $sql$
                                WHERE id = :id
                                FOR UPDATE
                                \""")
                            .bind("id", id)
                            .map(MAPPER)
                            .findOne()
                            .orElseThrow(() -> missing());
                    }

                    /** Oldest first. */
                    public List<$Name$> all() {
                        return handle.createQuery(\"""
                                SELECT $columns$
                                FROM $sql$
                                ORDER BY created_at, id
                                \""")
                            .map(MAPPER)
                            .list();
                    }

                    /** Oldest first, and no more than so many. */
                    public List<$Name$> first(int most) {
                        return handle.createQuery(\"""
                                SELECT $columns$
                                FROM $sql$
                                ORDER BY created_at, id
                                LIMIT :most
                                \""")
                            .bind("most", most)
                            .map(MAPPER)
                            .list();
                    }

                    public long count() {
                        return handle.createQuery("SELECT count(*) FROM $sqlInString$").mapTo(Long.class).one();
                    }
                    $list$
                    $finders$
                    $figures$

                    public $Name$ insert($Name$ $given$) {
                        $before$
                        bound(handle.createUpdate(\"""
                                INSERT INTO $sql$ (id, $names$version, created_at, updated_at)
                                VALUES (:id, $marks$:version, :createdAt, :updatedAt)
                                \"""), row)
                            .bind("createdAt", row.createdAt())
                            .execute();
                        $after$
                        $check$
                        return row;
                    }

                    /** Raises the version. @throws Problem 409 if the row is no longer the version that was read */
                    public $Name$ update($Name$ row) {
                        $lock$
                        var changed = bound(handle.createUpdate(\"""
                                UPDATE $sql$
                                SET $sets$version = version + 1, updated_at = :updatedAt
                                WHERE id = :id AND version = :version
                                \"""), row)
                            .bind("updatedAt", now)
                            .execute();
                        if (changed == 0) {
                            get(row.id());
                            throw Problem.conflict("Someone else changed it just now; please read it again.");
                        }
                        $check$
                        return get(row.id());
                    }

                    /** @throws Problem 404 if there is no such row */
                    public void delete($Key$ id) {
                        var deleted = handle.createUpdate("DELETE FROM $sqlInString$ WHERE id = :id").bind("id", id).execute();
                        if (deleted == 0) {
                            throw missing();
                        }
                    }
                    $rules$
                    $next$

                    private static <S extends SqlStatement<S>> S bound(S statement, $Name$ row) {
                        return statement
                            .bind("id", row.id())
                            $binds$
                            .bind("version", row.version())
                            .bind("updatedAt", row.updatedAt());
                    }

                    private static Problem missing() {
                        return Problem.notFound("There is no such $words$.");
                    }
                }
                """,
                Map.ofEntries(
                        Map.entry("table", entity.table().name()),
                        Map.entry("Name", entity.className()),
                        Map.entry("Key", entity.keyKind().java()),
                        Map.entry("sql", entity.sql()),
                        Map.entry("sqlInString", entity.sql().replace("\"", "\\\"")),
                        Map.entry("words", entity.table().name().replace('_', ' ')),
                        Map.entry("listed", used(Behaviour.Kind.LIST, Behaviour.Kind.AGGREGATE) ? listed() : ""),
                        Map.entry("list", used(Behaviour.Kind.LIST) ? list() : ""),
                        Map.entry("figures", figures()),
                        Map.entry("json", json ? """
                        handle.registerColumnMapper(JsonNode.class, (row, position, ignored) -> {
                            var text = row.getString(position);
                            return text == null ? null : Json.read(text.getBytes(StandardCharsets.UTF_8));
                        });
                        """ : ""),
                        Map.entry("columns", selected()),
                        Map.entry("names", joined("%s, ", ColumnModel::sql)),
                        Map.entry("marks", joined(":%s, ", ColumnModel::component)),
                        Map.entry(
                                "sets",
                                entity.columns().stream()
                                        .map(column -> column.sql() + " = :" + column.component() + ", ")
                                        .collect(Collectors.joining())),
                        Map.entry(
                                "binds",
                                entity.columns().stream().map(this::bind).collect(Collectors.joining("\n"))),
                        Map.entry("finders", finders()),
                        Map.entry("given", dues().isEmpty() && !entity.numbered() ? "row" : "given"),
                        Map.entry("before", (locked() ? "lockRules();\n" : "") + numbered() + due()),
                        Map.entry("next", entity.numbered() ? next() : ""),
                        Map.entry("lock", locked() ? "lockRules();" : ""),
                        Map.entry("after", movements()),
                        Map.entry("check", locked() ? "checkRules(row.id());" : ""),
                        Map.entry("rules", locked() ? rules() : "")));
    }

    private boolean used(Behaviour.Kind... kinds) {
        return app.routesOf(entity).stream().anyMatch(route -> List.of(kinds).contains(route.kind()));
    }

    private String selected() {
        return "id, "
                + entity.columns().stream()
                        .map(column -> column.component().equals(column.json())
                                ? column.sql() + ", "
                                : column.sql() + " AS " + Names.snake(column.component()) + ", ")
                        .collect(Collectors.joining())
                + "version, created_at, updated_at";
    }

    private String joined(String format, java.util.function.Function<ColumnModel, String> part) {
        return entity.columns().stream()
                .map(column -> format.formatted(part.apply(column)))
                .collect(Collectors.joining());
    }

    // Jdbi binds a missing UUID as a text, which PostgreSQL refuses; as an Object it is a null of no type.
    private String bind(ColumnModel column) {
        var value = "row." + column.component() + "()";
        var bound = switch (column.type().kind()) {
            case JSON -> "%1$s == null ? null : %1$s.toString()".formatted(value);
            case UUID -> "(Object) " + value;
            default -> value;
        };
        return ".bind(\"%s\", %s)".formatted(column.component(), bound);
    }

    private String listed() {
        var columns = entity.columns().stream()
                .filter(ColumnModel::listed)
                .map(column -> column.type().kind().textual()
                        ? "ListColumn.text(%s, %s)".formatted(Words.literal(column.json()), Words.literal(column.sql()))
                        : "ListColumn.of(%s, %s, %s)"
                                .formatted(Words.literal(column.json()), Words.literal(column.sql()), reader(column)))
                .collect(Collectors.joining(",\n"));
        return """
                /** What a list may be sorted by and filtered by. */
                static final List<ListColumn> LISTED = List.of(
                    ListColumn.of("id", "id", %s),
                    %s
                    ListColumn.of("createdAt", "created_at", Value::datetime),
                    ListColumn.of("updatedAt", "updated_at", Value::datetime));
                """.formatted(reader(entity.id()), columns.isEmpty() ? "" : columns + ",");
    }

    private static String reader(ColumnModel column) {
        return switch (column.type().kind()) {
            case INTEGER -> "Value::integer";
            case LONG -> "Value::longNumber";
            case DECIMAL -> "Value::decimal";
            case NUMBER -> "Value::doubleNumber";
            case BOOLEAN -> "Value::bool";
            case DATE -> "Value::date";
            case TIME -> "Value::time";
            case DATETIME -> "Value::datetime";
            case UUID -> "Value::uuid";
            case ENUM -> "each -> each.choice(%s.class)".formatted(column.type().name());
            case STRING, TEXT, JSON, FILE, TYPE, ENTITY -> "Value::text";
        };
    }

    private String list() {
        return Text.fill(
                """

                public Page<$Name$> list(ListQuery query) {
                    var total = handle.createQuery("SELECT count(*) FROM $sql$ WHERE " + query.where())
                        .bindMap(query.values())
                        .mapTo(Long.class)
                        .one();
                    var items = handle.createQuery(\"""
                            SELECT $columns$
                            FROM $table$
                            WHERE\\s\""" + query.where() + " ORDER BY " + query.order() + " LIMIT :size OFFSET :offset")
                        .bindMap(query.values())
                        .bind("size", query.size())
                        .bind("offset", query.offset())
                        .map(MAPPER)
                        .list();
                    return new Page<>(items, query.page(), query.size(), total);
                }
                """,
                Map.of(
                        "Name", entity.className(),
                        "sql", entity.sql().replace("\"", "\\\""),
                        "table", entity.sql(),
                        "columns", selected()));
    }

    private String finders() {
        return entity.columns().stream()
                .filter(column -> column.type().kind() != Kind.JSON)
                .map(column -> Text.fill(
                        """

                        /** Oldest first. */
                        public List<$Name$> findBy$Column$($type$ $component$) {
                            return handle.createQuery(\"""
                                    SELECT $columns$
                                    FROM $sql$
                                    WHERE $column$ = :value
                                    ORDER BY created_at, id
                                    \""")
                                .bind("value", $component$)
                                .map(MAPPER)
                                .list();
                        }
                        """,
                        Map.of(
                                "Name", entity.className(),
                                "Column", EntityText.suffix(column),
                                "type", column.type().java(),
                                "component", column.component(),
                                "columns", selected(),
                                "sql", entity.sql(),
                                "column", column.sql())))
                .collect(Collectors.joining());
    }

    private String figures() {
        return app.routesOf(entity).stream()
                .filter(route -> route.kind() == Behaviour.Kind.AGGREGATE)
                .map(this::figure)
                .collect(Collectors.joining());
    }

    private String figure(RouteModel route) {
        var aggregate = Objects.requireNonNull(route.route().behaviour().aggregate());
        var named = aggregate.column();
        var column = named == null ? null : entity.require(named);
        var sql = switch (aggregate.figure()) {
            case COUNT -> "count(*)";
            case SUM ->
                "coalesce(sum(%s), 0)".formatted(Objects.requireNonNull(column).sql());
            case AVERAGE -> "avg(%s)".formatted(Objects.requireNonNull(column).sql());
            case MIN -> "min(%s)".formatted(Objects.requireNonNull(column).sql());
            case MAX -> "max(%s)".formatted(Objects.requireNonNull(column).sql());
        };
        var type = switch (aggregate.figure()) {
            case COUNT -> "Long";
            case SUM, AVERAGE -> "BigDecimal";
            case MIN, MAX -> Objects.requireNonNull(column).type().name();
        };
        var name = aggregate.figure().name().toLowerCase(Locale.ROOT);
        var group = aggregate.groupBy();
        if (group == null) {
            return Text.fill(
                    """

                    public Map<String, Object> $method$(ListQuery query) {
                        return handle.createQuery("SELECT $figure$ AS figure FROM $sql$ WHERE " + query.where())
                            .bindMap(query.values())
                            .map(row -> {
                                var answer = new LinkedHashMap<String, Object>();
                                answer.put("$name$", row.getColumn("figure", $type$.class));
                                return answer;
                            })
                            .one();
                    }
                    """,
                    Map.of(
                            "method", route.handler(),
                            "figure", sql.replace("\"", "\\\""),
                            "sql", entity.sql().replace("\"", "\\\""),
                            "name", name,
                            "type", type));
        }
        var by = entity.require(group);
        return Text.fill(
                """

                public Map<String, Object> $method$(ListQuery query) {
                    var groups = handle.createQuery("SELECT $by$ AS label, $figure$ AS figure FROM $sql$ WHERE "
                            + query.where() + " GROUP BY $by$ ORDER BY $by$")
                        .bindMap(query.values())
                        .map(row -> {
                            var answer = new LinkedHashMap<String, Object>();
                            answer.put($group$, row.getColumn("label", $byType$.class));
                            answer.put("$name$", row.getColumn("figure", $type$.class));
                            return answer;
                        })
                        .list();
                    return Map.of("items", groups);
                }
                """,
                Map.of(
                        "method", route.handler(),
                        "by", by.sql().replace("\"", "\\\""),
                        "figure", sql.replace("\"", "\\\""),
                        "sql", entity.sql().replace("\"", "\\\""),
                        "group", Words.literal(by.json()),
                        "byType", by.type().name(),
                        "name", name,
                        "type", type));
    }

    private List<Rule> of(Rule.Form... forms) {
        return entity.table().rules().stream()
                .filter(rule -> List.of(forms).contains(rule.form()))
                .toList();
    }

    private List<Rule> dues() {
        return of(Rule.Form.DUE_AFTER);
    }

    private String numbered() {
        if (!entity.numbered()) {
            return "";
        }
        var given = entity.table().numbers() == Table.Numbers.GIVEN;
        var row = dues().isEmpty() ? "row" : "numbered";
        return given
                ? """
                if (given.id() != null && find(given.id()).isPresent()) {
                    throw Problem.conflict("Another %s has this id already.");
                }
                var %s = given.id() == null ? given.withId(nextId()) : given;
                """.formatted(entity.table().name().replace('_', ' '), row)
                : "var %s = given.withId(nextId());\n".formatted(row);
    }

    private String next() {
        var given = entity.table().numbers() == Table.Numbers.GIVEN;
        return Text.fill("""

                private long nextId() {
                    var id = handle.createQuery("SELECT nextval('$sequence$')").mapTo(Long.class).one();
                    $answer$
                }
                """, Map.of("sequence", entity.sequence(), "answer", given ? """
                        // A caller may have given the number already that comes next.
                        return find(id).isPresent() ? nextId() : id;
                        """ : "return id;"));
    }

    private String due() {
        var result = new StringBuilder();
        var from = entity.numbered() ? "numbered" : "given";
        for (var rule : dues()) {
            var due = entity.require(rule.columns().get(0));
            var days = Objects.requireNonNull(rule.number(), rule.text()).longValueExact();
            var date = due.type().kind() == Kind.DATE;
            var start = date ? "now.atZone(ZoneOffset.UTC).toLocalDate()" : "now";
            if (rule.columns().size() > 1) {
                var base = entity.require(rule.columns().get(1));
                var value = from + "." + base.component() + "()";
                var asDate = value + ".atZone(ZoneOffset.UTC).toLocalDate()";
                var asInstant = value + ".atStartOfDay(ZoneOffset.UTC).toInstant()";
                var converted = base.type().kind() == due.type().kind() ? value : date ? asDate : asInstant;
                start = "(%s == null ? %s : %s)".formatted(value, start, converted);
            }
            var plus = date ? ".plusDays(%d)".formatted(days) : ".plusSeconds(%dL)".formatted(days * 86_400);
            var into = rule.equals(dues().get(dues().size() - 1)) ? "row" : "due" + EntityText.suffix(due);
            result.append("// ").append(Words.comment(rule.text())).append("\n");
            result.append("var %s = %s.%s() == null ? %s.with%s(%s%s) : %s;\n"
                    .formatted(into, from, due.component(), from, EntityText.suffix(due), start, plus, from));
            from = into;
        }
        return result.toString();
    }

    private String movements() {
        var result = new StringBuilder();
        for (var rule : of(Rule.Form.TAKES, Rule.Form.GIVES)) {
            var quantity = entity.require(rule.columns().get(0));
            var reference = entity.require(rule.columns().get(1));
            var target = Objects.requireNonNull(rule.target(), rule.text()).split("\\.", 2);
            var other = app.entity(target[0])
                    .orElseThrow(() ->
                            new IllegalArgumentException("the rule \"%s\" speaks of the table %s, which is not there"
                                    .formatted(rule.text(), target[0])));
            var stock = other.require(target[1]);
            var takes = rule.form() == Rule.Form.TAKES;
            result.append(Text.fill(
                    """
                    // $text$
                    if (row.$quantity$() != null && row.$reference$() != null) {
                        $changed$handle.createUpdate(\"""
                                UPDATE $table$
                                SET $stock$ = $stock$ $sign$ :quantity, version = version + 1, updated_at = :now
                                WHERE id = :id$guard$
                                \""")
                            .bind("quantity", row.$quantity$())
                            .bind("now", now)
                            .bind("id", row.$reference$())
                            .execute();
                        $refusal$
                    }
                    """,
                    Map.ofEntries(
                            Map.entry("text", Words.comment(rule.text())),
                            Map.entry("quantity", quantity.component()),
                            Map.entry("reference", reference.component()),
                            Map.entry("changed", takes ? "var changed" + EntityText.suffix(quantity) + " = " : ""),
                            Map.entry("table", other.sql()),
                            Map.entry("stock", stock.sql()),
                            Map.entry("sign", takes ? "-" : "+"),
                            Map.entry("guard", takes ? " AND %s >= :quantity".formatted(stock.sql()) : ""),
                            Map.entry(
                                    "refusal",
                                    takes
                                            ? """
                            if (changed%s == 0) {
                                throw Problem.conflict(%s);
                            }
                            """.formatted(EntityText.suffix(quantity), Words.literal(rule.text()))
                                            : ""))));
        }
        return result.toString();
    }

    private List<Rule> counted() {
        return entity.table().rules().stream()
                .filter(rule -> rule.form() == Rule.Form.LIMIT
                        || rule.form() == Rule.Form.NO_OVERLAP
                        || (rule.form() == Rule.Form.UNIQUE && !rule.where().isEmpty()))
                .toList();
    }

    /** Whether rules speak of several rows at once, so that writers have to take turns. */
    private boolean locked() {
        return !counted().isEmpty();
    }

    private String rules() {
        return Text.fill(
                """

                // Rules that speak of several rows: whoever writes takes turns, so that two cannot pass at once.
                private void lockRules() {
                    handle.execute("UPDATE rule_lock SET used = used + 1 WHERE name = ?", $name$);
                }

                private void checkRules($Key$ id) {
                    $checks$
                }

                private boolean broken(String sql, $Key$ id) {
                    return handle.createQuery(sql).bind("id", id).mapTo(Boolean.class).one();
                }
                """,
                Map.of(
                        "Key", entity.keyKind().java(),
                        "name", Words.literal(entity.table().name()),
                        "checks", counted().stream().map(this::check).collect(Collectors.joining())));
    }

    private String check(Rule rule) {
        var overlap = rule.form() == Rule.Form.NO_OVERLAP;
        var agreeing = overlap ? rule.columns().subList(2, rule.columns().size()) : rule.columns();
        var join = agreeing.stream()
                .map(entity::require)
                .map(column -> "AND other.%1$s = this.%1$s\n".formatted(column.sql()))
                .collect(Collectors.joining());
        if (overlap) {
            var start = entity.require(rule.columns().get(0)).sql();
            var end = entity.require(rule.columns().get(1)).sql();
            join += "AND other.id <> this.id\nAND other.%1$s < this.%2$s AND this.%1$s < other.%2$s\n"
                    .formatted(start, end);
        }
        var most = rule.form() == Rule.Form.LIMIT
                ? Objects.requireNonNull(rule.number(), rule.text()).longValueExact()
                : overlap ? 0 : 1;
        return Text.fill(
                """
                if (broken(\"""
                        SELECT count(*) > $most$
                        FROM $table$ this, $table$ other
                        WHERE this.id = :id
                        $join$$where$\""", id)) {
                    throw Problem.conflict($text$);
                }
                """,
                Map.of(
                        "most", Long.toString(most),
                        "table", entity.sql(),
                        "join", join,
                        "where",
                                rule.where().stream()
                                        .map(condition -> "AND %s AND %s\n"
                                                .formatted(
                                                        SqlText.condition("this", condition, entity, app),
                                                        SqlText.condition("other", condition, entity, app)))
                                        .collect(Collectors.joining()),
                        "text", Words.literal(rule.text())));
    }
}
