package codex.stack.javalin;

import codex.code.Package;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The libraries that a developed app may have, with the versions that Codex itself was built with. */
final class Libraries {
    /** One library; {@code test} when only the app's tests need it. */
    record Library(String group, String artifact, String version, boolean test) {}

    private static final List<String> PLATFORM = List.of(
            "io.javalin:javalin",
            "com.fasterxml.jackson.core:jackson-databind",
            "com.fasterxml.jackson.datatype:jackson-datatype-jsr310",
            "org.slf4j:slf4j-simple");
    private static final List<String> DATA = List.of(
            "org.jdbi:jdbi3-core",
            "org.flywaydb:flyway-core",
            "org.flywaydb:flyway-database-postgresql",
            "com.zaxxer:HikariCP",
            "com.h2database:h2",
            "org.postgresql:postgresql");
    private static final List<String> ACCOUNTS = List.of("com.auth0:java-jwt", "com.password4j:password4j");
    private static final String TESTS = "org.junit.jupiter:junit-jupiter";
    /** What functions may use. Each has a licence that lets the app be given away. */
    private static final List<String> ALLOWED = List.of(
            "com.google.zxing:core",
            "com.nulab-inc:zxcvbn",
            "com.rometools:rome",
            "commons-validator:commons-validator",
            "net.coobird:thumbnailator",
            "org.apache.pdfbox:pdfbox",
            "org.commonmark:commonmark",
            "org.jsoup:jsoup");

    private static final Map<String, String> VERSIONS = versions();

    private Libraries() {}

    /** Those that this app needs, by its size and its functions; tests last. */
    static List<Library> of(AppModel app) {
        var names = new ArrayList<>(PLATFORM);
        if (app.data()) {
            names.addAll(DATA);
        }
        if (app.accounts()) {
            names.addAll(ACCOUNTS);
        }
        app.project().packages().stream()
                .map(Package::name)
                .sorted()
                .distinct()
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        names.add(TESTS);
        return names.stream().map(Libraries::library).toList();
    }

    /** {@code group:artifact} to version. */
    static String version(String name) {
        var version = VERSIONS.get(name);
        if (version == null) {
            throw new IllegalArgumentException(
                    "the library %s is not allowed, only %s".formatted(name, VERSIONS.keySet()));
        }
        return version;
    }

    /** The libraries that functions may use beside the platform, in order of name. */
    static List<Package> allowed() {
        return ALLOWED.stream()
                .map(name -> new Package(0, name, version(name), "=="))
                .toList();
    }

    private static Library library(String name) {
        var parts = name.split(":", -1);
        return new Library(parts[0], parts[1], version(name), name.equals(TESTS));
    }

    private static Map<String, String> versions() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(RootFiles.resource("/stack/javalin/libraries.properties")));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string can be read", impossible);
        }
        var versions = new TreeMap<String, String>();
        properties.forEach((name, version) -> versions.put((String) name, (String) version));
        return versions;
    }
}
