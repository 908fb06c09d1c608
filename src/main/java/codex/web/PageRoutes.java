package codex.web;

import static codex.web.Access.OPEN;
import static codex.web.Access.OWNER;
import static codex.web.Access.OWNER_OR_ADMIN;
import static codex.web.Access.SETUP;
import static codex.web.Access.SIGNED_IN;

import io.javalin.config.RoutesConfig;

/** Every page on one screen: method, path, handler, and who may. */
record PageRoutes(
        StaticFiles files,
        HelpPages help,
        SignInPages signIn,
        AccountPages account,
        ApplicationPages applications,
        QuestionPages questions,
        DevelopmentPages development,
        DevelopedAppPages developedApps,
        FilePages code,
        DeploymentPages deployments,
        JobPages jobs,
        JobStream stream,
        CallPages calls)
        implements RouteTable {

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/static/{file}", files::show, OPEN);
        routes.get("/help", help::help, OPEN);
        routes.get("/", help::home, OPEN);

        routes.get("/sign-in", signIn::show, OPEN);
        routes.post("/sign-in", signIn::signIn, OPEN);
        routes.post("/sign-out", signIn::signOut, SIGNED_IN);
        routes.get("/setup", signIn::setup, SETUP);
        routes.post("/setup", signIn::setUp, SETUP);

        routes.get("/account", account::show, SIGNED_IN);
        routes.post("/account/password", account::changePassword, SIGNED_IN);
        routes.post("/account/sessions/{session}/end", account::endSession, OWNER);
        routes.post("/account/tokens", account::createToken, SIGNED_IN);
        routes.post("/account/tokens/{token}/revocation", account::revokeToken, OWNER);

        routes.get("/applications", applications::list, SIGNED_IN);
        routes.post("/applications", applications::create, SIGNED_IN);
        routes.get("/applications/new", applications::compose, SIGNED_IN);
        routes.get("/applications/{application}", applications::show, OWNER);
        routes.get("/applications/{application}/row", applications::row, OWNER);
        routes.get("/applications/{application}/edit", applications::edit, OWNER);
        routes.post("/applications/{application}/edit", applications::change, OWNER);
        routes.post("/applications/{application}/draft", applications::draft, OWNER);
        routes.post("/applications/{application}/engine", applications::chooseEngine, OWNER);
        routes.post("/applications/{application}/deletion", applications::delete, OWNER);

        routes.get("/applications/{application}/questions", questions::list, OWNER);
        routes.post("/applications/{application}/questions", questions::ask, OWNER);
        routes.post("/applications/{application}/questions/{question}", questions::answer, OWNER);

        routes.get("/applications/{application}/development", development::show, OWNER);
        routes.post("/applications/{application}/development", development::start, OWNER);

        routes.get("/applications/{application}/developed-apps", developedApps::list, OWNER);
        routes.get("/developed-apps/{developedApp}", developedApps::show, OWNER);
        routes.get("/developed-apps/{developedApp}/routes/{route}", developedApps::route, OWNER);
        routes.get("/developed-apps/{developedApp}/attacks/{weakness}", developedApps::attack, OWNER);
        routes.get("/developed-apps/{developedApp}/zip", developedApps::zip, OWNER);
        routes.get("/developed-apps/{developedApp}/bundle", developedApps::bundle, OWNER);
        routes.get("/developed-apps/{developedApp}/files/<path>", code::show, OWNER);
        routes.get("/developed-apps/{developedApp}/raw/<path>", code::raw, OWNER);

        routes.get("/applications/{application}/deployments", deployments::list, OWNER);
        routes.post("/developed-apps/{developedApp}/deployments", deployments::start, OWNER);
        routes.get("/deployments/{deployment}", deployments::show, OWNER);
        routes.get("/deployments/{deployment}/state", deployments::state, OWNER);
        routes.post("/deployments/{deployment}/start", deployments::restart, OWNER);
        routes.post("/deployments/{deployment}/stop", deployments::stop, OWNER);
        routes.post("/deployments/{deployment}/deletion", deployments::delete, OWNER);

        routes.get("/jobs/{job}", jobs::show, OWNER);
        routes.get("/jobs/{job}/progress", jobs::progress, OWNER);
        routes.get("/jobs/{job}/events", stream::open, OWNER);
        routes.post("/jobs/{job}/cancellation", jobs::cancel, OWNER);
        routes.post("/jobs/{job}/retry", jobs::retry, OWNER);

        routes.get("/calls", calls::list, SIGNED_IN);
        routes.get("/calls.csv", calls::csv, SIGNED_IN);
        routes.get("/calls/{call}", calls::show, OWNER_OR_ADMIN);
        routes.get("/calls/{call}/request", calls::request, OWNER_OR_ADMIN);
        routes.get("/calls/{call}/reply", calls::reply, OWNER_OR_ADMIN);
        routes.get("/prompts/{prompt}", calls::prompt, OWNER_OR_ADMIN);
    }
}
