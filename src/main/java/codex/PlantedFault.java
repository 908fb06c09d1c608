package codex;

import codex.code.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mistake that a writer of applications could make, planted into one that is sound. What verification is worth shows
 * in how many of them it finds.
 *
 * @param name what is wrong, in words
 * @param path which files it may be planted in
 * @param sound what is there, as a pattern over a whole file; its first place in the first file is taken
 * @param faulty what comes instead, with the pattern's groups as {@code $1}
 */
record PlantedFault(String name, Pattern path, Pattern sound, String faulty) {
    private static final String ROUTES = "src/main/java/\\w+/Routes\\.java";
    private static final String HANDLERS = "base/\\w+Routes\\.java";
    private static final String INPUT = "base/\\w+Input\\.java";
    private static final String ROWS = "base/\\w+Rows\\.java";
    private static final String SERVICE = "base/\\w+ServiceBase\\.java";
    private static final String TABLES = "V\\d+__tables\\.sql";

    /** All there are, from who may call to what is kept. */
    static List<PlantedFault> all() {
        var all = new ArrayList<PlantedFault>();
        all.addAll(permissions());
        all.addAll(logins());
        all.addAll(answers());
        all.addAll(validation());
        all.addAll(lists());
        all.addAll(rows());
        all.addAll(platform());
        all.addAll(pages());
        all.addAll(files());
        return List.copyOf(all);
    }

    /** The project with this fault in it; empty where it has no place for it. */
    Optional<List<SourceFile>> plantedIn(List<SourceFile> files) {
        for (var file : files) {
            var place = sound.matcher(file.content());
            if (path.matcher(file.path()).find() && place.find()) {
                var content = place.replaceFirst(faulty);
                var planted = new SourceFile(file.path(), content, file.origin(), file.elements());
                return Optional.of(files.stream()
                        .map(each -> each.equals(file) ? planted : each)
                        .toList());
            }
        }
        return Optional.empty();
    }

    private static List<PlantedFault> permissions() {
        return List.of(
                fault(
                        "anyone may call a role's route",
                        ROUTES,
                        ", Role\\.(?!ANYONE|SIGNED_IN)[A-Z_]+\\)",
                        ", Role.ANYONE)"),
                fault(
                        "everybody signed in may call a role's route",
                        ROUTES,
                        ", Role\\.(?!ANYONE|SIGNED_IN)[A-Z_]+\\)",
                        ", Role.SIGNED_IN)"),
                fault("anyone may call a route for people", ROUTES, ", Role\\.SIGNED_IN\\)", ", Role.ANYONE)"),
                fault(
                        "one row of another can be reached",
                        HANDLERS,
                        "service\\.own\\((context\\.\\w+\\(\\)\\.\\w+\\(id\\)), context\\)",
                        "$1"),
                fault("a list shows the rows of others", HANDLERS, "service\\.own\\(query, context\\)", "query"),
                fault(
                        "who registers is an administrator",
                        "security/Role\\.java",
                        "NEWCOMER = \"\\w+\"",
                        "NEWCOMER = \"admin\""),
                fault(
                        "every row belongs to nobody in particular",
                        SERVICE,
                        "\\.withOwnerId\\(context\\.user\\(\\)\\.id\\(\\)\\)",
                        ".withOwnerId(java.util.UUID.randomUUID())"),
                fault(
                        "a route nobody asked for tells the environment",
                        ROUTES,
                        "(routes\\.get\\(\"/openapi)",
                        "routes.get(\"/debug\", ctx -> ctx.result(System.getenv().toString()), Role.ANYONE);\n$1"));
    }

    private static List<PlantedFault> logins() {
        var service = "auth/AuthService\\.java";
        var account = "auth/Account\\.java";
        return List.of(
                fault(
                        "a token's signature is not looked at",
                        "Tokens\\.java",
                        "verifier\\.verify\\(token\\)",
                        "JWT.decode(token)"),
                fault(
                        "a token that is over still counts",
                        "Tokens\\.java",
                        "\\.withClaimPresence\\(\"exp\"\\)",
                        ".acceptExpiresAt(1_000_000_000L)"),
                fault(
                        "passwords are kept as quick hashes",
                        "Passwords\\.java",
                        "return inTurn\\(\\(\\) -> ARGON2.*?;(.*?)return inTurn\\(\\(\\) -> Argon2Function.*?;",
                        "return fingerprint(password);$1return hash.equals(fingerprint(password));"),
                fault(
                        "passwords are kept as they are",
                        "Passwords\\.java",
                        "return inTurn\\(\\(\\) -> ARGON2.*?;(.*?)return inTurn\\(\\(\\) -> Argon2Function.*?;",
                        "return password;$1return hash.equals(password);"),
                fault(
                        "a crowd takes all memory with its passwords",
                        "Passwords\\.java",
                        "new Semaphore\\(2, true\\)",
                        "new Semaphore(200, true)"),
                fault("passwords can be guessed without end", "LoginRows\\.java", "FAILURES = 5", "FAILURES = 5000"),
                fault(
                        "a login tells whether there is such an account",
                        account,
                        "Passwords\\.matchesNobody\\(password\\);",
                        "throw Problem.unauthorized(\"There is no such account.\");"),
                fault(
                        "any password opens",
                        account,
                        "Passwords\\.matches\\(password, known\\.passwordHash\\(\\)\\)",
                        "true"),
                fault("a refresh token can be used again", service, "logins\\.use\\(known\\.id\\(\\)\\);", ""),
                fault(
                        "a logout ends nothing",
                        service,
                        "\\.ifPresent\\(token -> logins\\.endLogin\\(token\\.loginId\\(\\)\\)\\)",
                        ""),
                fault(
                        "an account shows its password's hash",
                        account,
                        "@JsonIgnore String passwordHash",
                        "String passwordHash"));
    }

    private static List<PlantedFault> answers() {
        return List.of(
                fault("a new row is answered with 200", HANDLERS, "ETag\\.send\\(ctx, 201,", "ETag.send(ctx, 200,"),
                fault("a deletion is answered with 200", HANDLERS, "ctx\\.status\\(204\\)", "ctx.status(200)"),
                fault("nothing tells where the new row is", HANDLERS, "ctx\\.header\\(\"Location\",[^;]*;", ""),
                fault(
                        "a row that is missing is a conflict",
                        ROWS,
                        "Problem\\.notFound\\(\"There",
                        "Problem.conflict(\"There"),
                fault(
                        "errors carry a stack trace",
                        "Problems\\.java",
                        "String\\.valueOf\\(problem\\.getMessage\\(\\)\\)",
                        "problem.getMessage() + new Throwable().getStackTrace()[0]"),
                fault(
                        "a taken value is told in the database's words",
                        "Constraints\\.java",
                        "words\\(message, \"Another one has this value already\\.\"\\)",
                        "message"),
                fault(
                        "errors are plain JSON",
                        "Problems\\.java",
                        "\\.contentType\\(MEDIA_TYPE\\)",
                        ".contentType(\"application/json\")"),
                fault(
                        "a browser may guess media types",
                        "SecurityHeaders\\.java",
                        "ctx\\.header\\(\"X-Content-Type-Options\", \"nosniff\"\\);",
                        ""),
                fault(
                        "a browser may load what it likes",
                        "SecurityHeaders\\.java",
                        "ctx\\.header\\(\"Content-Security-Policy\", NOTHING\\);",
                        ""),
                fault(
                        "an answer for one person may be kept by proxies",
                        "SecurityHeaders\\.java",
                        "ctx\\.header\\(\"Cache-Control\", \"no-store\"\\);",
                        "ctx.header(\"Cache-Control\", \"public\");"));
    }

    private static List<PlantedFault> validation() {
        return List.of(
                fault(
                        "a new row is not looked at",
                        HANDLERS,
                        "(Input\\.from\\(inputs\\);\\s*)inputs\\.check\\(\\);",
                        "$1"),
                fault("a required field may be missing", INPUT, "\\.required\\(\\)", ""),
                fault("a text may have any length", INPUT, "\\.length\\(\\d+, \\d+\\)", ""),
                fault("a number may be one too small", INPUT, "\\.min\\(\"0\"\\)", ".min(\"-1\")"),
                fault("a number may be a tenth more", INPUT, "\\.max\\(\"(\\d+)\"\\)", ".max(\"$10\")"),
                fault("a text need not match its pattern", INPUT, "\\.matches\\(\"(?:[^\"\\\\]|\\\\.)*\"\\)", ""),
                fault("an address need not be one", INPUT, "\\.format\\(Format\\.\\w+\\)", ""),
                fault(
                        "fields nobody asked for are passed over",
                        "Inputs\\.java",
                        "(void unknown\\(String name\\) \\{\\s*if \\()!fields",
                        "$1name.isEmpty() && !fields"),
                fault(
                        "what was typed comes back as it is",
                        "Form\\.java",
                        "\\{\\}\\\\n\\{\\}</textarea>\", Html\\.tag\\(\"textarea\", attributes\\), value",
                        "{}{}</textarea>\", Html.tag(\"textarea\", attributes), Html.of(value)"),
                fault(
                        "a form writes over what somebody changed meanwhile",
                        "ETag\\.java",
                        "seen != null && seen != version",
                        "seen != null && seen < 0"),
                fault(
                        "a body may have any size",
                        "\\w+/App\\.java",
                        "maxRequestSize = [0-9_]+L",
                        "maxRequestSize = 100_000_000L"),
                fault(
                        "an amount may have any number of decimal places",
                        "Value\\.java",
                        "\\.scale\\(\\) > 2",
                        ".scale() > 20"));
    }

    private static List<PlantedFault> lists() {
        var query = "ListQuery\\.java";
        return List.of(
                fault(
                        "pages overlap by one row",
                        query,
                        "\\(page - 1L\\) \\* size",
                        "Math.max(0, (page - 1L) * size - 1)"),
                fault("pages are counted from 0", query, "\\(page - 1L\\) \\* size", "(long) page * size"),
                fault("a page may have any size", query, "\"20\", \"100\"", "\"20\", \"100000\""),
                fault("descending is ascending", query, "descending \\? \" DESC\" : \"\"", "\"\""),
                fault(
                        "SQL comes in by the sort key",
                        query,
                        "inputs\\.error\\(\"sort\"[^;]*;\\s*return;",
                        "order.add(name); return;"),
                fault(
                        "SQL comes in by a search",
                        query,
                        "bind\\(pattern\\(text == null \\? \"\" : text\\)\\)",
                        "\"'\" + pattern(text == null ? \"\" : text) + \"'\""),
                fault("at least means more than", query, "\"gte\", \">=\"", "\"gte\", \">\""),
                fault("a search takes % as a wildcard", query, "\\.replace\\(\"%\", \"!%\"\\)", ""),
                fault(
                        "the total counts rows that were filtered out",
                        ROWS,
                        "count\\(\\*\\) FROM (\\w+) WHERE \" \\+ query\\.where\\(\\)\\)\\s*\\.bindMap\\(query\\.values\\(\\)\\)",
                        "count(*) FROM $1\")"),
                fault("no link leads to the next page", "Page\\.java", "if \\(page < last\\)", "if (page > last)"));
    }

    private static List<PlantedFault> rows() {
        return List.of(
                fault(
                        "a stale version overwrites",
                        "ETag\\.java",
                        "wanted != null && !matches",
                        "wanted != null && wanted.isEmpty() && !matches"),
                fault(
                        "whoever has any version is told that nothing changed",
                        "ETag\\.java",
                        "matches\\(ctx\\.header\\(\"If-None-Match\"\\), tag\\)",
                        "ctx.header(\"If-None-Match\") != null"),
                fault("the version stays as it was", ROWS, "version = version \\+ 1", "version = version"),
                fault("a field is not kept", INPUT, "(return \\w+\\.with\\w+\\(\\w+\\))\\.with\\w+\\(\\w+\\)", "$1"),
                fault("a value may be there twice", TABLES, ",\\s*CONSTRAINT \\w+_unique UNIQUE \\(\\w+\\)", ""),
                fault(
                        "a row may refer to nothing",
                        TABLES,
                        "CONSTRAINT (?!\\w*owner_id)\\w+_fk FOREIGN KEY [^,\\n]*,\\n",
                        ""),
                fault(
                        "deleting a row takes those that refer to it along",
                        TABLES,
                        "(FOREIGN KEY \\(\\w+\\) REFERENCES (?!account)\\w+ \\(id\\))(,?\\n)",
                        "$1 ON DELETE CASCADE$2"),
                fault(
                        "a step can be taken from any state",
                        SERVICE,
                        "if \\((\\w+\\.\\w+\\(\\)) != Level\\.\\w+",
                        "if ($1 == null"),
                fault(
                        "a step leads to another state",
                        SERVICE,
                        "withStage\\(Level\\.HIGH\\)",
                        "withStage(Level.IN_BETWEEN)"),
                fault("deleting deletes nothing", SERVICE, "context\\.\\w+\\(\\)\\.delete\\(\\w+\\.id\\(\\)\\);", ""),
                fault(
                        "rows end with the process",
                        "Database\\.java",
                        "\"jdbc:h2:file:\" \\+ file",
                        "\"jdbc:h2:mem:\" + file.getFileName()"),
                fault("a sum is a maximum", ROWS, "(?i)sum\\((?=\\w+\\))", "max("));
    }

    private static List<PlantedFault> platform() {
        return List.of(
                fault(
                        "the log keeps what people send",
                        "AccessLog\\.java",
                        "line\\.put\\(\"path\", ctx\\.path\\(\\)\\);",
                        "line.put(\"path\", ctx.path() + \" \" + ctx.body());"),
                fault(
                        "the log keeps tokens",
                        "AccessLog\\.java",
                        "line\\.put\\(\"path\", ctx\\.path\\(\\)\\);",
                        "line.put(\"path\", ctx.path() + \" \" + ctx.header(\"Authorization\"));"),
                fault(
                        "ids follow each other",
                        "base/(?!\\w+(?:Input|Routes|Rows|ServiceBase)\\.)\\w+\\.java",
                        "UUID\\.randomUUID\\(\\)",
                        "new UUID(0, context.now().getEpochSecond() * 1000 + (System.nanoTime() / 1000) % 1000)"),
                fault(
                        "one description of a route is missing",
                        "^openapi\\.yaml",
                        "(?m)^    delete:$",
                        "    x-delete:"));
    }

    private static List<PlantedFault> pages() {
        var cookies = "http/Cookies\\.java";
        return List.of(
                fault(
                        "a page shows markup that people write",
                        "Html\\.java",
                        "value\\.toString\\(\\)\\s+\\.replace.*?&#39;\"\\)",
                        "value.toString()"),
                fault("scripts read the cookies", cookies, "https, true, null", "https, false, null"),
                fault("other sites have cookies sent along", cookies, "SameSite\\.LAX", "SameSite.NONE"),
                fault(
                        "a page of another site may change things",
                        "SameOrigin\\.java",
                        "throw Problem\\.forbidden\\([^;]*;",
                        "ctx.status(200);"),
                fault("a cookie may be made up", cookies, " \\|\\| !MessageDigest[^{]*\\{", ") {"),
                fault(
                        "a file is what its sender says",
                        "Upload\\.java",
                        "return TEXTS\\.contains\\(type\\) \\? type : \"text/plain\";",
                        "return type;"),
                fault(
                        "browsers run what was sent as a file",
                        "Download\\.java",
                        "\\(shown \\? \"inline\" : \"attachment\"\\)",
                        "\"inline\""));
    }

    private static List<PlantedFault> files() {
        return List.of(
                fault(
                        "a spreadsheet computes what people write",
                        "http/Csv\\.java",
                        "FORMULA\\.matcher\\(text\\)\\.matches\\(\\) \\? \"'\" \\+ text : text",
                        "text"),
                fault(
                        "a text with a comma is two values in a file",
                        "http/Csv\\.java",
                        "QUOTED\\.matcher\\(defused\\)\\.matches\\(\\)",
                        "false"),
                fault(
                        "a file leaves out rows that were asked for",
                        "http/Csv\\.java",
                        "page\\.items\\(\\)\\.stream\\(\\)",
                        "page.items().stream().skip(1)"));
    }

    private static PlantedFault fault(String name, String path, String sound, String faulty) {
        return new PlantedFault(name, Pattern.compile(path), Pattern.compile(sound, Pattern.DOTALL), faulty);
    }
}
