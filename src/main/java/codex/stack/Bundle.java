package codex.stack;

import codex.code.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCacheConfig;
import org.eclipse.jgit.internal.storage.dfs.DfsConfig;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.BundleWriter;
import org.eclipse.jgit.util.SystemReader;

/** Packs a project as a git bundle, to be cloned. The same files give the same bytes, on any machine. */
public final class Bundle {
    private static final String BRANCH = Constants.R_HEADS + "main";
    private static final PersonIdent AUTHOR =
            new PersonIdent("Codex", "codex@localhost", Zip.TIME.toInstant(ZoneOffset.UTC), ZoneOffset.UTC);

    static {
        SystemReader.setInstance(new NoSettings(SystemReader.getInstance()));
        // Nothing is packed twice, yet the library would keep the last 32 MB of it.
        DfsBlockCache.reconfigure(new DfsBlockCacheConfig().setBlockLimit(DfsBlockCacheConfig.MB));
    }

    private Bundle() {}

    /** A repository whose branch {@code main} has one commit with all files; commands keep their permission to run. */
    public static byte[] of(String message, List<SourceFile> files) {
        try (var repository = new InMemoryRepository(new DfsRepositoryDescription());
                var objects = repository.newObjectInserter()) {
            var commit = commit(message, files, objects);
            objects.flush();
            return packed(repository, commit);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a repository in memory cannot fail", impossible);
        }
    }

    private static ObjectId commit(String message, List<SourceFile> files, ObjectInserter objects) throws IOException {
        var commit = new CommitBuilder();
        commit.setTreeId(tree(files, objects));
        commit.setAuthor(AUTHOR);
        commit.setCommitter(AUTHOR);
        commit.setMessage(message + "\n");
        return objects.insert(commit);
    }

    private static ObjectId tree(List<SourceFile> files, ObjectInserter objects) throws IOException {
        var index = DirCache.newInCore();
        var builder = index.builder();
        for (var file : files) {
            var entry = new DirCacheEntry(file.path());
            entry.setFileMode(file.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
            entry.setObjectId(objects.insert(Constants.OBJ_BLOB, file.bytes()));
            builder.add(entry);
        }
        builder.finish();
        return index.writeTree(objects);
    }

    private static byte[] packed(Repository repository, ObjectId commit) throws IOException {
        // Which differences are worth keeping is searched by as many threads as there are processors.
        var whole = new PackConfig();
        whole.setDeltaCompress(false);
        var bundle = new BundleWriter(repository);
        bundle.setPackConfig(whole);
        bundle.include(Constants.HEAD, commit);
        bundle.include(BRANCH, commit);
        var bytes = new ByteArrayOutputStream();
        bundle.writeBundle(NullProgressMonitor.INSTANCE, bytes);
        return bytes.toByteArray();
    }

    /** How the machine's own git is set has no say; even to look for it, the library would start processes. */
    private static final class NoSettings extends SystemReader.Delegate {
        NoSettings(SystemReader machine) {
            super(machine);
        }

        @Override
        public StoredConfig getUserConfig() {
            return new DfsConfig();
        }
    }
}
