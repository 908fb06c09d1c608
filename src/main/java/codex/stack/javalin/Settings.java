package codex.stack.javalin;

import java.util.ArrayList;
import java.util.List;

/** The environment variables that an app reads. */
final class Settings {
    /** One variable; {@code usual} is what holds without it, in words. */
    record Setting(String name, String usual, String meaning) {}

    private Settings() {}

    static List<Setting> of(AppModel app) {
        var settings = new ArrayList<Setting>();
        settings.add(new Setting("PORT", "8080", "Where it listens; 0 takes a free one"));
        settings.add(new Setting("BASE_URL", "http://localhost:PORT", "How callers reach it from outside"));
        settings.add(new Setting(
                "CORS_ORIGINS",
                "none",
                "Origins whose pages may call it from a browser, with commas between them"
                        + (app.accounts() ? "" : "; * for all")));
        if (app.data()) {
            settings.add(new Setting(
                    "DATABASE_URL",
                    "an H2 file in DATA_DIR",
                    "postgres://user:password@host/name, or a jdbc: address"));
            settings.add(new Setting("DATA_DIR", "./data", "Where the H2 file lies"));
        }
        if (app.signs()) {
            settings.add(new Setting(
                    "APP_SECRET",
                    app.data() ? "random at each start, with H2; must be set with PostgreSQL" : "random at each start",
                    "Signs %s, at least 32 characters".formatted(app.accounts() ? "logins" : "cookies")));
        }
        if (app.accounts()) {
            settings.add(new Setting("ADMIN_EMAIL", "none", "The first administrator"));
            settings.add(new Setting("ADMIN_PASSWORD", "none", "The first administrator's password"));
        }
        if (app.seeded()) {
            settings.add(new Setting("SEED", "no rows", "demo: fills an empty database with rows to look at"));
        }
        if (app.seeded() && app.accounts()) {
            settings.add(new Setting(
                    "SEED_PASSWORD",
                    "none; must be set with SEED",
                    "The password of the demo people, 8 to 128 characters"));
        }
        settings.addAll(services(app));
        return settings;
    }

    /** Those of the services that functions ask. */
    static List<Setting> services(AppModel app) {
        var settings = new ArrayList<Setting>();
        app.providers().forEach((name, functions) -> {
            settings.add(new Setting(
                    name,
                    "none is asked",
                    "The address of a service that %s asks, see Services".formatted(String.join(", ", functions))));
            settings.add(new Setting(name.replaceFirst("URL$", "KEY"), "none", "The key that it wants, if any"));
            app.model(name)
                    .ifPresent(usual -> settings.add(
                            new Setting(name.replaceFirst("URL$", "NAME"), usual, "Which of its models is asked")));
        });
        return settings;
    }
}
