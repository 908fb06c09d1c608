package codex.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Deployed applications behind host names of their own, never ours (SECURITY.md, 8). */
@FunctionalInterface
public interface HostedApps {
    /**
     * Answers completely, also when no application of this name is live.
     *
     * @param name the first label of the host name
     */
    void serve(String name, HttpServletRequest request, HttpServletResponse response) throws IOException;
}
