package codex.verify;

import codex.code.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a function may not do, seen in its source (SECURITY.md, S45). Comments and the insides of texts do not count. */
final class StaticRules {
    private static final Pattern SILENT = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'",
            Pattern.DOTALL);
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(password|secret|api_?key|token)\\w*\\s*=\\s*\"[^\"]{8,}\"|-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}");
    /** How a function names a service of the operator's: by a setting that means nothing else. */
    private static final Pattern PROVIDER = Pattern.compile(
            "\\bprovider\\s*\\((?!\\s*\"(?!BASE_URL\"|DATABASE_URL\")[A-Z][A-Z0-9_]{0,40}_URL\"\\s*\\))|::\\s*provider\\b");

    private static final Map<String, Pattern> FORBIDDEN = forbidden();

    private StaticRules() {}

    static List<Finding> findings(List<SourceFile> files) {
        return files.stream()
                .filter(file -> file.origin() == SourceFile.Origin.FUNCTION
                        && file.path().endsWith(".java"))
                .flatMap(file -> findings(file).stream())
                .toList();
    }

    private static List<Finding> findings(SourceFile file) {
        var findings = new ArrayList<Finding>();
        var route = file.elements().isEmpty() ? null : file.elements().getFirst();
        var code =
                SILENT.matcher(file.content()).replaceAll(match -> match.group().replaceAll("[^\\n]", " "));
        FORBIDDEN.forEach((what, pattern) -> {
            var found = pattern.matcher(code);
            while (found.find()) {
                findings.add(finding(
                        file,
                        route,
                        line(code, found.start()),
                        "a function does not " + what,
                        found.group().replaceAll("\\s+", " ")));
            }
        });
        var provider = PROVIDER.matcher(file.content());
        while (provider.find()) {
            findings.add(finding(
                    file,
                    route,
                    line(file.content(), provider.start()),
                    "a provider is named by a literal such as \"RATES_URL\"; BASE_URL and DATABASE_URL are none",
                    provider.group()));
        }
        var secret = SECRET.matcher(file.content());
        while (secret.find()) {
            findings.add(finding(
                    file,
                    route,
                    line(file.content(), secret.start()),
                    "no secret stands in a source",
                    "a literal here"));
        }
        return findings;
    }

    private static Finding finding(SourceFile file, @Nullable String route, int line, String checked, String evidence) {
        return new Finding(Rung.COMPILE, Severity.ERROR, route, file.path(), line, checked, evidence);
    }

    private static int line(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
    }

    private static Map<String, Pattern> forbidden() {
        var rules = new TreeMap<String, String>();
        rules.put("start processes", "\\b(ProcessBuilder|ProcessHandle|Runtime)\\b");
        rules.put(
                "use reflection",
                "\\bjava\\s*\\.\\s*lang\\s*\\.\\s*(reflect|invoke)\\b|\\b(Class\\s*\\.\\s*forName|getClass\\s*\\(|MethodHandles?|getDeclared\\w+|setAccessible|ServiceLoader)");
        rules.put(
                "load classes or code",
                "\\b(\\w*ClassLoader|loadLibrary|ScriptEngine\\w*|ToolProvider|javax\\s*\\.\\s*tools)\\b");
        rules.put(
                "end or inspect the process",
                "\\bSystem\\s*\\.\\s*(exit|getenv|getProperty|getProperties|setProperty|load|setOut|setErr|setIn)\\b");
        rules.put(
                "start threads",
                "\\b(Thread|Executors?|ExecutorService|ForkJoinPool|CompletableFuture|Timer)\\b|\\bparallelStream\\b");
        rules.put(
                "open the network",
                "\\b(Socket|ServerSocket|DatagramSocket|SocketChannel|URLConnection|HttpClient|InetAddress|URL)\\b|\\bopenConnection\\b");
        rules.put(
                "touch files",
                "\\bjava\\s*\\.\\s*nio\\s*\\.\\s*file\\b|\\b(File|Files|Paths|FileSystems?|FileChannel|FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile)\\b");
        rules.put(
                "speak SQL",
                "\\bjava\\s*\\.\\s*sql\\b|\\b(DriverManager|PreparedStatement|createQuery|createUpdate|Jdbi|Handle)\\b");
        // Texts are blank here, so a template that is one is followed by a comma or the end.
        rules.put(
                "put markup together: Html.of takes one literal with {} for each value",
                "\\bHtml\\s*(::\\s*of\\b|\\.\\s*of\\s*\\(\\s*[^\\s,)])");
        rules.put(
                "read serialised objects or names",
                "\\b(ObjectInputStream|InitialContext|XMLDecoder|Unsafe)\\b|\\bjavax\\s*\\.\\s*naming\\b");
        var patterns = new TreeMap<String, Pattern>();
        rules.forEach((what, pattern) -> patterns.put(what, Pattern.compile(pattern)));
        return patterns;
    }
}
