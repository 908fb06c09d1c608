package codex.web.api;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import codex.account.TokenScope;
import codex.web.Access;
import codex.web.Pages;
import codex.web.RouteTable;
import codex.web.Visit;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every route of the API, on one screen; the OpenAPI document is written from it. */
public final class ApiRoutes implements RouteTable {
    static final String ROOT = "/api/v1";

    private final List<ApiRoute> table;
    private final ObjectNode document;
    private final Pages pages;

    public ApiRoutes(ApiParts parts) {
        var tokens = new TokenApi(parts);
        var apps = new ApplicationApi(parts.jdbi(), parts.assignments());
        var specs = new SpecificationApi(apps, parts);
        var developed = new DevelopedAppApi(parts.jdbi());
        var deployments = new DeploymentApi(developed, parts);
        var calls = new CallApi(parts.jdbi());
        var jobs = new JobApi(parts);
        this.table = List.of(
                open(
                        POST,
                        "/tokens",
                        "Get a token",
                        TokenApi.Credentials.class,
                        201,
                        "the token, shown once",
                        tokens::create),
                write(
                        POST,
                        "/apps",
                        "Add an application",
                        ApplicationApi.NewApp.class,
                        201,
                        "the application",
                        apps::create),
                read("/apps", "List applications, latest first", "a page of applications", apps::list),
                read("/apps/{app}", "Show an application", "the application", apps::show),
                write(
                        PATCH,
                        "/apps/{app}",
                        "Change name or description",
                        ApplicationApi.NewApp.class,
                        200,
                        "the application",
                        apps::change),
                write(
                        DELETE,
                        "/apps/{app}",
                        "Delete an application with all that was made from it",
                        null,
                        204,
                        "nothing",
                        apps::remove),
                read("/apps/{app}/cost", "What its calls came to", "calls, tokens and cost", apps::cost),
                develop(POST, "/apps/{app}/interview", "Have questions asked", null, "a job", apps::interview),
                read("/apps/{app}/interview", "List the questions", "questions with their defaults", apps::questions),
                write(
                        PUT,
                        "/apps/{app}/interview/{question}",
                        "Answer a question",
                        ApplicationApi.GivenAnswer.class,
                        200,
                        "the question",
                        apps::answer),
                develop(POST, "/apps/{app}/specs", "Have the specification drafted", null, "a job", specs::draft),
                read("/apps/{app}/specs", "List versions, latest first", "a page of versions", specs::list),
                read("/apps/{app}/specs/{spec}", "Show a version", "the version with its document", specs::show),
                read("/apps/{app}/specs/{spec}/openapi", "Export as OpenAPI", "OpenAPI 3.1", specs::openApi),
                read("/apps/{app}/specs/{spec}/checks", "Check a version", "what was noticed", specs::checks),
                read(
                        "/apps/{app}/specs/{spec}/diff/{other}",
                        "Compare two versions",
                        "changes by element",
                        specs::diff),
                write(
                        POST,
                        "/apps/{app}/specs/{spec}/elements",
                        "Add an element",
                        SpecificationApi.NewElement.class,
                        201,
                        "the new version",
                        specs::add),
                write(
                        PATCH,
                        "/apps/{app}/specs/{spec}/elements/{element}",
                        "Change an element",
                        ObjectNode.class,
                        201,
                        "the new version",
                        specs::change),
                write(
                        DELETE,
                        "/apps/{app}/specs/{spec}/elements/{element}",
                        "Delete an element",
                        null,
                        201,
                        "the new version",
                        specs::remove),
                write(
                        POST,
                        "/apps/{app}/specs/{spec}/restore",
                        "Restore a version as a new one",
                        null,
                        201,
                        "the new version",
                        specs::restore),
                develop(
                        POST,
                        "/apps/{app}/specs/{spec}/revise",
                        "Revise by words",
                        SpecificationApi.Instruction.class,
                        "a job",
                        specs::revise),
                develop(
                        POST,
                        "/apps/{app}/specs/{spec}/develop",
                        "Develop a version",
                        null,
                        "a job and the developed app",
                        specs::develop),
                read(
                        "/developed-apps/{developedApp}",
                        "Show a developed app",
                        "state, routes, rungs and cost",
                        developed::show),
                read(
                        "/developed-apps/{developedApp}/files",
                        "List its files",
                        "paths, sizes and hashes",
                        developed::files),
                read("/developed-apps/{developedApp}/files/<path>", "Read a file", "the file as text", developed::file),
                read(
                        "/developed-apps/{developedApp}/findings",
                        "List what verification found",
                        "findings",
                        developed::findings),
                read("/developed-apps/{developedApp}/zip", "Download the project", "a zip", developed::zip),
                develop(
                        POST,
                        "/developed-apps/{developedApp}/deployments",
                        "Deploy it",
                        DeploymentApi.NewDeployment.class,
                        "a job and the deployment",
                        deployments::create),
                read("/deployments/{deployment}", "Show a deployment", "state and address", deployments::show),
                write(
                        DELETE,
                        "/deployments/{deployment}",
                        "End and delete a deployment",
                        null,
                        204,
                        "nothing",
                        deployments::remove),
                read("/deployments/{deployment}/log", "Read its log", "text", deployments::log),
                read("/jobs/{job}", "Show a job", "state, progress, steps and result", jobs::show),
                write(POST, "/jobs/{job}/cancellation", "Stop a job", null, 202, "the job", jobs::cancel),
                write(
                        POST,
                        "/jobs/{job}/retry",
                        "Run a job again from its first unfinished step",
                        null,
                        202,
                        "the job",
                        jobs::retry),
                read("/jobs/{job}/events", "Follow a job", "a stream of events", parts.stream()::open),
                develop(
                        POST,
                        "/functions",
                        "Have one function written",
                        null,
                        "not there yet: 501",
                        ApiRoutes::functions),
                read("/calls", "List calls of engines, latest first", "a page of the ledger", calls::list));
        this.document = ApiDocument.of(table, parts.baseUrl());
        this.pages = parts.pages();
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.exception(ApiProblem.class, ApiRoutes::refuse);
        for (var route : table) {
            routes.addEndpoint(Endpoint.create(route.method(), ROOT + route.path())
                    .addMetadata(new Roles(Set.of(route.access())))
                    .handler(route::handle));
        }
        routes.get("/openapi.json", ctx -> ctx.json(document), Access.OPEN);
        routes.get("/docs", this::explain, Access.OPEN);
    }

    /** The route table, for the test that compares. */
    List<ApiRoute> table() {
        return table;
    }

    private void explain(Context ctx) {
        var page = pages.frame().page(ctx, "REST", "docs");
        ctx.html(pages.templates().apiDocs(page, table).render());
    }

    private static void functions(Context ctx) {
        throw ApiProblem.of(501, "Writing a single function is not there yet.");
    }

    private static void refuse(ApiProblem refused, Context ctx) {
        var problem = JsonNodeFactory.instance.objectNode();
        problem.put("type", "about:blank");
        problem.put("title", HttpStatus.forStatus(refused.status()).getMessage());
        problem.put("status", refused.status());
        problem.put("detail", refused.detail());
        problem.put("instance", "urn:request:" + Visit.requestId(ctx));
        if (!refused.errors().isEmpty()) {
            var errors = problem.putArray("errors");
            refused.errors()
                    .forEach(error ->
                            errors.addObject().put("field", error.field()).put("message", error.message()));
        }
        ctx.status(refused.status()).contentType("application/problem+json").result(problem.toString());
    }

    private static ApiRoute open(
            HandlerType method,
            String path,
            String summary,
            Class<?> body,
            int status,
            String answer,
            Handler handler) {
        return new ApiRoute(method, path, Access.OPEN, null, summary, body, status, answer, handler);
    }

    private static ApiRoute read(String path, String summary, String answer, Handler handler) {
        return new ApiRoute(GET, path, access(path), TokenScope.READ, summary, null, 200, answer, handler);
    }

    private static ApiRoute write(
            HandlerType method,
            String path,
            String summary,
            @Nullable Class<?> body,
            int status,
            String answer,
            Handler handler) {
        return new ApiRoute(method, path, access(path), TokenScope.WRITE, summary, body, status, answer, handler);
    }

    private static ApiRoute develop(
            HandlerType method, String path, String summary, @Nullable Class<?> body, String answer, Handler handler) {
        return new ApiRoute(method, path, access(path), TokenScope.DEVELOP, summary, body, 202, answer, handler);
    }

    private static Access access(String path) {
        return path.contains("{") ? Access.OWNER : Access.SIGNED_IN;
    }
}
