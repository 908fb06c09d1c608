package codex.stack.javalin;

import codex.specification.Names;
import codex.specification.Table;
import codex.stack.javalin.DemoRows.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows to look at, and what loads them where the setting {@code SEED} asks for them. */
final class SeedFiles {
    private final AppModel app;
    private final Files files;

    SeedFiles(AppModel app, Files files) {
        this.app = app;
        this.files = files;
    }

    void write() {
        if (!app.seeded()) {
            return;
        }
        files.resource("db/seed/demo.sql", sql(app));
        if (app.accounts()) {
            files.same("auth", "DemoPeople");
        }
        writeSeed();
    }

    /** The address that the demo person of a role signs in with. */
    static String email(String role) {
        return Names.kebab(role) + "@example.com";
    }

    /** The app's own test of it. */
    static String test(AppModel app) {
        var tables =
                seeded(app).stream().map(entity -> Words.literal(entity.sql())).collect(Collectors.joining(", "));
        var people = app.accounts()
                ? """

                @Test
                void the_demo_people_sign_in(@TempDir Path data) {
                    try (var app = TestApp.start(data, DEMO)) {
                        for (var email : List.of($emails$)) {
                            var login = TestApp.object().put("email", email).put("password", DEMO.get("SEED_PASSWORD"));
                            assertStatus(200, app.call(TestApp.NOBODY, "POST", "/auth/login", login));
                        }
                    }
                }

                @Test
                void demo_people_need_a_password() {
                    assertThrows(IllegalArgumentException.class, () -> Config.from(Map.of("SEED", "demo")));
                }
                """.replace(
                                "$emails$",
                                app.roles().stream()
                                        .map(role -> Words.literal(email(role)))
                                        .collect(Collectors.joining(", ")))
                : "";
        var file = new JavaFile(app.base())
                .offer(app.base() + ".platform.db.Database")
                .offer("java.nio.file.Path", "java.util.List", "java.util.Map", "java.util.stream.Collectors")
                .offer("org.junit.jupiter.api.Test", "org.junit.jupiter.api.io.TempDir")
                .write(Text.fill("""
                        /** The demo rows come where they are asked for, and once. */
                        class SeedTest {
                            private static final List<String> TABLES = List.of($tables$);
                            private static final Map<String, String> DEMO = Map.of(
                                    "SEED", "demo", "SEED_PASSWORD", "Correct-horse-battery-9");

                            @Test
                            void a_second_start_adds_nothing(@TempDir Path data) {
                                TestApp.start(data, DEMO).close();
                                var rows = rows(data);
                                assertTrue(rows.values().stream().allMatch(count -> count > 0), rows.toString());
                                TestApp.start(data, DEMO).close();
                                assertEquals(rows, rows(data));
                            }

                            @Test
                            void without_the_setting_there_are_no_rows(@TempDir Path data) {
                                TestApp.start(data).close();
                                assertTrue(rows(data).values().stream().allMatch(count -> count == 0));
                            }

                            @Test
                            void another_seed_is_refused() {
                                assertThrows(IllegalArgumentException.class, () -> Config.from(Map.of("SEED", "other")));
                            }
                            $people$

                            private static Map<String, Long> rows(Path data) {
                                var config = Config.from(Map.of(
                                        "DATA_DIR", data.toString(),
                                        "DATABASE_URL", TestDatabase.url(data),
                                        "APP_SECRET", "a-secret-for-tests-that-is-long-enough"));
                                try (var database = Database.open(config)) {
                                    return TABLES.stream().collect(Collectors.toMap(table -> table, table -> database.jdbi()
                                            .withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                                                    .mapTo(Long.class)
                                                    .one())));
                                }
                            }
                        }
                        """, Map.of("tables", tables, "people", people)));
        return file.text();
    }

    private void writeSeed() {
        var filled = seeded(app).stream()
                .map(entity -> "EXISTS (SELECT 1 FROM %s)".formatted(entity.sql()))
                .reduce((one, other) -> one + "\n OR " + other)
                .orElseThrow()
                .lines()
                .map(Words::literal)
                .collect(Collectors.joining("\n+ "));
        var people = new StringBuilder();
        app.roles()
                .forEach(role -> people.append("DemoPeople.add(handle, %s, password, %s, %s);\n"
                        .formatted(
                                Words.literal(email(role)),
                                Words.literal(DemoWords.person(app.roles().indexOf(role))),
                                Words.literal(role))));
        var file = new JavaFile(app.base())
                .offer("java.io.IOException", "java.io.UncheckedIOException", "java.nio.charset.StandardCharsets")
                .offer("java.sql.SQLException", "java.util.Objects", "org.jdbi.v3.core.Jdbi")
                .offer(app.base() + ".auth.DemoPeople")
                .write(Text.fill(
                        """
                        /** Fills an empty database with the rows of {@code db/seed/demo.sql}, so that there is something to look at. */
                        final class Seed {
                            private static final String ROWS = "/db/seed/demo.sql";
                            private static final String FILLED = "SELECT " + $filled$;

                            private Seed() {}

                            /** Does nothing where one of those tables has a row already$password$. */
                            static void load(Jdbi jdbi$parameter$) {
                                try {
                                    jdbi.useTransaction(handle -> {
                                        if (handle.createQuery(FILLED).mapTo(Boolean.class).one()) {
                                            return;
                                        }
                                        $people$
                                        try (var statement = handle.getConnection().createStatement()) {
                                            statement.execute(rows());
                                        }
                                    });
                                } catch (SQLException refused) {
                                    throw new IllegalStateException("the database refused " + ROWS, refused);
                                }
                            }

                            private static String rows() {
                                try (var stream = Objects.requireNonNull(Seed.class.getResourceAsStream(ROWS), ROWS)) {
                                    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                                } catch (IOException broken) {
                                    throw new UncheckedIOException(broken);
                                }
                            }
                        }
                        """,
                        Map.of(
                                "filled",
                                filled,
                                "password",
                                app.accounts() ? "; {@code password} is that of the demo people" : "",
                                "parameter",
                                app.accounts() ? ", String password" : "",
                                "people",
                                people.toString())));
        files.java("Seed", file, List.of());
    }

    private static List<EntityModel> seeded(AppModel app) {
        var rows = DemoRows.of(app);
        return app.entities().stream()
                .filter(entity -> rows.containsKey(entity.table().name()))
                .toList();
    }

    /** The statements that make the demo rows; they may be run again, as often as one likes. */
    static String sql(AppModel app) {
        var text = new StringBuilder("-- Rows to look at. SEED=demo loads them into an empty database.\n");
        DemoRows.of(app).forEach((table, rows) -> {
            var entity = app.entity(table).orElseThrow();
            text.append("\nINSERT INTO %s (id, %sversion, created_at, updated_at) VALUES\n    "
                            .formatted(
                                    entity.sql(),
                                    entity.columns().stream()
                                            .map(column -> column.sql() + ", ")
                                            .collect(Collectors.joining())))
                    .append(rows.stream().map(row -> tuple(entity, row, app)).collect(Collectors.joining(",\n    ")))
                    .append("\nON CONFLICT DO NOTHING;\n");
            if (entity.numbered()) {
                text.append("-- The next number comes after these.\nSELECT nextval('%s') FROM %s;\n"
                        .formatted(entity.sequence(), entity.sql()));
            }
        });
        return text.toString();
    }

    private static String tuple(EntityModel entity, Row row, AppModel app) {
        var id = entity.numbered() ? row.id() : SqlText.quoted(row.id());
        var created = SqlText.quoted(row.created().toString());
        return "(%s, %s1, %s, %s)"
                .formatted(
                        id,
                        entity.columns().stream()
                                .map(column -> value(column, row, app) + ", ")
                                .collect(Collectors.joining()),
                        created,
                        created);
    }

    private static String value(ColumnModel column, Row row, AppModel app) {
        var value = row.values().get(column.name());
        if (value == null) {
            return "NULL";
        }
        return Table.ACCOUNT.equals(column.column().references())
                ? "(SELECT id FROM account WHERE email = %s)".formatted(SqlText.quoted(email(value)))
                : SqlText.literal(column, value, app);
    }
}
