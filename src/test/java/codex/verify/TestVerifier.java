package codex.verify;

import codex.sandbox.ClassArchive;
import codex.sandbox.Sandbox;
import java.nio.file.Path;

/** Verifiers with the jars of this build. What one learns of their classes is there for all, and for the next run. */
public final class TestVerifier {
    private TestVerifier() {}

    public static Verifier in(Sandbox sandbox) {
        var jars = Path.of("target/app-lib").toAbsolutePath();
        return new Verifier(sandbox, jars, new ClassArchive(sandbox, Path.of("target/class-data"), jars));
    }
}
