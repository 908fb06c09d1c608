package codex.sandbox;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A JVM inside a box that waits for what to run, and may rehearse with a project of ours before: by then the classes of the
 * jars are loaded and compiled. What was rehearsed had class loaders of its own; after the one run that counts the
 * process ends. Uses nothing but the JDK; the program is found among the jars of its class path.
 */
public final class Standby {
    /** Said when a rehearsal is over. */
    public static final String REHEARSED = "rehearsed";

    private static final String LAUNCHER = "org.junit.platform.console.ConsoleLauncher";

    private Standby() {}

    /**
     * Reads orders from standard input, one a line, with tabs between the words: {@code rehearse} or {@code run}, then
     * {@code tests}, class path and directory of reports; or {@code app}, class path, main class and, for a rehearsal,
     * the data directory. A rehearsed app ends at the next line.
     */
    public static void main(String[] none) throws Exception {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            var words = order.split("\t", -1);
            var rehearsal = words[0].equals("rehearse");
            var loader = loader(words[2]);
            Thread.currentThread().setContextClassLoader(loader);
            if (words[1].equals("tests")) {
                var code = tests(words[2], Path.of(words[3]));
                if (!rehearsal) {
                    System.exit(code);
                }
            } else if (rehearsal) {
                rehearse(loader, words[3], words[4], orders);
            } else {
                loader.loadClass(words[3]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
                // It lives on in threads of its own, until it is told to stop.
                return;
            }
            System.out.println(REHEARSED);
        }
    }

    private static int tests(String classPath, Path reports) throws ReflectiveOperationException {
        var words = new String[] {
            "execute",
            "--scan-classpath=" + classPath.split(File.pathSeparator)[0],
            "--include-classname=.*",
            "--disable-banner",
            "--details=none",
            "--reports-dir=" + reports
        };
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var result = Class.forName(LAUNCHER)
                .getMethod("run", PrintWriter.class, PrintWriter.class, String[].class)
                .invoke(null, out, out, words);
        return (int) result.getClass().getMethod("getExitCode").invoke(result);
    }

    // With settings as its tests have them: the environment is for the run that counts.
    private static void rehearse(ClassLoader loader, String main, String data, BufferedReader orders)
            throws ReflectiveOperationException, IOException {
        var app = loader.loadClass(main);
        var config = loader.loadClass(main.replaceFirst("App$", "Config"));
        var settings = new HashMap<>(System.getenv());
        settings.put("DATA_DIR", data);
        var started = app.getMethod("start", config)
                .invoke(null, config.getMethod("from", Map.class).invoke(null, settings));
        System.out.println(
                "listening on http://0.0.0.0:" + app.getMethod("port").invoke(started));
        orders.readLine();
        app.getMethod("close").invoke(started);
    }

    private static ClassLoader loader(String classPath) throws IOException {
        var places =
                Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
        var urls = new URL[places.size()];
        for (var index = 0; index < urls.length; index++) {
            urls[index] = places.get(index).toUri().toURL();
        }
        return new URLClassLoader(urls, Standby.class.getClassLoader());
    }
}
