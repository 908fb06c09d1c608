package codex.queue;

import static codex.queue.QueueFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerTest {
    private final QueueFixture given = new QueueFixture();

    record Result(long specId) {}

    @BeforeEach
    void empty() {
        given.jdbi.useHandle(handle -> handle.execute("TRUNCATE job CASCADE"));
    }

    /** A1. */
    @Test
    void two_workers_run_two_hundred_jobs_once_each() {
        var ran = new ConcurrentLinkedQueue<Long>();
        Handler handler = (job, steps) -> {
            ran.add(job.id());
            return new Outcome.Done(new Result(job.id()));
        };
        IntStream.range(0, 200).forEach(number -> given.job(number % 5));
        try (var first = given.worker(handler);
                var second = given.worker(handler)) {
            first.start();
            second.start();
            await(() -> given.jobs.counts().stream().allMatch(count -> count.state() == JobState.SUCCEEDED));
        }
        assertThat(ran).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void what_a_job_made_and_said_is_kept() {
        var id = given.job();
        try (var worker = given.worker((job, steps) -> {
            steps.say("Reading \0 your description");
            return new Outcome.Done(new Result(12));
        })) {
            given.runUntil(worker, id, JobState.SUCCEEDED);
        }
        assertThat(given.reread(id).result()).hasToString("{\"specId\":12}");
        assertThat(given.events.after(id, 0, 10))
                .extracting(JobEvent::message)
                .containsExactly("Queued.", "Started.", "Reading \uFFFD your description", "Done.");
    }

    /** Q9, A14: no finished step runs again, in this run or the next. */
    @Test
    void a_retried_job_resumes_at_the_step_that_failed() {
        var ran = new ArrayList<String>();
        var broken = new AtomicBoolean(true);
        var id = given.job();
        try (var worker = given.worker((job, steps) -> {
            var draft = steps.step("draft", "h1", String.class, () -> done(ran, "draft"));
            if (broken.get()) {
                return new Outcome.Failed("The model answers nothing. Check its key under Settings.");
            }
            return new Outcome.Done(steps.step("graph:e1", draft, String.class, () -> done(ran, "graph")));
        })) {
            given.runUntil(worker, id, JobState.FAILED);
            assertThat(given.errorOf(id)).isEqualTo("The model answers nothing. Check its key under Settings.");
            broken.set(false);
            assertThat(given.queue.retry(1, id)).isEqualTo(new Repetition.Queued());
            given.runUntil(worker, id, JobState.SUCCEEDED);
        }
        assertThat(ran).containsExactly("draft", "graph");
        assertThat(given.steps.list(id)).extracting(JobStep::key).containsExactly("draft", "graph:e1");
        assertThat(given.reread(id).error()).isNull();
    }

    /** Q9. */
    @Test
    void another_hash_runs_the_step_again_and_forgets_the_later_ones() {
        var ran = new ArrayList<String>();
        var run = new AtomicInteger();
        var id = given.job();
        try (var worker = given.worker((job, steps) -> {
            steps.step("first", "same", String.class, () -> done(ran, "first"));
            steps.step("second", run.get() == 0 ? "old" : "new", String.class, () -> done(ran, "second"));
            if (run.getAndIncrement() == 0) {
                steps.step("third", "same", String.class, () -> done(ran, "third"));
                return new Outcome.Failed("once");
            }
            return new Outcome.Done(steps.step("third", "same", String.class, () -> done(ran, "third again")));
        })) {
            given.runUntil(worker, id, JobState.FAILED);
            given.queue.retry(1, id);
            given.runUntil(worker, id, JobState.SUCCEEDED);
        }
        assertThat(ran).containsExactly("first", "second", "third", "second", "third again");
    }

    /** A10; an unexpected exception counts as a failed attempt. */
    @Test
    void after_its_last_attempt_a_job_fails_with_a_sentence() {
        var id = given.job();
        try (var worker = given.worker((job, steps) -> {
            throw new IllegalStateException("secret detail");
        })) {
            for (var attempt = 1; attempt <= 3; attempt++) {
                var before = attempt;
                await(() -> {
                    worker.dispatch();
                    return given.reread(id).attempt() == before;
                });
                given.age(id, "run_at", Duration.ofHours(1));
            }
        }
        assertThat(given.reread(id).state()).isEqualTo(JobState.FAILED);
        assertThat(given.errorOf(id))
                .matches("Something went wrong inside Codex, .* as incident [0-9a-f]{8}\\.")
                .doesNotContain("secret detail");
    }

    /** A9. */
    @Test
    void a_retry_waits_as_long_as_was_asked_when_that_is_longer() {
        var id = given.job();
        try (var worker = given.worker((job, steps) -> new Outcome.Retry(Duration.ofHours(2), "The model is busy."))) {
            given.runUntil(worker, id, JobState.QUEUED);
            await(() -> given.reread(id).attempt() == 1);
        }
        var job = given.reread(id);
        assertThat(Duration.between(job.createdAt(), job.runAt()))
                .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
        assertThat(given.errorOf(id)).isEqualTo("The model is busy.");
    }

    /** C13: nothing was tried, so nothing counts; and whoever changes what it waits for wakes it. */
    @Test
    void a_job_that_could_try_nothing_sleeps_without_an_attempt_until_it_is_woken() {
        var id = given.job();
        var waiting = given.job(new NewJob("develop", "b", "b", 1, new QueueFixture.Input(2)));
        var open = new AtomicBoolean();
        try (var worker = given.worker((job, steps) -> open.get()
                ? new Outcome.Done("over")
                : job.id() == id
                        ? new Outcome.Later(Duration.ofHours(2), "The endpoint is left alone.")
                        : new Outcome.Waiting("The budget is spent."))) {
            given.runUntil(worker, waiting, JobState.WAITING);
            await(() -> given.errorOf(id).equals("The endpoint is left alone."));
            var asleep = given.reread(id);
            assertThat(asleep.state()).isEqualTo(JobState.QUEUED);
            assertThat(asleep.attempt()).isZero();
            assertThat(Duration.between(asleep.createdAt(), asleep.runAt()))
                    .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
            open.set(true);
            given.jobs.wakeAll();
            given.runUntil(worker, id, JobState.SUCCEEDED);
            given.runUntil(worker, waiting, JobState.SUCCEEDED);
        }
    }

    /** A11, Q19. */
    @Test
    void an_input_that_cannot_be_read_fails_its_job_and_no_other() {
        record Other(String word) {}
        var unreadable = given.job(new NewJob("develop", "a", "a", 1, new Other("what?")));
        var readable = given.job();
        try (var worker = given.worker((job, steps) -> new Outcome.Done(job.inputAs(QueueFixture.Input.class)))) {
            worker.start();
            await(() -> given.reread(unreadable).state() == JobState.FAILED);
            await(() -> given.reread(readable).state() == JobState.SUCCEEDED);
        }
        assertThat(given.errorOf(unreadable)).contains("cannot be read");
    }

    /** A12: polling alone would take up to two and a half seconds. */
    @Test
    void a_notice_wakes_the_dispatcher() {
        var started = new ConcurrentLinkedQueue<Long>();
        try (var notices = new Notices(given.database.unpooled());
                var worker = given.worker((job, steps) -> {
                    started.add(System.nanoTime());
                    return new Outcome.Done(job.id());
                })) {
            var heard = new CountDownLatch(1);
            notices.on(Notices.JOB, job -> worker.wake());
            notices.on(Notices.EVENT, job -> heard.countDown());
            notices.start();
            worker.start();
            await(() -> {
                given.jdbi.useHandle(handle -> handle.execute("SELECT pg_notify('codex_event', '1')"));
                return heard.getCount() == 0;
            });
            var times = new ArrayList<Duration>();
            for (var number = 0; number < 3; number++) {
                var enqueued = System.nanoTime();
                given.job();
                await(() -> !started.isEmpty());
                times.add(Duration.ofNanos(started.remove() - enqueued));
            }
            assertThat(times).anyMatch(time -> time.compareTo(Duration.ofMillis(300)) < 0);
        }
    }

    /** A12: the listener's connection dies, and it is back by itself. */
    @Test
    void the_listener_comes_back_after_its_connection_died() {
        var heard = new ConcurrentLinkedQueue<Long>();
        try (var notices = new Notices(given.database.unpooled())) {
            notices.on(Notices.EVENT, heard::add);
            notices.start();
            hears(heard, 1);
            terminate("codex alone");
            heard.clear();
            hears(heard, 2);
        }
        assertThat(heard).contains(2L);
    }

    /** A18, B3. */
    @Test
    void a_job_survives_the_loss_of_all_connections_between_and_within_its_steps() {
        var ran = new ConcurrentLinkedQueue<Integer>();
        var id = given.job();
        // One thread: a second claim of the dispatcher's would lose its connection too.
        var alone = new WorkerSettings(1, 10, 20, Duration.ofSeconds(5));
        Handler cutting = (job, steps) -> {
            for (var number = 0; number < 20; number++) {
                var present = number;
                steps.step("function:" + number, "h", Integer.class, () -> {
                    terminate("codex workers");
                    ran.add(present);
                    return present;
                });
            }
            terminate("codex workers");
            return new Outcome.Done(new Result(1));
        };
        try (var worker = given.worker(cutting, alone)) {
            worker.dispatch();
            await(() -> given.database
                    .pages()
                    .withExtension(
                            Jobs.class,
                            jobs -> jobs.findAny(id)
                                    .filter(job -> job.state() == JobState.SUCCEEDED)
                                    .isPresent()));
        }
        assertThat(ran).hasSize(20).doesNotHaveDuplicates();
        assertThat(given.steps.list(id)).hasSize(20);
        assertThat(given.reread(id).attempt()).isZero();
    }

    /** A13 while running: told by the heartbeat, that is without NOTIFY (B7). */
    @Test
    void cancelling_interrupts_a_running_job_and_ends_it() throws InterruptedException {
        var atWork = new CountDownLatch(1);
        var id = given.job();
        try (var worker = given.worker((job, steps) -> {
            steps.step("draft", "h", String.class, () -> "done before");
            atWork.countDown();
            return sleepForever();
        })) {
            worker.dispatch();
            assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(given.cancel(1, id)).isEqualTo(new Cancellation.Asked());
            worker.beat();
            await(() -> given.reread(id).state() == JobState.CANCELLED);
        }
        assertThat(given.steps.list(id)).extracting(JobStep::key).containsExactly("draft");
    }

    /** Q5, Q7: fencing. */
    @Test
    void a_worker_that_lost_its_lease_writes_nothing() throws InterruptedException {
        var atWork = new CountDownLatch(1);
        var takenOver = new CountDownLatch(1);
        var thrown = new ConcurrentLinkedQueue<Throwable>();
        var id = given.job();
        try (var worker = given.worker((job, steps) -> {
            atWork.countDown();
            awaitQuietly(takenOver);
            try {
                return new Outcome.Done(steps.step("draft", "h", String.class, () -> "late"));
            } catch (LeaseLost e) {
                thrown.add(e);
                throw e;
            }
        })) {
            worker.dispatch();
            assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
            given.age(id, "lease_until", Duration.ofMinutes(1));
            given.worker((job, steps) -> new Outcome.Failed("")).rescue();
            var successor = given.claim();
            takenOver.countDown();
            await(() -> !thrown.isEmpty());
            assertThat(given.steps.list(id)).isEmpty();
            assertThat(given.reread(id).leaseToken()).isEqualTo(successor.leaseToken());
        }
        assertThat(given.reread(id).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void a_heartbeat_that_misses_a_job_interrupts_it() throws InterruptedException {
        var atWork = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var id = given.job();
        try (var worker = given.worker((job, steps) -> {
            atWork.countDown();
            try {
                return sleepForever();
            } finally {
                interrupted.countDown();
            }
        })) {
            worker.dispatch();
            assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
            given.jdbi.useHandle(
                    handle -> handle.execute("UPDATE job SET lease_token = gen_random_uuid() WHERE id = ?", id));
            worker.beat();
            assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(given.reread(id).state()).isEqualTo(JobState.RUNNING);
    }

    /** Q15, B10. */
    @Test
    void closing_gives_running_jobs_back_untried() throws InterruptedException {
        var atWork = new CountDownLatch(1);
        var id = given.job();
        var worker = given.worker(
                (job, steps) -> {
                    atWork.countDown();
                    return sleepForever();
                },
                new WorkerSettings(1, 1, 1, Duration.ofMillis(50)));
        worker.dispatch();
        assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
        worker.close();
        var job = given.reread(id);
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.attempt()).isZero();
        assertThat(job.leaseToken()).isNull();
    }

    /** Q15: the step that is being done is finished and kept. */
    @Test
    void closing_lets_the_present_step_end_and_begins_no_other() throws InterruptedException {
        var atWork = new CountDownLatch(1);
        var id = given.job();
        var worker = given.worker((job, steps) -> {
            steps.step("first", "h", String.class, () -> {
                atWork.countDown();
                return "kept";
            });
            while (true) {
                steps.checkCancelled();
                Thread.onSpinWait();
            }
        });
        worker.dispatch();
        assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
        worker.close();
        assertThat(given.reread(id).state()).isEqualTo(JobState.QUEUED);
        assertThat(given.steps.list(id)).extracting(JobStep::key).containsExactly("first");
    }

    @Test
    void a_step_writes_its_rows_and_its_output_together_or_not_at_all() {
        var id = given.job();
        try (var worker = given.worker((job, steps) -> {
            try {
                steps.write("write", "h", String.class, handle -> {
                    handle.execute("UPDATE job SET priority = 1 WHERE id = ?", id);
                    throw new IllegalStateException("half way");
                });
            } catch (IllegalStateException e) {
                return new Outcome.Failed(String.valueOf(e.getMessage()));
            }
            return new Outcome.Done("not reached");
        })) {
            given.runUntil(worker, id, JobState.FAILED);
        }
        assertThat(given.reread(id).priority()).isEqualTo(100);
        assertThat(given.steps.list(id)).isEmpty();
    }

    @Test
    void the_same_key_twice_in_one_run_is_an_error_of_the_handler() {
        var messages = new ConcurrentLinkedQueue<String>();
        var id = given.job();
        try (var worker = given.worker((job, steps) -> {
            steps.step("draft", "h", String.class, () -> "one");
            assertThatThrownBy(() -> steps.step("draft", "h", String.class, () -> "two"))
                    .satisfies(thrown -> messages.add(String.valueOf(thrown.getMessage())));
            return new Outcome.Done("over");
        })) {
            given.runUntil(worker, id, JobState.SUCCEEDED);
        }
        assertThat(messages).singleElement().asString().contains("step draft begins twice");
    }

    @Test
    void a_waiting_job_says_for_what() {
        var id = given.job();
        try (var worker = given.worker((job, steps) -> new Outcome.Waiting("Two questions wait for your answer."))) {
            given.runUntil(worker, id, JobState.WAITING);
        }
        assertThat(given.events.after(id, 0, 10))
                .last()
                .extracting(JobEvent::message)
                .isEqualTo("Two questions wait for your answer.");
        assertThat(given.reread(id).leaseToken()).isNull();
    }

    private void hears(ConcurrentLinkedQueue<Long> heard, long id) {
        await(() -> {
            given.database.pages().useHandle(handle -> handle.execute("SELECT pg_notify('codex_event', ?)", "" + id));
            return heard.contains(id);
        });
    }

    private void terminate(String application) {
        given.database.pages().useHandle(handle -> handle.execute("""
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = ?
                """, application));
    }

    private static String done(List<String> ran, String what) {
        ran.add(what);
        return what;
    }

    private static Outcome sleepForever() {
        try {
            Thread.sleep(Duration.ofHours(1));
            return new Outcome.Failed("slept an hour");
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted, as a model call or a box would be", e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
