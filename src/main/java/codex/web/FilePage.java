package codex.web;

import codex.code.DevelopedApp;
import codex.code.SourceFile;

/** One file of a developed app within its tree. */
public record FilePage(DevelopedApp developedApp, FileTree tree, SourceFile source) {
    private static final int MOST = 1_000_000;

    /** What the path of a file is put behind. */
    public String base() {
        return "/developed-apps/" + developedApp.id() + "/files/";
    }

    public String rawUrl() {
        return "/developed-apps/" + developedApp.id() + "/raw/" + source.path();
    }

    public boolean tooLarge() {
        return source.content().length() > MOST;
    }
}
