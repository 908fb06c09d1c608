package codex.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;

/**
 * What comes before every route: the host name decides whether this is ours, a deployed application's or nobody's, and
 * every answer of ours carries the headers of SECURITY.md, S23 and S46, whoever writes it.
 */
final class FrontDoor extends HttpFilter {
    static final String REQUEST_ID = "codex.request";
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
            + "frame-ancestors 'none'";
    private static final long serialVersionUID = 1L;

    private final transient Hosts hosts;
    private final transient HostedApps hostedApps;
    private final boolean https;

    FrontDoor(Hosts hosts, HostedApps hostedApps, boolean https) {
        this.hosts = hosts;
        this.hostedApps = hostedApps;
        this.https = https;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var app = hosts.hostedApp(request);
        if (app.isPresent()) {
            hostedApps.serve(app.get(), request, response);
            return;
        }
        var id = UUID.randomUUID().toString().substring(0, 8);
        request.setAttribute(REQUEST_ID, id);
        guard(response);
        response.setHeader("X-Request-Id", id);
        if (!hosts.ours(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain; charset=utf-8");
            response.getOutputStream().print("This host name is not served here.\n");
            return;
        }
        chain.doFilter(request, response);
    }

    private void guard(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader(
                "Permissions-Policy",
                "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()");
        response.setHeader("Cache-Control", "no-store");
        if (https) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
