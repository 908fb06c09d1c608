package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description and the running application name the same calls. */
class OpenApiContractTest {
    private record Call(String method, String path) {}

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
    void every_described_call_is_there() {
        var calls = described();
        assertFalse(calls.isEmpty());
        for (var call : calls) {
            var answer = app.call(TestApp.NOBODY, call.method(), call.path().replaceAll("\\{[^}]*}", "1"), null);
            assertFalse(answer.status() == 405, call + " is not known: " + answer.text());
            assertFalse(answer.text().contains("There is nothing at this address."), call + " is not there");
        }
    }

    private static List<Call> described() {
        var answer = app.get(TestApp.NOBODY, "/openapi.yaml");
        assertEquals(200, answer.status());
        var calls = new ArrayList<Call>();
        var path = "";
        for (var line : answer.text().lines().toList()) {
            if (line.matches("  \"?/.*:")) {
                path = line.strip().replace("\"", "").replaceAll(":$", "");
            } else if (line.matches("    (get|post|put|patch|delete):") && !path.isEmpty()) {
                calls.add(new Call(line.strip().replace(":", "").toUpperCase(Locale.ROOT), path));
            }
        }
        return calls;
    }
}
