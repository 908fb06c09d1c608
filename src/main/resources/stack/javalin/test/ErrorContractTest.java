package app;

import static app.TestApp.assertProblem;
import static app.TestApp.assertStatus;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for every answer. */
class ErrorContractTest {
    private static TestApp app;

    @BeforeAll
    static void start() {
        app = TestApp.start();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void an_unknown_address_is_a_problem() {
        assertProblem(404, app.get(TestApp.NOBODY, "/no/such/address/here"));
    }

    @Test
    void an_unknown_method_is_a_problem() {
        assertProblem(405, app.call(TestApp.NOBODY, "DELETE", "/health/live", null));
    }

    @Test
    void it_lives_and_is_ready() {
        assertStatus(200, app.get(TestApp.NOBODY, "/health/live"));
        assertStatus(200, app.get(TestApp.NOBODY, "/health/ready"));
    }

    @Test
    void every_answer_tells_browsers_to_trust_nothing_else() {
        for (var path : new String[] {"/health/live", "/no/such/address/here"}) {
            var answer = app.get(TestApp.NOBODY, path);
            assertEquals("nosniff", answer.header("X-Content-Type-Options"));
            assertTrue(answer.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
            assertEquals("same-origin", answer.header("Referrer-Policy"));
        }
    }
}
