package codex.web.api;

import codex.account.ApiTokens;
import codex.account.People;
import codex.agent.Assignments;
import codex.web.Deploying;
import codex.web.JobStream;
import codex.web.Pages;
import org.jdbi.v3.core.Jdbi;

/** What the API calls. */
public record ApiParts(
        Jdbi jdbi,
        People people,
        ApiTokens tokens,
        Assignments assignments,
        Deploying deploying,
        JobStream stream,
        Pages pages,
        String baseUrl) {}
