package codex.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** SECURITY.md, S5, S7 and S8. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsTest {
    private final AccountFixture given = new AccountFixture();
    private final Sessions sessions = given.sessions;

    @Test
    void the_cookie_tells_who_it_is_and_is_stored_nowhere() {
        var rosa = given.person();
        var cookie = sessions.begin(rosa.id(), new Visitor("192.0.2.7", "Firefox"));
        assertThat(cookie).matches("[A-Za-z0-9_-]{43}");
        assertThat(sessions.find(cookie)).hasValueSatisfying(present -> {
            assertThat(present.account()).isEqualTo(rosa);
            assertThat(present.session().address()).isEqualTo("192.0.2.7");
            assertThat(present.session().agent()).isEqualTo("Firefox");
        });
        assertThat(given.stored(cookie)).isFalse();
        assertThat(sessions.find(cookie + "x")).isEmpty();
        assertThat(sessions.find("")).isEmpty();
    }

    @Test
    void it_ends_after_eight_idle_hours() {
        var cookie = sessions.begin(given.person().id(), given.visitor());
        given.clock.advance(Duration.ofHours(7));
        assertThat(sessions.find(cookie)).isPresent();
        given.clock.advance(Duration.ofHours(7));
        assertThat(sessions.find(cookie)).as("being seen prolongs it").isPresent();
        given.clock.advance(Duration.ofHours(8));
        assertThat(sessions.find(cookie)).isEmpty();
    }

    @Test
    void it_ends_after_fourteen_days_in_any_case() {
        var cookie = sessions.begin(given.person().id(), given.visitor());
        for (var hours = 0; hours < 14 * 24 - 7; hours += 7) {
            assertThat(sessions.find(cookie)).isPresent();
            given.clock.advance(Duration.ofHours(7));
        }
        given.clock.advance(Duration.ofHours(7));
        assertThat(sessions.find(cookie)).isEmpty();
    }

    @Test
    void a_renewed_session_has_a_new_cookie_and_is_fresh() {
        var old = sessions.begin(given.person().id(), given.visitor());
        given.clock.advance(Duration.ofMinutes(11));
        var session = sessions.find(old).orElseThrow().session();
        assertThat(session.fresh(given.clock.instant())).isFalse();
        var renewed = sessions.renew(session);
        assertThat(sessions.find(old)).isEmpty();
        assertThat(sessions.find(renewed)).hasValueSatisfying(present -> {
            assertThat(present.session().id()).isEqualTo(session.id());
            assertThat(present.session().fresh(given.clock.instant())).isTrue();
        });
    }

    @Test
    void a_person_can_list_and_end_their_own_and_nobody_elses() {
        var rosa = given.person();
        var tom = given.person();
        var one = given.present(rosa).session();
        var two = given.present(rosa).session();
        assertThat(sessions.list(rosa.id())).extracting(Session::id).containsExactly(two.id(), one.id());
        assertThat(sessions.end(tom.id(), one.id())).isFalse();
        assertThat(sessions.end(rosa.id(), one.id())).isTrue();
        assertThat(sessions.list(rosa.id())).extracting(Session::id).containsExactly(two.id());
        sessions.endAll(rosa.id());
        assertThat(sessions.list(rosa.id())).isEmpty();
    }

    @Test
    void sessions_that_are_over_are_swept_by_the_next_sign_in() {
        var rosa = given.person();
        given.present(rosa);
        given.clock.advance(Duration.ofDays(1));
        given.present(rosa);
        var rows = given.jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM session WHERE account_id = :id")
                        .bind("id", rosa.id())
                        .mapTo(long.class)
                        .one());
        assertThat(rows).isEqualTo(1);
    }
}
