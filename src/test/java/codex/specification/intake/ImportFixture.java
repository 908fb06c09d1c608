package codex.specification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import codex.specification.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Imports a document of the test resources. */
final class ImportFixture {
    private ImportFixture() {}

    static String text(String name) {
        try (var stream = ImportFixture.class.getResourceAsStream("/intake/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Intake.Taken taken(String name) {
        return takenText(text(name));
    }

    static Intake.Taken takenText(String text) {
        var intake = Imports.read(text, Hints.NONE);
        assertThat(intake).isInstanceOf(Intake.Taken.class);
        return (Intake.Taken) intake;
    }

    static List<Intake.Refused> refused(String text) {
        var intake = Imports.read(text, Hints.NONE);
        assertThat(intake).isInstanceOf(Intake.Refused.class);
        return List.of((Intake.Refused) intake);
    }

    static Route route(Intake.Taken taken, String name) {
        return taken.document()
                .routes()
                .filter(route -> route.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A route in a line: method, path, what it does, the statuses it tells. */
    static String line(Route route) {
        return "%s %s %s%s %s"
                .formatted(
                        route.method(),
                        route.path(),
                        route.behaviour().kind(),
                        route.behaviour().table() == null
                                ? ""
                                : " " + route.behaviour().table(),
                        route.responses().stream().map(each -> each.status()).toList());
    }

    static List<String> lines(Intake.Taken taken) {
        return taken.document().routes().map(ImportFixture::line).toList();
    }
}
