package codex.web;

import codex.code.SourceFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a developed app as folders. A folder that holds nothing but one folder is joined with it:
 * {@code src/main/java}.
 *
 * @param name as shown
 * @param path of the folder, empty for the root
 * @param files directly in it
 */
public record FileTree(String name, String path, List<FileTree> folders, List<SourceFiles.Entry> files) {
    public FileTree {
        folders = List.copyOf(folders);
        files = List.copyOf(files);
    }

    static FileTree of(List<SourceFiles.Entry> entries) {
        return folder("", "", entries).joined();
    }

    /** How many files it holds, those of its folders too. */
    public int count() {
        return files.size() + folders.stream().mapToInt(FileTree::count).sum();
    }

    /** Whether a file lies in it or below. */
    public boolean holds(String file) {
        return file.startsWith(path + "/");
    }

    public static String name(SourceFiles.Entry file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }

    private static FileTree folder(String name, String path, List<SourceFiles.Entry> entries) {
        var files = new ArrayList<SourceFiles.Entry>();
        Map<String, List<SourceFiles.Entry>> below = new LinkedHashMap<>();
        for (var entry : entries) {
            var rest = entry.path().substring(path.isEmpty() ? 0 : path.length() + 1);
            var slash = rest.indexOf('/');
            if (slash < 0) {
                files.add(entry);
            } else {
                below.computeIfAbsent(rest.substring(0, slash), folder -> new ArrayList<>())
                        .add(entry);
            }
        }
        var folders = new ArrayList<FileTree>();
        below.forEach(
                (folder, inside) -> folders.add(folder(folder, path.isEmpty() ? folder : path + "/" + folder, inside)));
        return new FileTree(name, path, folders, files);
    }

    private FileTree joined() {
        var inner = folders.stream().map(FileTree::joined).toList();
        if (!name.isEmpty() && files.isEmpty() && inner.size() == 1) {
            var only = inner.getFirst();
            return new FileTree(name + "/" + only.name, only.path, only.folders, only.files);
        }
        return new FileTree(name, path, inner, files);
    }
}
