package codex.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY.md, S1 and S2. */
class PasswordsTest {
    private final Passwords passwords = AccountFixture.PASSWORDS;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "four green boats",
                "  leading blanks",
                "pässwörter?",
                "🐢🐇🐢🐇🐢🐇🐢🐇",
                "'; drop table account",
                "xq7!vR2k"
            })
    void any_characters_will_do(String password) {
        assertThat(passwords.problem(password)).isEmpty();
    }

    @Test
    void eight_to_a_hundred_and_twenty_eight_characters_are_taken() {
        assertThat(passwords.problem("v7kq2xp"))
                .contains("Take at least 8 characters. A few words in a row are easy to remember.");
        assertThat(passwords.problem("é".repeat(128))).isEmpty();
        assertThat(passwords.problem("é".repeat(129))).contains("Take at most 128 characters.");
        assertThat(passwords.problem("🐢".repeat(128))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "12345678", "PassWord", "iloveyou1", "sunshine"})
    void the_most_common_ones_are_refused_in_any_case(String password) {
        assertThat(passwords.problem(password))
                .hasValueSatisfying(message -> assertThat(message).contains("most common"));
    }

    @Test
    void a_hash_matches_its_password_alone_exactly_as_typed() {
        var hash = passwords.hash(" Four green boats ");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches(" Four green boats ", hash)).isTrue();
        assertThat(passwords.matches("Four green boats", hash)).isFalse();
        assertThat(passwords.matches(" four green boats ", hash)).isFalse();
        assertThat(passwords.hash(" Four green boats ")).as("own salt").isNotEqualTo(hash);
    }

    @Test
    void a_hash_of_less_work_is_weak() {
        var old = Password.hash("four green boats")
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(8 * 1024, 1, 1, 32, Argon2.ID))
                .getResult();
        assertThat(passwords.matches("four green boats", old)).isTrue();
        assertThat(passwords.weak(old)).isTrue();
        assertThat(passwords.weak(passwords.hash("four green boats"))).isFalse();
    }

    @Test
    void a_megabyte_is_refused_without_hashing_it() {
        assertThat(passwords.matches("a".repeat(1 << 20), "no hash at all")).isFalse();
    }
}
