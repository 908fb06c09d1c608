package codex.stack.javalin;

import codex.specification.Callers;
import codex.specification.Markdown;
import codex.specification.Table;
import java.util.stream.Collectors;

/** What the project is, for a person who opens it for the first time. */
final class ReadmeFile {
    private final AppModel app;

    ReadmeFile(AppModel app) {
        this.app = app;
    }

    String text() {
        var document = app.document();
        return "# " + Markdown.text(document.name()) + "\n\n"
                + paragraph(document.summary())
                + commands()
                + routes()
                + people()
                + data()
                + demo()
                + settings()
                + outbound()
                + services()
                + unfinished()
                + assumptions()
                + """
                ## More

                - `openapi.yaml` describes every call; the running application serves it at `/openapi.yaml`.
                - `requests.http` has one example for each route.
                - `SPEC.md` is the specification that all of this was made from.
                - `Dockerfile` and `compose.yaml` run it in a container.
                - No licence was chosen, so there is no `LICENSE` file.
                """;
    }

    private static String paragraph(String words) {
        return words.isBlank() ? "" : Markdown.text(words) + "\n\n";
    }

    private String commands() {
        return """
                ## Run it

                It needs a JDK, version 17 or newer, and nothing else.

                ```sh
                ./mvnw verify                             # builds and tests it
                java @jvm.options -jar target/%s.jar   # runs it on http://localhost:8080
                ```

                `jvm.options` holds the options of Java, the size of its heap among them.


                With Maven 3.8.7 or newer installed, `mvn verify` does the same.

                """.formatted(app.artifact());
    }

    private String routes() {
        var rows = app.routes().stream()
                .map(route -> "| %s | %s | %s |\n"
                        .formatted(
                                Markdown.code(route.route().method() + " "
                                        + route.route().path()),
                                Markdown.text(route.route().summary()),
                                Callers.words(route.route().access())))
                .collect(Collectors.joining());
        var example =
                app.accounts() ? "Sign in with `POST /auth/login`, then send `Authorization: Bearer <token>`.\n\n" : "";
        return "## Routes\n\n| Route | What it does | Who may call it |\n|---|---|---|\n" + rows
                + "| `GET /health/live`, `GET /health/ready` | Whether it runs, whether it can work | everybody |\n"
                + "| `GET /openapi.yaml` | This table for programs | everybody |\n\n" + example
                + "Every error is `application/problem+json` (RFC 9457)"
                + (app.pages() ? "; a browser is shown it as a page" : "")
                + ".\n\n"
                + files()
                + cookies();
    }

    private String files() {
        return app.any(RouteModel::csv)
                ? """
                Files of rows are CSV (RFC 4180, UTF-8) with a line of names first, at most 10,000 rows on a page; `Link` leads
                to the next one. A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return has an apostrophe before
                it, so that no spreadsheet takes it for a formula.%s

                """.formatted(app.any(RouteModel::csvOrJson) ? " Where a list is JSON too, `Accept` chooses." : "")
                : "";
    }

    private String cookies() {
        return app.cookies().isEmpty()
                ? ""
                : """
                The cookies %s are signed, out of reach of scripts, and not sent along by other sites; what a page of
                another origin sends is refused unless `CORS_ORIGINS` names it.

                """.formatted(app.cookies().stream().map(Markdown::code).collect(Collectors.joining(", ")));
    }

    private String people() {
        if (!app.accounts()) {
            return "";
        }
        var roles = app.document().roles().stream()
                .map(role -> "- **%s**: %s%s\n"
                        .formatted(
                                Markdown.text(role.name()),
                                Markdown.text(role.summary()),
                                role.newcomers() ? " (whoever registers)" : ""))
                .collect(Collectors.joining());
        return "## Roles\n\n" + roles + """
                - **admin**: manages people and reaches everybody's rows

                The first administrator is made from `ADMIN_EMAIL` and `ADMIN_PASSWORD` at the start.

                """;
    }

    private String data() {
        if (app.entities().isEmpty()) {
            return "";
        }
        var tables = app.entities().stream()
                .map(entity -> "    %s {\n        %s id\n%s    }\n"
                        .formatted(
                                entity.table().name(),
                                entity.table().keyType(),
                                entity.columns().stream()
                                        .map(column -> "        %s %s\n"
                                                .formatted(column.column().type(), column.name()))
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining());
        var relations = app.entities().stream()
                .flatMap(entity -> entity.columns().stream()
                        .filter(column -> column.column().references() != null)
                        .map(column -> "    %s ||--o{ %s : %s\n"
                                .formatted(
                                        column.column().references(),
                                        entity.table().name(),
                                        column.name())))
                .collect(Collectors.joining());
        var account = relations.contains("    " + Table.ACCOUNT + " ") ? "    account {\n        uuid id\n    }\n" : "";
        return "## Data\n\n```mermaid\nerDiagram\n" + tables + account + relations + "```\n\n"
                + "Every table also has `version`, `created_at` and `updated_at`.\n\n"
                + "At its start the application brings an older database up to date with the files of "
                + "`src/main/resources/db/migration`. One that was handed over is never changed: each later version of the "
                + "tables adds one, which says in its first lines what is different and what stays for the sake of old rows.\n\n";
    }

    private String demo() {
        if (!app.seeded()) {
            return "";
        }
        var people = app.roles().stream()
                .map(role -> Markdown.code(SeedFiles.email(role)))
                .collect(Collectors.joining(", "));
        return "## Rows to look at\n\nStarted with `SEED=demo`, it fills an empty database with the rows of "
                + "`src/main/resources/db/seed/demo.sql`; a second start adds nothing.\n\n"
                + (people.isEmpty()
                        ? ""
                        : "It also makes people who sign in with the password in `SEED_PASSWORD`, one for each role: "
                                + people + ".\n\n");
    }

    private String settings() {
        return "## Settings\n\nFrom the environment; all may be left out.\n\n| Variable | Without it | Meaning |\n|---|---|---|\n"
                + Settings.of(app).stream()
                        .map(each -> "| `%s` | %s | %s |\n".formatted(each.name(), each.usual(), each.meaning()))
                        .collect(Collectors.joining())
                + "\n";
    }

    private String outbound() {
        return app.outbound() ? """
                ## The way out

                It fetches addresses that callers name, by `GET` and only on the internet: an address of this machine or of an
                inner network is refused, also behind a redirect or a name. A proxy is not used. `OutboundHttpTest` shows it
                against a server of its own; no page of the internet was fetched when this was verified.

                """ : "";
    }

    private String services() {
        return app.providers().isEmpty()
                ? ""
                : """
                ## Services

                %s
                In such an address `{name}` stands for a value. It is the operator's to choose and may be anywhere; where it fails,
                the answer is 502. Without it the application answers by itself, as far as it can, and says so. `ProviderTest`
                shows it against a server of its own; no service was asked when this was verified.

                """.formatted(app.providers().entrySet().stream()
                        .map(each -> "- `%s`: asked by %s\n"
                                .formatted(
                                        each.getKey(),
                                        each.getValue().stream()
                                                .map(Markdown::code)
                                                .collect(Collectors.joining(", "))))
                        .collect(Collectors.joining()));
    }

    private String unfinished() {
        var missing = app.routes().stream()
                .filter(route -> !route.finished())
                .map(route -> "- %s: %s\n"
                        .formatted(
                                Markdown.code(route.route().method() + " "
                                        + route.route().path()),
                                Markdown.text(String.valueOf(route.unfinished()))))
                .collect(Collectors.joining());
        return missing.isEmpty() ? "" : "## Not there yet\n\nThese routes answer 501:\n\n" + missing + "\n";
    }

    private String assumptions() {
        var made = app.document().assumptions().stream()
                .map(each -> "- " + Markdown.text(each.text()) + "\n")
                .collect(Collectors.joining());
        return made.isEmpty() ? "" : "## Assumptions\n\nThe words left these open:\n\n" + made + "\n";
    }
}
