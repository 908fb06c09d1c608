package codex.hosting;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.ee10.proxy.ProxyServlet;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests for a hosted application's host name to the application. What is ours stays here: our session cookie
 * and our tokens are taken off on the way in, a cookie for a parent domain on the way out (SECURITY.md, S30 and 8).
 */
public final class HostedProxy extends ProxyServlet {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "codex.hosted.name";

    private final transient Hosting hosting;
    private boolean ready;

    /** A proxy that asks {@code hosting} where an application answers; ended with {@link #destroy()}. */
    public HostedProxy(Hosting hosting) {
        this.hosting = hosting;
    }

    /** Answers completely, also when nothing of this name is live. */
    public void serve(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (hosting.front(name) == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain; charset=utf-8");
            response.getOutputStream().print("No application of this name is running here.\n");
            return;
        }
        request.setAttribute(NAME, name);
        try {
            prepare(request.getServletContext());
            service(request, response);
        } catch (ServletException broken) {
            throw new IOException(broken);
        }
    }

    @Override
    public synchronized void destroy() {
        if (ready) {
            super.destroy();
        }
    }

    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        var query = request.getQueryString();
        return "http://127.0.0.1%s%s".formatted(request.getRequestURI(), query == null ? "" : "?" + query);
    }

    @Override
    protected Request newProxyRequest(HttpServletRequest request, String target) {
        var front = hosting.front((String) request.getAttribute(NAME));
        if (front == null) {
            throw new IllegalStateException("the application ended while it was called");
        }
        return super.newProxyRequest(request, target).transport(new Transport.TCPUnix(front));
    }

    @Override
    protected void copyRequestHeaders(HttpServletRequest client, Request request) {
        super.copyRequestHeaders(client, request);
        request.headers(headers -> {
            var cookies = client.getHeader("Cookie");
            if (cookies != null) {
                headers.remove("Cookie");
                var theirs = Arrays.stream(cookies.split(";"))
                        .map(String::strip)
                        .filter(cookie -> !cookie.startsWith("sid=") && !cookie.startsWith("__Host-sid="))
                        .collect(Collectors.joining("; "));
                if (!theirs.isEmpty()) {
                    headers.put("Cookie", theirs);
                }
            }
            var authorization = client.getHeader("Authorization");
            if (authorization != null && authorization.startsWith("Bearer codex_")) {
                headers.remove("Authorization");
            }
            headers.put("X-Forwarded-Host", String.valueOf(client.getHeader("Host")));
            headers.put("X-Forwarded-Proto", client.getScheme());
            // Each lent connection carries one request.
            headers.put("Connection", "close");
        });
    }

    @Override
    protected HttpField filterServerResponseHeader(HttpServletRequest client, Response response, HttpField field) {
        return field.getHeader() == HttpHeader.SET_COOKIE
                ? new HttpField(HttpHeader.SET_COOKIE, withoutDomain(field.getValue()))
                : field;
    }

    private static String withoutDomain(String cookie) {
        return Arrays.stream(cookie.split(";"))
                .filter(part -> !part.strip().toLowerCase(Locale.ROOT).startsWith("domain="))
                .collect(Collectors.joining(";"));
    }

    // Our own front door calls us, no container: so we begin with the first request, which brings the context.
    private synchronized void prepare(ServletContext context) throws ServletException {
        if (!ready) {
            var settings =
                    Map.of("maxThreads", "32", "timeout", "30000", "idleTimeout", "30000", "preserveHost", "true");
            init(new Settings(settings, context));
            ready = true;
        }
    }

    private record Settings(Map<String, String> values, ServletContext context) implements ServletConfig {
        @Override
        public String getServletName() {
            return "hosted";
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public @Nullable String getInitParameter(String name) {
            return values.get(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.enumeration(values.keySet());
        }
    }
}
