package codex.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** SECURITY.md, S10. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTokensTest {
    private final AccountFixture given = new AccountFixture();
    private final ApiTokens tokens = given.tokens;

    @Test
    void it_is_told_once_and_stored_as_a_hash_with_a_visible_prefix() {
        var rosa = given.person();
        var created = tokens.create(rosa.id(), "laptop", TokenScope.DEFAULT, Optional.empty());
        assertThat(created.secret())
                .matches("codex_[A-Za-z0-9_-]{43}")
                .startsWith(created.token().prefix());
        assertThat(created.token().prefix()).hasSize(12);
        assertThat(given.stored(created.secret())).isFalse();
        assertThat(created.toString()).doesNotContain(created.secret());
        assertThat(tokens.find(created.secret())).map(ApiTokens.Bearer::account).contains(rosa);
        assertThat(tokens.list(rosa.id())).singleElement().satisfies(token -> {
            assertThat(token.name()).isEqualTo("laptop");
            assertThat(token.scopes()).containsExactly(TokenScope.READ, TokenScope.WRITE, TokenScope.DEVELOP);
            assertThat(token.lastUsedAt()).isEqualTo(given.clock.instant());
        });
    }

    @Test
    void it_may_do_what_its_scopes_say_and_admin_only_for_an_admin() {
        var every = Set.of(TokenScope.values());
        var person = bearer(tokens.create(given.person().id(), "all", every, Optional.empty()));
        var admin = bearer(tokens.create(given.admin().id(), "all", every, Optional.empty()));
        var reader = bearer(tokens.create(given.admin().id(), "read", Set.of(TokenScope.READ), Optional.empty()));
        assertThat(person.may(TokenScope.WRITE)).isTrue();
        assertThat(person.may(TokenScope.ADMIN)).isFalse();
        assertThat(admin.may(TokenScope.ADMIN)).isTrue();
        assertThat(reader.may(TokenScope.READ)).isTrue();
        assertThat(reader.may(TokenScope.WRITE)).isFalse();
    }

    @Test
    void it_fails_once_it_is_revoked_by_its_owner() {
        var rosa = given.person();
        var created = tokens.create(rosa.id(), "laptop", TokenScope.DEFAULT, Optional.empty());
        assertThat(tokens.revoke(given.person().id(), created.token().id())).isFalse();
        assertThat(tokens.find(created.secret())).isPresent();
        assertThat(tokens.revoke(rosa.id(), created.token().id())).isTrue();
        assertThat(tokens.find(created.secret())).isEmpty();
        assertThat(tokens.list(rosa.id())).isEmpty();
    }

    @Test
    void it_fails_once_it_has_expired() {
        var created = tokens.create(given.person().id(), "week", TokenScope.DEFAULT, Optional.of(Duration.ofDays(7)));
        given.clock.advance(Duration.ofDays(6));
        assertThat(tokens.find(created.secret())).isPresent();
        given.clock.advance(Duration.ofDays(1));
        assertThat(tokens.find(created.secret())).isEmpty();
    }

    @Test
    void it_fails_once_its_account_is_disabled() {
        var rosa = given.person();
        var created = tokens.create(rosa.id(), "laptop", TokenScope.DEFAULT, Optional.empty());
        given.people.disable(rosa.id(), given.admin(), given.visitor());
        assertThat(tokens.find(created.secret())).isEmpty();
    }

    private ApiTokens.Bearer bearer(ApiTokens.Created created) {
        return tokens.find(created.secret()).orElseThrow();
    }
}
