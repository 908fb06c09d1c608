package codex.web;

import codex.agent.Assignments;
import codex.application.Applications;
import codex.diagram.Diagrams;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.json.JavalinJackson;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.jackson2.Jackson2Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of pages, and of whatever other routes it is given. */
public final class Web implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Web.class);
    private static final long MOST_BYTES = 1_000_000;
    private static final long MOST_UNREAD = 50_000_000;

    /**
     * What pages need.
     *
     * @param baseUrl how browsers reach us; its host name is the only one that gets pages
     * @param tables further routes: records for operators, REST for programs
     */
    public record Parts(
            URI baseUrl,
            Pages pages,
            Jdbi jdbi,
            Doors doors,
            JobStream stream,
            Assignments assignments,
            HostedApps hostedApps,
            Deploying deploying,
            List<RouteTable> tables) {
        public Parts {
            tables = List.copyOf(tables);
        }
    }

    /** One route as it was declared. */
    public record Declared(String method, String path, Access access) {}

    private final Javalin javalin;
    private final JobStream stream;

    public Web(Parts parts) {
        this.stream = parts.stream();
        this.javalin = Javalin.create(config -> configure(config, parts));
        demandAccess();
    }

    /** Starts on a port, or on a free one for 0. */
    public void start(int port) {
        javalin.start(port);
    }

    public int port() {
        return javalin.port();
    }

    /** Every route with its access, for the matrix of SECURITY.md, 10. */
    public List<Declared> routes() {
        return endpoints()
                .flatMap(endpoint ->
                        accesses(endpoint).map(access -> new Declared(endpoint.method.name(), endpoint.path, access)))
                .toList();
    }

    @Override
    public void close() {
        // Before the server: a stream that is open when it stops floods the log (EXPERIENCE.md, G3).
        stream.close();
        javalin.stop();
    }

    private void configure(JavalinConfig config, Parts parts) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        // The same mapper as in the database: times as ISO 8601.
        config.jsonMapper(
                new JavalinJackson(parts.jdbi().getConfig(Jackson2Config.class).getMapper(), false));
        config.http.maxRequestSize = MOST_BYTES;
        config.http.prefer405over404 = true;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.modifyServletContextHandler(handler -> {
            handler.addFilter(new FilterHolder(frontDoor(parts)), "/*", EnumSet.of(DispatcherType.REQUEST));
            // Jetty's own limit, 200 KB, would break a pasted document off as a bad request.
            handler.setMaxFormContentSize(ImportForm.MOST_BYTES);
        });
        var pages = parts.pages();
        var cookie = new SessionCookie(https(parts));
        var gate = new Gate(
                new Identity(parts.doors(), cookie), () -> parts.doors().setup().open());
        config.routes.before(new SameOrigin());
        config.routes.before(gate::identify);
        config.routes.beforeMatched(gate::admit);
        config.routes.after(Web::nameCharset);
        config.routes.after(Web::passOverUnread);
        new Errors(pages, parts.jdbi().onDemand(Applications.class)).add(config.routes);
        pageRoutes(parts, pages, cookie).add(config.routes);
        specificationRoutes(parts, pages).add(config.routes);
        parts.tables().forEach(table -> table.add(config.routes));
    }

    private PageRoutes pageRoutes(Parts parts, Pages pages, SessionCookie cookie) {
        var jdbi = parts.jdbi();
        var works = new Works(jdbi, pages.frame());
        return new PageRoutes(
                new StaticFiles(),
                new HelpPages(parts.doors().setup(), pages),
                new SignInPages(parts.doors(), cookie, pages),
                new AccountPages(parts.doors(), cookie, pages),
                new ApplicationPages(jdbi, parts.assignments(), parts.deploying(), pages),
                new QuestionPages(jdbi, parts.assignments(), works, pages),
                new DevelopmentPages(jdbi, parts.assignments(), works, pages),
                new DevelopedAppPages(jdbi, pages),
                new FilePages(jdbi, pages),
                new DeploymentPages(jdbi, parts.deploying(), pages),
                new JobPages(parts.assignments(), works, pages),
                stream,
                new CallPages(jdbi, pages));
    }

    private static SpecificationRoutes specificationRoutes(Parts parts, Pages pages) {
        var works = new Works(parts.jdbi(), pages.frame());
        return new SpecificationRoutes(
                new SpecificationPages(parts.jdbi(), parts.assignments(), works, pages),
                new ElementPages(parts.jdbi(), pages),
                new ImportPages(parts.jdbi(), pages),
                new DiagramPages(parts.jdbi(), new Diagrams(), pages),
                new SuggestionPages(parts.jdbi()));
    }

    private static FrontDoor frontDoor(Parts parts) {
        return new FrontDoor(new Hosts(parts.baseUrl()), parts.hostedApps(), https(parts));
    }

    private static boolean https(Parts parts) {
        return "https".equals(parts.baseUrl().getScheme());
    }

    // S46: a browser must not guess it.
    private static void nameCharset(Context ctx) {
        if ("text/html".equals(ctx.res().getContentType())) {
            ctx.contentType("text/html; charset=utf-8");
        }
    }

    // Whoever is still sending when the connection ends may never see why it was refused.
    private static void passOverUnread(Context ctx) {
        if (ctx.statusCode() < 400) {
            return;
        }
        try {
            ctx.req().getInputStream().skip(MOST_UNREAD);
        } catch (IOException gone) {
            log.debug("a caller went away before it was answered request={}", Visit.requestId(ctx));
        }
    }

    // S13: a route that says nothing of who may call it stops the start.
    private void demandAccess() {
        var silent = new ArrayList<String>();
        endpoints()
                .filter(endpoint -> accesses(endpoint).count() != 1)
                .forEach(endpoint -> silent.add(endpoint.method.name() + " " + endpoint.path));
        if (!silent.isEmpty()) {
            throw new IllegalStateException("each route declares one access, but these do not: " + silent);
        }
    }

    private Stream<Endpoint> endpoints() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod());
    }

    private static Stream<Access> accesses(Endpoint endpoint) {
        var roles = endpoint.metadata(Roles.class);
        if (roles == null) {
            return Stream.empty();
        }
        return roles.getRoles().stream().filter(Access.class::isInstance).map(Access.class::cast);
    }
}
