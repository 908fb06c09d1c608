package codex.account;

import static codex.account.AccountFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTest {
    private final AccountFixture given = new AccountFixture();
    private final People people = given.people;

    @Test
    void the_right_password_signs_in_whatever_the_case_of_the_address() {
        var rosa = given.person();
        var signedIn = people.signIn(" " + rosa.email().toUpperCase(Locale.ROOT), PASSWORD, given.visitor());
        assertThat(signedIn).isInstanceOfSatisfying(SignIn.SignedIn.class, in -> {
            assertThat(in.account()).isEqualTo(rosa);
            assertThat(given.sessions.find(in.cookie())).isPresent();
            assertThat(in.toString()).doesNotContain(in.cookie());
        });
        assertThat(given.audit.about("account:" + rosa.id(), Long.MAX_VALUE, 10))
                .extracting(AuditEntry::action)
                .containsExactly("sign-in");
    }

    /** S4: one answer for all. */
    @Test
    void a_wrong_password_an_unknown_name_and_a_disabled_account_get_the_same_answer() {
        var rosa = given.person();
        var disabled = given.person();
        people.disable(disabled.id(), given.admin(), given.visitor());
        assertThat(List.of(
                        people.signIn(rosa.email(), "wrong password", given.visitor()),
                        people.signIn("nobody@example.org", PASSWORD, given.visitor()),
                        people.signIn(disabled.email(), PASSWORD, given.visitor())))
                .containsOnly(new SignIn.WrongCredentials());
    }

    /** S4: the same work for all. A name that is skipped would answer a hundred times faster. */
    @Test
    void an_unknown_name_costs_as_much_work_as_a_wrong_password() {
        var rosa = given.person();
        people.signIn(rosa.email(), "warm up", given.visitor());
        var known = timed(() -> people.signIn(rosa.email(), "wrong password", given.visitor()));
        var unknown = timed(() -> people.signIn("nobody@example.org", "wrong password", given.visitor()));
        assertThat(unknown.toNanos()).isGreaterThan(known.toNanos() / 10);
    }

    /** S4. */
    @Test
    void after_ten_wrong_guesses_at_a_name_there_is_a_wait_from_any_address_and_it_ends() {
        var rosa = given.person();
        for (var guess = 0; guess < 10; guess++) {
            assertThat(people.signIn(rosa.email(), "wrong password", given.visitor()))
                    .isEqualTo(new SignIn.WrongCredentials());
            given.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(people.signIn(rosa.email(), PASSWORD, given.visitor()))
                .isEqualTo(new SignIn.Throttled(Duration.ofSeconds(170)));
        given.clock.advance(Duration.ofSeconds(170));
        assertThat(people.signIn(rosa.email(), PASSWORD, given.visitor())).isInstanceOf(SignIn.SignedIn.class);
    }

    /** S4. */
    @Test
    void after_ten_wrong_guesses_from_an_address_there_is_a_wait_for_any_name() {
        var visitor = given.visitor();
        for (var guess = 0; guess < 10; guess++) {
            people.signIn("nobody" + guess + "@example.org", "wrong password", visitor);
        }
        assertThat(people.signIn(given.person().email(), PASSWORD, visitor)).isInstanceOf(SignIn.Throttled.class);
        assertThat(people.signIn(given.person().email(), PASSWORD, given.visitor()))
                .isInstanceOf(SignIn.SignedIn.class);
    }

    /** S4: many at once are no way around. */
    @Test
    void of_forty_guesses_at_once_ten_are_checked() throws Exception {
        var rosa = given.person();
        var answers = inParallel(40, () -> people.signIn(rosa.email(), "wrong password", given.visitor()));
        assertThat(answers.stream().filter(new SignIn.WrongCredentials()::equals))
                .hasSize(10);
    }

    @Test
    void right_guesses_do_not_count() {
        var rosa = given.person();
        var visitor = given.visitor();
        for (var time = 0; time < 12; time++) {
            assertThat(people.signIn(rosa.email(), PASSWORD, visitor)).isInstanceOf(SignIn.SignedIn.class);
        }
    }

    /** S2. */
    @Test
    void a_weak_hash_is_replaced_at_the_next_sign_in() {
        var rosa = given.person();
        var weak = Password.hash(PASSWORD)
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(8 * 1024, 1, 1, 32, Argon2.ID))
                .getResult();
        given.accounts.setPasswordHash(rosa.id(), weak);
        assertThat(people.signIn(rosa.email(), PASSWORD, given.visitor())).isInstanceOf(SignIn.SignedIn.class);
        assertThat(given.accounts.passwordHash(rosa.id()))
                .hasValueSatisfying(hash -> assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    /** S1, S7. */
    @Test
    void changing_the_password_takes_the_old_one_and_ends_the_other_sessions() {
        var rosa = given.person();
        var here = given.present(rosa);
        given.present(rosa);
        assertThat(people.changePassword(here, "wrong password", "seven red kites fly", given.visitor()))
                .isEqualTo(new PasswordChange.WrongPassword());
        assertThat(people.changePassword(here, PASSWORD, "password", given.visitor()))
                .isInstanceOf(PasswordChange.Refused.class);
        assertThat(given.sessions.list(rosa.id())).hasSize(2);
        assertThat(people.changePassword(here, PASSWORD, "seven red kites fly", given.visitor()))
                .isInstanceOfSatisfying(
                        PasswordChange.Changed.class,
                        changed -> assertThat(given.sessions.find(changed.cookie()))
                                .isPresent());
        assertThat(given.sessions.list(rosa.id()))
                .extracting(Session::id)
                .containsExactly(here.session().id());
        assertThat(people.signIn(rosa.email(), PASSWORD, given.visitor())).isEqualTo(new SignIn.WrongCredentials());
        assertThat(people.signIn(rosa.email(), "seven red kites fly", given.visitor()))
                .isInstanceOf(SignIn.SignedIn.class);
    }

    /** S7. */
    @Test
    void a_disabled_account_is_out_at_its_next_request_and_can_come_back() {
        var rosa = given.person();
        var admin = given.admin();
        var cookie = given.sessions.begin(rosa.id(), given.visitor());
        assertThat(people.disable(rosa.id(), admin, given.visitor())).isInstanceOf(AccountChange.Changed.class);
        assertThat(given.sessions.find(cookie)).isEmpty();
        people.enable(rosa.id(), admin, given.visitor());
        assertThat(given.sessions.find(cookie)).as("the old session stays dead").isEmpty();
        assertThat(people.signIn(rosa.email(), PASSWORD, given.visitor())).isInstanceOf(SignIn.SignedIn.class);
    }

    /** S5, S48. */
    @Test
    void a_new_role_ends_the_sessions_and_is_in_the_trail() {
        given.admin();
        var rosa = given.person();
        var admin = given.admin();
        var cookie = given.sessions.begin(rosa.id(), given.visitor());
        people.changeRole(rosa.id(), AccountRole.ADMIN, admin, new Visitor("192.0.2.200", ""));
        assertThat(given.sessions.find(cookie)).isEmpty();
        assertThat(given.audit.about("account:" + rosa.id(), Long.MAX_VALUE, 1))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.accountId()).isEqualTo(admin.id());
                    assertThat(entry.address()).isEqualTo("192.0.2.200");
                    assertThat(entry.action()).isEqualTo("role");
                    assertThat(entry.before())
                            .hasToString("{\"role\":\"user\",\"email\":\"" + rosa.email() + "\",\"disabled\":false}");
                    assertThat(entry.after())
                            .hasToString("{\"role\":\"admin\",\"email\":\"" + rosa.email() + "\",\"disabled\":false}");
                });
    }

    @Test
    void an_administrator_adds_somebody_with_an_address_of_their_own() {
        var admin = given.admin();
        assertThat(people.add(
                        new NewAccount("Tom@Example.org ", "Tom", PASSWORD), AccountRole.USER, admin, given.visitor()))
                .isInstanceOfSatisfying(
                        Registration.Added.class,
                        added -> assertThat(added.account().email()).isEqualTo("tom@example.org"));
        assertThat(people.add(
                        new NewAccount("tom@example.org", "Tom", PASSWORD), AccountRole.USER, admin, given.visitor()))
                .isEqualTo(new Registration.Refused("email", "Somebody has this address already."));
        assertThat(people.add(new NewAccount("tom", "Tom", PASSWORD), AccountRole.USER, admin, given.visitor()))
                .isInstanceOf(Registration.Refused.class);
        assertThat(given.stored(PASSWORD)).isFalse();
    }

    @Test
    void a_change_of_nobody_is_told() {
        assertThat(people.disable(-1, given.admin(), given.visitor())).isEqualTo(new AccountChange.NotFound());
    }

    private static Duration timed(Runnable work) {
        var begin = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    static <T> List<T> inParallel(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            var results = new ArrayList<T>();
            for (var future : threads.invokeAll(Collections.nCopies(times, work))) {
                results.add(future.get());
            }
            return results;
        }
    }
}
