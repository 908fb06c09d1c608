package codex.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresQueueTest {
    private final QueueFixture given = new QueueFixture();

    @BeforeEach
    void empty() {
        given.jdbi.useHandle(handle -> handle.execute("TRUNCATE job CASCADE"));
    }

    /** Q1. */
    @Test
    void a_job_exists_only_if_the_change_that_asked_for_it_is_committed() {
        assertThatThrownBy(() -> given.jdbi.useTransaction(handle -> {
                    given.queue.enqueue(handle, new NewJob("develop", "a", "a", 1, new QueueFixture.Input(7)));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(given.jobs.counts()).isEmpty();
    }

    @Test
    void the_input_comes_back_as_the_record_that_went_in() {
        given.job();
        assertThat(given.claim().inputAs(QueueFixture.Input.class)).isEqualTo(new QueueFixture.Input(7));
    }

    /** A1: the claims of two dispatchers never meet. */
    @Test
    void two_dispatchers_claim_two_hundred_jobs_once_each() throws Exception {
        IntStream.range(0, 200).forEach(number -> given.job(number % 7));
        var claimed = new ConcurrentLinkedQueue<Long>();
        inParallel(2, () -> {
            for (var job = given.tryClaim(500, 500); job.isPresent(); job = given.tryClaim(500, 500)) {
                claimed.add(job.get().id());
            }
            return null;
        });
        assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
    }

    /** A2. */
    @Test
    void inside_an_account_priority_decides() {
        var late = given.job();
        var first = given.job();
        var second = given.job();
        given.priority(late, 200);
        given.priority(first, 50);
        given.priority(second, 100);
        assertThat(List.of(given.claim().id(), given.claim().id(), given.claim().id()))
                .containsExactly(first, second, late);
    }

    /** A3. */
    @Test
    void a_job_is_not_claimed_before_its_time() {
        var id = given.job();
        given.age(id, "run_at", Duration.ofHours(-1));
        assertThat(given.tryClaim(10, 20)).isEmpty();
        given.age(id, "run_at", Duration.ofMinutes(61));
        assertThat(given.claim().id()).isEqualTo(id);
    }

    /** A4. */
    @Test
    void twenty_equal_requests_at_once_make_one_job() throws Exception {
        var ids = inParallel(20, () -> given.job(1, "application:7"));
        assertThat(ids).hasSize(20);
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(given.jobs.counts())
                .singleElement()
                .extracting(Jobs.Count::count)
                .isEqualTo(1L);
    }

    /** A5. */
    @Test
    void after_each_end_the_same_request_makes_a_new_job() {
        var ids = new ArrayList<Long>();
        for (var end : List.of("SUCCEEDED", "FAILED", "CANCELLED")) {
            var id = given.job(1, "application:7");
            given.jdbi.useHandle(handle -> handle.execute(
                    "UPDATE job SET state = CAST(? AS job_state), finished_at = now() WHERE id = ?", end, id));
            ids.add(id);
        }
        ids.add(given.job(1, "application:7"));
        assertThat(ids).doesNotHaveDuplicates();
    }

    /** A6. */
    @Test
    void the_caps_per_account_and_in_total_hold_at_every_moment() throws Exception {
        IntStream.range(0, 60).forEach(number -> given.job(number % 4));
        var over = new AtomicBoolean();
        var worst = new ConcurrentLinkedQueue<String>();
        var watcher = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                given.database
                        .pages()
                        .useHandle(handle -> worst.addAll(
                                handle.createQuery("""
                                SELECT 'too many' FROM job WHERE state = 'RUNNING' GROUP BY account_id HAVING count(*) > 2
                                UNION ALL
                                SELECT 'too many in total' FROM job WHERE state = 'RUNNING' HAVING count(*) > 5
                                """).mapTo(String.class).list()));
            }
        });
        inParallel(8, () -> {
            while (given.jobs.counts().stream().anyMatch(count -> count.state() == JobState.QUEUED)) {
                given.tryClaim(2, 5).ifPresent(this::succeed);
            }
            return null;
        });
        over.set(true);
        watcher.join();
        assertThat(worst).isEmpty();
    }

    /** Q4. */
    @Test
    void one_job_of_a_subject_runs_at_a_time() {
        given.job(new NewJob("develop", "application:7", "one", 1, new QueueFixture.Input(1)));
        given.job(new NewJob("develop", "application:7", "two", 1, new QueueFixture.Input(2)));
        var first = given.claim();
        assertThat(given.tryClaim(10, 20)).isEmpty();
        succeed(first);
        assertThat(given.claim().uniqueKey()).isEqualTo("two");
    }

    /** A7. */
    @Test
    void a_new_account_does_not_wait_behind_a_hundred_jobs_of_another() {
        IntStream.range(0, 100).forEach(number -> given.job(1));
        var running = given.claim(10, 2);
        given.claim(10, 2);
        var newcomer = given.job(2);
        assertThat(given.tryClaim(10, 2)).isEmpty();
        succeed(running);
        assertThat(given.claim(10, 2).id()).isEqualTo(newcomer);
    }

    /** A8. */
    @Test
    void a_low_priority_ages_until_it_wins() {
        var low = given.job();
        given.priority(low, 103);
        var urgent = given.job();
        assertThat(given.claim().id()).isEqualTo(urgent);
        given.age(low, "run_at", Duration.ofMinutes(41));
        given.job();
        assertThat(given.claim().id()).isEqualTo(low);
    }

    /** A9. */
    @Test
    void the_pause_before_a_retry_doubles_up_to_ten_minutes_within_a_quarter() {
        var random = new Random(1);
        var expected = List.of(10, 20, 40, 80, 160, 320, 600, 600, 600);
        for (var attempt = 0; attempt < expected.size(); attempt++) {
            var seconds = expected.get(attempt).doubleValue();
            assertThat(Backoff.after(attempt, random).toMillis() / 1000.0).isCloseTo(seconds, within(seconds / 4));
        }
        assertThat(Backoff.after(1000, random)).isLessThanOrEqualTo(Duration.ofSeconds(750));
    }

    /** Q12, A23 in the small. */
    @Test
    void a_job_whose_worker_dies_is_queued_twice_and_then_fails_with_a_sentence() {
        var id = given.job();
        var abandoned = new ArrayList<Long>();
        var told = new Handler() {
            @Override
            public Outcome handle(Job job, Steps steps) {
                return new Outcome.Failed("not reached");
            }

            @Override
            public void abandoned(Handle handle, Job job) {
                abandoned.add(job.id());
            }
        };
        for (var death = 1; death <= 3; death++) {
            given.claim();
            given.age(id, "lease_until", Duration.ofSeconds(31));
            given.worker(told).rescue();
            assertThat(given.reread(id).rescueCount()).isEqualTo(death);
            assertThat(given.reread(id).state()).isEqualTo(death < 3 ? JobState.QUEUED : JobState.FAILED);
        }
        assertThat(given.reread(id).attempt()).isZero();
        assertThat(given.errorOf(id))
                .isEqualTo("The server stopped three times in the first step. Retry resumes there.");
        assertThat(abandoned).containsExactly(id);
    }

    @Test
    void a_job_whose_lease_is_not_over_is_left_alone() {
        var id = given.job();
        given.claim();
        given.worker((job, steps) -> new Outcome.Failed("not reached")).rescue();
        assertThat(given.reread(id).state()).isEqualTo(JobState.RUNNING);
    }

    /** A13 for jobs that nobody is at, Q14. */
    @Test
    void cancelling_ends_a_queued_and_a_waiting_job_at_once() {
        var queued = given.job();
        assertThat(given.cancel(1, queued)).isEqualTo(new Cancellation.Ended());
        var waiting = given.job();
        var claimed = given.claim();
        given.jobs.waiting(waiting, Lease.of(claimed).token(), claimed.runAt());
        assertThat(given.reread(waiting).state()).isEqualTo(JobState.WAITING);
        assertThat(given.cancel(1, waiting)).isEqualTo(new Cancellation.Ended());
        assertThat(List.of(given.reread(queued).state(), given.reread(waiting).state()))
                .containsOnly(JobState.CANCELLED);
    }

    @Test
    void cancelling_what_is_over_changes_nothing() {
        var id = given.job();
        succeed(given.claim());
        var before = given.reread(id);
        assertThat(given.cancel(1, id)).isEqualTo(new Cancellation.AlreadyOver(JobState.SUCCEEDED));
        assertThat(given.reread(id)).isEqualTo(before);
    }

    /** S14, S15. */
    @Test
    void a_strangers_job_is_not_there() {
        var id = given.job(1);
        assertThat(given.cancel(2, id)).isEqualTo(new Cancellation.NotFound());
        assertThat(given.queue.retry(2, id)).isEqualTo(new Repetition.NotFound());
        assertThat(given.jobs.find(2, id)).isEmpty();
        assertThat(given.jobs.find(1, id)).map(Job::state).contains(JobState.QUEUED);
    }

    @Test
    void only_what_failed_or_was_stopped_can_be_repeated() {
        var id = given.job(1, "application:7");
        assertThat(given.queue.retry(1, id)).isEqualTo(new Repetition.NotOver(JobState.QUEUED));
        given.cancel(1, id);
        var other = given.job(1, "application:7");
        assertThat(given.queue.retry(1, id)).isEqualTo(new Repetition.OtherActive(other));
        given.cancel(1, other);
        assertThat(given.queue.retry(1, id)).isEqualTo(new Repetition.Queued());
        assertThat(given.claim().cancelRequestedAt()).isNull();
    }

    /** Q13. */
    @Test
    void waking_queues_a_waiting_job_and_is_not_lost_on_one_that_is_about_to_wait() {
        var id = given.job();
        var claimed = given.claim();
        given.jobs.wake(id);
        given.jobs.waiting(id, Lease.of(claimed).token(), claimed.runAt());
        assertThat(given.reread(id).state()).isEqualTo(JobState.QUEUED);
        var again = given.claim();
        given.jobs.waiting(id, Lease.of(again).token(), again.runAt());
        assertThat(given.tryClaim(10, 20)).isEmpty();
        given.jdbi.useTransaction(handle -> given.queue.wake(handle, id));
        assertThat(given.claim().id()).isEqualTo(id);
    }

    @Test
    void events_come_in_order_from_where_a_reader_left() {
        var id = given.job();
        given.events.append(id, "say", "info", "one");
        given.events.append(id, "say", "warn", "two");
        var all = given.events.after(id, 0, 10);
        assertThat(all).extracting(JobEvent::message).containsExactly("Queued.", "one", "two");
        assertThat(given.events.after(id, all.get(1).id(), 10))
                .extracting(JobEvent::message)
                .containsExactly("two");
        assertThat(given.events.after(id, 0, 1)).hasSize(1);
    }

    /** Q20. */
    @Test
    void old_events_are_forgotten_except_of_the_latest_job() {
        var old = given.job(1, "application:7");
        given.cancel(1, old);
        var latest = given.job(1, "application:7");
        given.jdbi.useHandle(handle -> handle.execute("UPDATE job_event SET at = at - interval '31 days'"));
        given.events.prune();
        assertThat(given.events.after(old, 0, 10)).isEmpty();
        assertThat(given.events.after(latest, 0, 10)).isNotEmpty();
    }

    @Test
    void the_latest_job_of_a_subject_is_the_owners() {
        given.cancel(1, given.job(1, "application:7"));
        var latest = given.job(1, "application:7");
        assertThat(given.jobs.latest(1, "application:7")).map(Job::id).contains(latest);
        assertThat(given.jobs.latest(2, "application:7")).isEqualTo(Optional.empty());
    }

    private void succeed(Job job) {
        given.jobs.succeed(job.id(), Lease.of(job).token(), NullNode.getInstance());
    }

    private static <T> List<T> inParallel(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            var results = new ArrayList<T>();
            for (var future : threads.invokeAll(Collections.nCopies(times, work))) {
                results.add(future.get());
            }
            return results;
        }
    }
}
