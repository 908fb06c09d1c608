package app;

import static app.TestApp.assertStatus;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose pages may call from a browser. */
class CorsTest {
    private static final String ORIGIN = "https://shop.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @Test
    void without_the_setting_no_page_is_let_in(@TempDir Path data) {
        try (var app = TestApp.start(data)) {
            assertEquals("", get(app, ORIGIN).header(ALLOWED));
        }
    }

    @Test
    void a_named_origin_is_let_in_and_no_other(@TempDir Path data) {
        try (var app = TestApp.start(data, Map.of("CORS_ORIGINS", ORIGIN))) {
            assertEquals(ORIGIN, get(app, ORIGIN).header(ALLOWED));
            assertEquals("", get(app, "https://other.example").header(ALLOWED));
            var asked = app.call(TestApp.NOBODY, "OPTIONS", "/health/live", null,
                    "Origin", ORIGIN,
                    "Access-Control-Request-Method", "GET",
                    "Access-Control-Request-Headers", "authorization");
            assertStatus(204, asked);
            assertEquals("authorization", asked.header("Access-Control-Allow-Headers"));
        }
    }

    @Test
    void what_is_no_origin_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Config.from(Map.of("CORS_ORIGINS", "shop.example")));
    }

    private static TestApp.Answer get(TestApp app, String origin) {
        return app.call(TestApp.NOBODY, "GET", "/health/live", null, "Origin", origin);
    }
}
