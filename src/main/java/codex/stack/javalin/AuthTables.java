package codex.stack.javalin;

import codex.specification.Table;
import java.util.List;

/** The tables of the login family. */
final class AuthTables {
    static final List<String> NAMES = List.of(Table.ACCOUNT, "refresh_token", "login_failure");

    static final String SQL = """
            -- People and their logins.
            CREATE TABLE account (
                id uuid NOT NULL PRIMARY KEY,
                email varchar(254) NOT NULL,
                password_hash varchar(255) NOT NULL,
                name varchar(100) NOT NULL,
                role varchar(64),
                version bigint NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                CONSTRAINT account_email_unique UNIQUE (email)
            );

            -- One row is one login. Every refresh replaces the token; an old one that comes back ends the login.
            CREATE TABLE refresh_token (
                id uuid NOT NULL PRIMARY KEY,
                login_id uuid NOT NULL,
                account_id uuid NOT NULL,
                token_hash varchar(64) NOT NULL,
                used boolean NOT NULL,
                expires_at timestamp with time zone NOT NULL,
                CONSTRAINT refresh_token_hash_unique UNIQUE (token_hash),
                CONSTRAINT refresh_token_account_fk FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
            );
            CREATE INDEX refresh_token_login ON refresh_token (login_id);
            CREATE INDEX refresh_token_account ON refresh_token (account_id);

            -- Failed logins by account and address, so that guessing is slow.
            CREATE TABLE login_failure (
                id uuid NOT NULL PRIMARY KEY,
                account_key varchar(64) NOT NULL,
                failed_at timestamp with time zone NOT NULL
            );
            CREATE INDEX login_failure_key ON login_failure (account_key, failed_at);
            """;

    private AuthTables() {}
}
