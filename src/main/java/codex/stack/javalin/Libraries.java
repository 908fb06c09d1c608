package codex.stack.javalin;

import codex.code.Package;
import java.util.List;

/** What functions may use beside the platform. Each has a licence that lets the app be given away. */
final class Libraries {
    private Libraries() {}

    static List<Package> allowed() {
        return List.of(
                exact("com.google.zxing:core", "3.5.4"),
                exact("com.nulab-inc:zxcvbn", "1.9.0"),
                exact("commons-validator:commons-validator", "1.11.0"),
                exact("net.coobird:thumbnailator", "0.4.21"),
                exact("org.apache.pdfbox:pdfbox", "3.0.8"),
                exact("org.jsoup:jsoup", "1.24.1"));
    }

    private static Package exact(String name, String version) {
        return new Package(0, name, version, "==");
    }
}
