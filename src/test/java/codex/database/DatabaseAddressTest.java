package codex.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "postgresql"})
    void a_url_of_a_hosting_provider_is_understood(String scheme) {
        var address = DatabaseAddress.parse(scheme + "://rosa:p%40ss+word@db.example.org/shop?sslmode=require");
        assertThat(address)
                .isEqualTo(new DatabaseAddress(
                        "jdbc:postgresql://db.example.org:5432/shop?sslmode=require", "rosa", "p@ss+word"));
    }

    @Test
    void port_and_user_are_optional() {
        assertThat(DatabaseAddress.parse("postgres://localhost:5433/shop"))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://localhost:5433/shop", "", ""));
    }

    @Test
    void a_jdbc_url_is_taken_as_it_is() {
        var url = "jdbc:postgresql://localhost/shop?user=rosa&password=secret";
        assertThat(DatabaseAddress.parse(url)).isEqualTo(new DatabaseAddress(url, "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://u:secret@h/db",
                "postgres://u:secret@h",
                "postgres:///db",
                "postgres://u:se cret@h/db"
            })
    void anything_else_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DATABASE_URL must look like postgres://")
                .hasMessageNotContaining("cret@");
    }

    @Test
    void it_can_be_logged_without_its_password() {
        assertThat(DatabaseAddress.parse("jdbc:postgresql://localhost/shop?password=secret"))
                .hasToString("postgresql://localhost/shop");
        assertThat(DatabaseAddress.parse("postgres://rosa:secret@localhost/shop"))
                .hasToString("postgresql://localhost:5432/shop");
    }
}
