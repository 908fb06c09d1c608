package codex.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import codex.Given;
import codex.code.DevelopedApps;
import codex.code.SourceFile;
import codex.database.Database;
import codex.database.TestDatabase;
import codex.sandbox.Sandbox;
import codex.sandbox.Sandboxes;
import codex.specification.Document;
import codex.specification.Specifications;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real sandbox, a real process in it and the real proxy before it. */
class HostingTest {
    private static final Sandbox SANDBOX = Sandboxes.choose("auto");
    private static final Path LIBRARIES = Path.of("target/app-lib").toAbsolutePath();

    /** An application without any library: what it was asked comes back. */
    private static final String ECHO = """
            package echo;

            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;

            public final class App {
                public static void main(String[] arguments) throws Exception {
                    var port = Integer.parseInt(System.getenv("PORT"));
                    var server = HttpServer.create(new InetSocketAddress(port), 0);
                    server.createContext("/", exchange -> {
                        var headers = exchange.getRequestHeaders();
                        var text = exchange.getRequestURI() + " cookie=" + headers.getFirst("Cookie")
                                + " authorization=" + headers.getFirst("Authorization") + " secret="
                                + (System.getenv("APP_SECRET") != null);
                        exchange.getResponseHeaders().add("Set-Cookie", "a=b; Domain=localhost; Path=/");
                        exchange.sendResponseHeaders(200, text.length());
                        exchange.getResponseBody().write(text.getBytes());
                        exchange.close();
                    });
                    server.createContext("/exit", exchange -> System.exit(7));
                    server.start();
                    System.out.println("echo listens");
                }
            }
            """;

    private final Database database = TestDatabase.create();
    private Server front;
    private Hosting hosting;
    private HostedProxy proxy;

    @BeforeEach
    void start() throws Exception {
        assumeThat(SANDBOX.name()).as("a sandbox that works here").isNotEqualTo("closed");
        hosting = new Hosting(
                database.workers(),
                SANDBOX,
                new HostingSettings(LIBRARIES, "secret", URI.create("http://localhost:1"), this::port, url()));
        proxy = new HostedProxy(hosting);
        front = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var context = new ServletContextHandler("/");
        context.addFilter(new FilterHolder(new Front(proxy)), "/*", EnumSet.of(DispatcherType.REQUEST));
        front.setHandler(context);
        front.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (front != null) {
            hosting.close();
            proxy.destroy();
            front.stop();
        }
        database.close();
    }

    @Test
    void a_developed_app_answers_at_its_own_host_name_only_while_it_runs() throws IOException {
        var deployment = deployment("echo");
        var before = releases();
        assertThat(hosting.start(deployment, List.of(SourceFile.scaffold("src/main/java/echo/App.java", ECHO)), "/"))
                .isEqualTo(new Launch.Live("http://echo.apps.localhost:1"));
        assertThat(get("echo.apps.localhost", "/books?size=2", "")).contains("200 OK", "/books?size=2 cookie=null");
        hosting.stop(deployment);
        assertThat(get("echo.apps.localhost", "/", "")).contains("404", "No application of this name is running here.");
        assertThat(database.pages().onDemand(Deployments.class).log(deployment.id()))
                .contains("echo listens");
        assertThat(releases()).as("E30: nothing of it is left").isEqualTo(before);
    }

    /** SECURITY.md, S30. */
    @Test
    void our_session_and_tokens_stay_outside_and_no_cookie_reaches_our_host() throws IOException {
        var deployment = deployment("echo");
        hosting.start(deployment, List.of(SourceFile.scaffold("src/main/java/echo/App.java", ECHO)), "/");
        var answer = get(
                "echo.apps.localhost",
                "/",
                "Cookie: sid=secret; theme=dark; __Host-sid=secret\r\nAuthorization: Bearer codex_secret\r\n");
        assertThat(answer)
                .contains("cookie=theme=dark authorization=null secret=true")
                .doesNotContain("codex_secret");
        assertThat(answer).contains("Set-Cookie: a=b").doesNotContain("Domain=");
    }

    /** X17: an application that ends by itself is told, with its exit code. */
    @Test
    void an_application_that_ends_by_itself_is_no_longer_live() throws Exception {
        var deployment = deployment("echo");
        hosting.start(deployment, List.of(SourceFile.scaffold("src/main/java/echo/App.java", ECHO)), "/");
        get("echo.apps.localhost", "/exit", "");
        var deployments = database.pages().onDemand(Deployments.class);
        for (var i = 0;
                i < 100 && deployments.findAny(deployment.id()).orElseThrow().problem() == null;
                i++) {
            Thread.sleep(50);
        }
        assertThat(hosting.front("echo")).isNull();
        var now = deployments.findAny(deployment.id()).orElseThrow();
        assertThat(now.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(now.problem()).contains("exit code 7");
    }

    @Test
    void what_does_not_compile_is_not_started_and_says_so() {
        var broken = SourceFile.scaffold("src/main/java/echo/App.java", "package echo; class App { nonsense }");
        assertThat(hosting.start(deployment("broken"), List.of(broken), "/"))
                .isInstanceOfSatisfying(
                        Launch.Failed.class, failed -> assertThat(failed.why()).contains("could not be compiled"));
    }

    private static List<Path> releases() throws IOException {
        try (var paths = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "codex-release*")) {
            var found = new ArrayList<Path>();
            paths.forEach(found::add);
            return found;
        }
    }

    private Deployment deployment(String name) {
        var application = new Given(database.pages()).application(name);
        var specification = database.pages()
                .onDemand(Specifications.class)
                .add(application.id(), null, Document.empty(name, ""), "empty", "test");
        var app = database.pages().onDemand(DevelopedApps.class).add(application.id(), specification.id(), "builtin");
        return database.pages().onDemand(Deployments.class).add(app.id(), DeploymentTarget.HOSTED, name);
    }

    private int port() {
        return ((ServerConnector) front.getConnectors()[0]).getLocalPort();
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:5432/none";
    }

    private String get(String host, String path, String headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            var request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n".formatted(path, host, headers);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class Front extends HttpFilter {
        private static final long serialVersionUID = 1L;
        private final transient HostedProxy proxy;

        Front(HostedProxy proxy) {
            this.proxy = proxy;
        }

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException {
            var name = request.getServerName();
            proxy.serve(name.substring(0, name.indexOf('.')), request, response);
        }
    }
}
