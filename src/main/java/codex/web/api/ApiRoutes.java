package codex.web.api;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import codex.account.TokenScope;
import codex.web.Access;
import codex.web.Errors;
import codex.web.Pages;
import codex.web.RouteTable;
import codex.web.api.ApplicationApi.GivenAnswer;
import codex.web.api.ApplicationApi.NewApp;
import codex.web.api.DeploymentApi.NewDeployment;
import codex.web.api.FunctionApi.NewFunction;
import codex.web.api.SettingsApi.Change;
import codex.web.api.SpecificationApi.Instruction;
import codex.web.api.SpecificationApi.NewElement;
import codex.web.api.SpecificationApi.NewPlace;
import codex.web.api.TokenApi.Credentials;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every route of the API, on one screen; the OpenAPI document is written from it. */
public final class ApiRoutes implements RouteTable {
    static final String ROOT = "/api/v1";

    private static final String APP = "/apps/{app}";
    private static final String QUESTION = APP + "/interview/{question}";
    private static final String SPEC = APP + "/specs/{spec}";
    private static final String DEVELOPED = "/developed-apps/{developedApp}";
    private static final String DEPLOY = DEVELOPED + "/deployments";
    private static final String DEPLOYMENT = "/deployments/{deployment}";
    private static final String JOB = "/jobs/{job}";

    private final List<ApiRoute> table;
    private final ObjectNode document;
    private final Pages pages;

    public ApiRoutes(ApiParts parts) {
        var tokens = new TokenApi(parts);
        var apps = new ApplicationApi(parts);
        var specs = new SpecificationApi(apps, parts);
        var developed = new DevelopedAppApi(parts.jdbi());
        var deployments = new DeploymentApi(developed, parts);
        var calls = new CallApi(apps, parts.jdbi());
        var functions = new FunctionApi(parts);
        var jobs = new JobApi(parts);
        var settings = new SettingsApi(parts);
        this.table = List.of(
                open(POST, "/tokens", "Get a token", Credentials.class, 201, "the token, shown once", tokens::create),
                write(POST, "/apps", "Add an application", NewApp.class, 201, "the application", apps::create),
                read("/apps", "List applications, latest first", "a page of applications", apps::list),
                read(APP, "Show an application", "the application", apps::show),
                write(PATCH, APP, "Change name or description", NewApp.class, 200, "the application", apps::change),
                write(DELETE, APP, "Delete it with all that was made from it", null, 204, "nothing", apps::remove),
                read(APP + "/cost", "What its calls came to", "totals, by agent, model, route and job", calls::cost),
                start(APP + "/interview", "Have questions asked", null, "a job", apps::interview),
                read(APP + "/interview", "List the questions", "questions with their defaults", apps::questions),
                write(PUT, QUESTION, "Answer a question", GivenAnswer.class, 200, "the question", apps::answer),
                start(
                        APP + "/specs",
                        "Have it drafted, or import a document",
                        null,
                        "a job; of a document 201",
                        specs::draft),
                read(APP + "/specs", "List versions, latest first", "a page of versions", specs::list),
                read(SPEC, "Show a version", "the version with its document", specs::show),
                read(SPEC + "/openapi", "Export as OpenAPI", "OpenAPI 3.1", specs::openApi),
                read(SPEC + "/text", "Export as Markdown, for people", "text", specs::text),
                read(SPEC + "/diagrams/{diagram}", "Draw it: tables, keys or routes", "SVG", specs::diagram),
                read(SPEC + "/checks", "Check a version", "what was noticed", specs::checks),
                read(SPEC + "/diff/{other}", "Compare two versions", "changes by element", specs::diff),
                edit(POST, SPEC + "/elements", "Add an element", NewElement.class, specs::add),
                edit(PATCH, SPEC + "/elements/{element}", "Change an element", ObjectNode.class, specs::change),
                edit(
                        DELETE,
                        SPEC + "/elements/{element}",
                        "Delete an element; ?uses=remove takes what uses it along, but for each keep=ID",
                        null,
                        specs::remove),
                edit(POST, SPEC + "/elements/{element}/copies", "Duplicate an element", null, specs::copy),
                edit(PUT, SPEC + "/elements/{element}/position", "Move an element", NewPlace.class, specs::move),
                edit(POST, SPEC + "/restore", "Restore a version as a new one", null, specs::restore),
                start(SPEC + "/revise", "Revise by words", Instruction.class, "a job", specs::revise),
                start(SPEC + "/develop", "Develop a version", null, "a job and the developed app", specs::develop),
                read(DEVELOPED, "Show a developed app", "state, routes, rungs and cost", developed::show),
                read(DEVELOPED + "/files", "List its files", "paths, sizes and hashes", developed::files),
                read(DEVELOPED + "/files/<path>", "Read a file", "the file as text", developed::file),
                read(DEVELOPED + "/findings", "List what verification found", "findings", developed::findings),
                read(DEVELOPED + "/zip", "Download the project", "a zip", developed::zip),
                read(DEVELOPED + "/bundle", "Download it as a repository to clone", "a git bundle", developed::bundle),
                start(DEPLOY, "Deploy it", NewDeployment.class, "a job and the deployment", deployments::create),
                read(DEPLOYMENT, "Show a deployment", "state and address", deployments::show),
                write(DELETE, DEPLOYMENT, "End and delete it", null, 204, "nothing", deployments::remove),
                read(DEPLOYMENT + "/log", "Read its log", "text", deployments::log),
                read(JOB, "Show a job", "state, progress, steps and result", jobs::show),
                write(POST, JOB + "/cancellation", "Stop a job", null, 202, "the job", jobs::cancel),
                write(POST, JOB + "/retry", "Resume it at its first open step", null, 202, "the job", jobs::retry),
                read(JOB + "/events", "Follow a job", "a stream of events", parts.stream()::open),
                start(
                        "/functions",
                        "Have one function written and tested",
                        NewFunction.class,
                        "a job, the application that carries it, and its run",
                        functions::write),
                list(
                        "/calls",
                        "List calls of engines, latest first",
                        CallApi.CONDITIONS,
                        "a page of the ledger",
                        calls::list),
                administer(GET, "Show the model's settings; of the key, whether it is set", null, settings::show),
                administer(
                        PATCH,
                        "Change the model's settings; null brings a default back",
                        Change.class,
                        settings::change));
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

    private void explain(Context ctx) {
        var page = pages.frame().page(ctx, "REST", "docs");
        ctx.html(pages.templates().apiDocs(page, table).render());
    }

    private static void refuse(ApiProblem refused, Context ctx) {
        var problem = Errors.problem(ctx, refused.status(), refused.detail());
        if (!refused.errors().isEmpty()) {
            var errors = problem.putArray("errors");
            refused.errors()
                    .forEach(error ->
                            errors.addObject().put("field", error.field()).put("message", error.message()));
        }
        Errors.send(ctx.status(refused.status()), problem);
    }

    private static ApiRoute open(
            HandlerType method,
            String path,
            String summary,
            Class<?> body,
            int status,
            String answer,
            Handler handler) {
        return new ApiRoute(method, path, Access.OPEN, null, summary, List.of(), body, status, answer, handler);
    }

    private static ApiRoute read(String path, String summary, String answer, Handler handler) {
        return new ApiRoute(GET, path, access(path), TokenScope.READ, summary, List.of(), null, 200, answer, handler);
    }

    private static ApiRoute list(
            String path, String summary, List<ApiRoute.Query> queries, String answer, Handler handler) {
        return new ApiRoute(GET, path, access(path), TokenScope.READ, summary, queries, null, 200, answer, handler);
    }

    private static ApiRoute write(
            HandlerType method,
            String path,
            String summary,
            @Nullable Class<?> body,
            int status,
            String answer,
            Handler handler) {
        return new ApiRoute(
                method, path, access(path), TokenScope.WRITE, summary, List.of(), body, status, answer, handler);
    }

    // Every edit of a specification is a new version of it.
    private static ApiRoute edit(
            HandlerType method, String path, String summary, @Nullable Class<?> body, Handler handler) {
        return write(method, path, summary, body, 201, "the new version", handler);
    }

    private static ApiRoute administer(HandlerType method, String summary, @Nullable Class<?> body, Handler handler) {
        return new ApiRoute(
                method,
                "/settings",
                Access.ADMIN,
                TokenScope.ADMIN,
                summary,
                List.of(),
                body,
                200,
                "the settings",
                handler);
    }

    private static ApiRoute start(
            String path, String summary, @Nullable Class<?> body, String answer, Handler handler) {
        return new ApiRoute(
                POST, path, access(path), TokenScope.DEVELOP, summary, List.of(), body, 202, answer, handler);
    }

    private static Access access(String path) {
        return path.contains("{") ? Access.OWNER : Access.SIGNED_IN;
    }
}
