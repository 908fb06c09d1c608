package codex.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** An annotation processor that tells whether it was run: it writes where every box may (E31). */
@SupportedAnnotationTypes("*")
public final class Canary extends AbstractProcessor {
    public static final String SERVICE = "META-INF/services/javax.annotation.processing.Processor";

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) {
        try {
            Files.writeString(Path.of("/box/out/canary"), "sang");
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
