package codex.account;

import static codex.account.AccountFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** SECURITY.md, S3 and S17. Each test has a database without anybody in it. */
class FirstAndLastAdminTest {
    private final AccountFixture given = new AccountFixture();
    private final NewAccount rosa = new NewAccount("rosa@example.org", "Rosa", PASSWORD);

    @Test
    void the_code_on_the_console_lets_the_first_administrator_in_once() {
        var code = given.setup.issue().orElseThrow();
        assertThat(code).matches("([A-Z2-9]{4}-){4}[A-Z2-9]{4}");
        assertThat(given.setup.setUp(" " + code.toLowerCase(Locale.ROOT), rosa, given.visitor()))
                .isInstanceOfSatisfying(
                        Registration.Added.class,
                        added -> assertThat(added.account().admin()).isTrue());
        assertThat(given.setup.open()).isFalse();
        assertThat(given.setup.issue()).isEmpty();
        assertThat(given.setup.setUp(code, new NewAccount("tom@example.org", "Tom", PASSWORD), given.visitor()))
                .isEqualTo(new Registration.Closed());
        assertThat(given.people.signIn(rosa.email(), PASSWORD, given.visitor())).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void a_wrong_an_old_and_a_replaced_code_are_refused() {
        var first = given.setup.issue().orElseThrow();
        var second = given.setup.issue().orElseThrow();
        assertThat(field(given.setup.setUp("AAAA-AAAA-AAAA-AAAA-AAAA", rosa, given.visitor())))
                .isEqualTo("code");
        assertThat(field(given.setup.setUp(first, rosa, given.visitor()))).isEqualTo("code");
        given.clock.advance(Duration.ofMinutes(30));
        assertThat(field(given.setup.setUp(second, rosa, given.visitor()))).isEqualTo("code");
    }

    @Test
    void a_password_that_breaks_the_rules_does_not_use_up_the_code() {
        var code = given.setup.issue().orElseThrow();
        var weak = new NewAccount("rosa@example.org", "Rosa", "password");
        assertThat(field(given.setup.setUp(code, weak, given.visitor()))).isEqualTo("password");
        assertThat(given.setup.setUp(code, rosa, given.visitor())).isInstanceOf(Registration.Added.class);
    }

    @Test
    void guessing_the_code_is_throttled() {
        given.setup.issue();
        for (var guess = 0; guess < 10; guess++) {
            given.setup.setUp("guess", rosa, given.visitor());
        }
        assertThat(given.setup.setUp("guess", rosa, given.visitor())).isInstanceOf(Registration.Throttled.class);
    }

    @Test
    void the_settings_make_the_first_administrator_under_the_same_rules() {
        assertThat(field(given.setup.fromSettings("rosa@example.org", "password")))
                .isEqualTo("password");
        assertThat(given.setup.fromSettings("rosa@example.org", PASSWORD)).isInstanceOf(Registration.Added.class);
        assertThat(given.setup.fromSettings("rosa@example.org", PASSWORD)).isEqualTo(new Registration.Closed());
    }

    @Test
    void the_last_administrator_stays() {
        var admin = given.admin();
        given.person();
        assertThat(given.people.disable(admin.id(), admin, given.visitor())).isEqualTo(new AccountChange.LastAdmin());
        assertThat(given.people.changeRole(admin.id(), AccountRole.USER, admin, given.visitor()))
                .isEqualTo(new AccountChange.LastAdmin());
        assertThatThrownBy(() ->
                        given.jdbi.useHandle(handle -> handle.execute("DELETE FROM account WHERE id = ?", admin.id())))
                .hasMessageContaining("this is the last administrator");
        assertThat(given.audit.about("account:" + admin.id(), Long.MAX_VALUE, 10))
                .isEmpty();
        given.admin();
        assertThat(given.people.disable(admin.id(), admin, given.visitor())).isInstanceOf(AccountChange.Changed.class);
    }

    @Test
    void two_administrators_who_remove_each_other_at_the_same_time_leave_one() throws Exception {
        for (var round = 0; round < 5; round++) {
            var fixture = new AccountFixture();
            var one = fixture.admin();
            var two = fixture.admin();
            try (var threads = Executors.newFixedThreadPool(2)) {
                var first = threads.submit(() -> fixture.people.disable(two.id(), one, fixture.visitor()));
                var second = threads.submit(() -> fixture.people.disable(one.id(), two, fixture.visitor()));
                assertThat(List.of(first.get(), second.get())).containsOnlyOnce(new AccountChange.LastAdmin());
            }
        }
    }

    private static String field(Registration registration) {
        return registration instanceof Registration.Refused(var field, var message) && !message.isEmpty() ? field : "";
    }
}
