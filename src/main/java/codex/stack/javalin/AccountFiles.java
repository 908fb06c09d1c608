package codex.stack.javalin;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The login family, and the roles of this application. */
final class AccountFiles {
    private final AppModel app;
    private final Files files;

    AccountFiles(AppModel app, Files files) {
        this.app = app;
        this.files = files;
    }

    void write() {
        if (!app.accounts()) {
            return;
        }
        files.same("platform.security", "Access", "CurrentUser", "Passwords", "Tokens");
        files.same("auth", "Account", "AccountRows", "AuthRoutes", "AuthService", "LoginRows");
        if (app.accountsInCalls()) {
            files.same("platform.security", "Accounts");
            files.same("auth", "CallAccounts");
        }
        files.resource("psw4j.properties", "global.salt.length=16\n");
        writeRole();
    }

    private void writeRole() {
        var file = new JavaFile(app.base() + ".platform.security")
                .offer("io.javalin.security.RouteRole", "java.util.Arrays", "java.util.Optional")
                .offer("java.util.stream.Collectors", "java.util.stream.Stream")
                .write(Text.fill(
                        """
                        /** Who may call a route. The first two are for routes; the others people have. */
                        public enum Role implements RouteRole {
                            ANYONE(""),
                            SIGNED_IN(""),
                            $constants$;

                            /** What somebody has who registers; null for no role at all. */
                            public static final String NEWCOMER = $newcomer$;

                            private final String word;

                            Role(String word) {
                                this.word = word;
                            }

                            /** The role of this word, if a person can have it. */
                            public static Optional<Role> of(String word) {
                                return people().filter(role -> role.word.equals(word)).findFirst();
                            }

                            public static String words() {
                                return people().map(Role::toString).collect(Collectors.joining(", "));
                            }

                            @Override
                            public String toString() {
                                return word;
                            }

                            private static Stream<Role> people() {
                                return Arrays.stream(values()).filter(role -> !role.word.isEmpty());
                            }
                        }
                        """,
                        Map.of(
                                "constants",
                                        app.roles().stream()
                                                .map(role ->
                                                        "%s(%s)".formatted(Words.constant(role), Words.literal(role)))
                                                .collect(Collectors.joining(", ")),
                                "newcomer",
                                        app.newcomersRole().map(Words::literal).orElse("null"))));
        files.java("Role", file, List.of());
    }
}
