package codex.web;

import codex.application.Application;
import codex.application.Applications;
import codex.code.DevelopedApp;
import codex.code.DevelopedApps;
import codex.code.SourceFile;
import codex.code.SourceFiles;
import codex.specification.Names;
import codex.specification.Specification;
import codex.specification.Specifications;
import codex.stack.Bundle;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What is taken home of a developed app, by people and by programs: its project as a zip or as a git bundle. */
public final class Downloads {
    private final Jdbi jdbi;

    public Downloads(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The stored zip; empty while there is none. */
    public Optional<Download> zip(DevelopedApp developedApp) {
        return jdbi.withHandle(handle -> handle.attach(DevelopedApps.class)
                .zip(developedApp.id())
                .map(bytes ->
                        new Download(Provenance.of(handle, developedApp).name() + ".zip", "application/zip", bytes)));
    }

    /** The same files as a repository with one commit, packed when asked for; empty while there is no zip. */
    public Optional<Download> bundle(DevelopedApp developedApp) {
        return jdbi.withHandle(handle -> handle.attach(DevelopedApps.class)
                        .zipped(developedApp.id())
                        .map(any -> new Unpacked(
                                Provenance.of(handle, developedApp),
                                handle.attach(SourceFiles.class).all(developedApp.id()))))
                .map(Unpacked::bundle);
    }

    /** W7.8: {@code shop-v12}, to which the ending comes. */
    static String name(Application application, int version) {
        var name = Names.kebab(application.name());
        return (name.isEmpty() ? "application" : name) + "-v" + version;
    }

    /** Of what a developed app was made. */
    private record Provenance(Application application, Specification specification) {
        static Provenance of(Handle handle, DevelopedApp developedApp) {
            var id = developedApp.applicationId();
            return new Provenance(
                    handle.attach(Applications.class).findAny(id).orElseThrow(),
                    handle.attach(Specifications.class)
                            .find(id, developedApp.specificationId())
                            .orElseThrow());
        }

        String name() {
            return Downloads.name(application, specification.version());
        }

        // The specification's own name, for the application may be renamed, and the bytes stay the same.
        String message() {
            return specification.document().name() + ", made from version " + specification.version()
                    + " of its specification";
        }
    }

    private record Unpacked(Provenance provenance, List<SourceFile> files) {
        Download bundle() {
            return new Download(
                    provenance.name() + ".bundle", "application/x-git-bundle", Bundle.of(provenance.message(), files));
        }
    }
}
