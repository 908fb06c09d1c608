package app;

import static app.TestApp.assertStatus;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is made at the first start, and kept at the next. */
class MigrationTest {
    @Test
    void the_second_start_finds_the_tables_of_the_first(@TempDir Path data) {
        for (var start = 0; start < 2; start++) {
            try (var app = TestApp.start(data)) {
                assertStatus(200, app.get(TestApp.NOBODY, "/health/ready"));
            }
        }
    }
}
