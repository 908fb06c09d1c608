package codex.hosting;

import codex.code.SourceFile;
import codex.sandbox.Box;
import codex.sandbox.Command;
import codex.sandbox.Link;
import codex.sandbox.Sandbox;
import codex.sandbox.Started;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs deployed apps on this machine, each in a box of its own, at a host name of its own. */
public final class Hosting implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Hosting.class);
    private static final int INNER_PORT = 8080;
    private static final Duration READY = Duration.ofSeconds(30);

    /** One application that runs here. */
    private record Running(Deployment deployment, Release release, Link link, HostedLog log, Box box) {
        String name() {
            return deployment.name();
        }

        void end() {
            box.kill();
            leave();
        }

        /** Nothing of it stays behind but its log. */
        void leave() {
            link.close();
            release.remove();
            log.write();
        }
    }

    private final Sandbox sandbox;
    private final HostingSettings settings;
    private final HostedDatabase databases;
    private final Deployments deployments;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    public Hosting(Jdbi jdbi, Sandbox sandbox, HostingSettings settings) {
        this.sandbox = sandbox;
        this.settings = settings;
        this.databases = new HostedDatabase(jdbi, settings.jdbcUrl());
        this.deployments = jdbi.onDemand(Deployments.class);
    }

    /** The Unix socket at which the application of this name answers; null when none runs. */
    @Nullable
    Path front(String name) {
        var application = running.get(name);
        return application == null ? null : application.link().front();
    }

    /**
     * Starts it and waits until it answers. A running one of the same name is ended first.
     *
     * @param smokePath of a call that must be answered with less than 500
     */
    public Launch start(Deployment deployment, List<SourceFile> files, String smokePath) {
        stop(deployment);
        try {
            return start(deployment, Release.make(sandbox, settings.libraries(), files), smokePath);
        } catch (Release.Unusable unusable) {
            return new Launch.Failed(String.valueOf(unusable.getMessage()));
        }
    }

    private Launch start(Deployment deployment, Release release, String smokePath) {
        HostedDatabase.Access database;
        try {
            database = release.keepsData() ? databases.open(deployment.id()) : null;
        } catch (HostedDatabase.Refused refused) {
            release.remove();
            return new Launch.Failed(String.valueOf(refused.getMessage()));
        }
        var link = new Link(Optional.ofNullable(database).map(HostedDatabase.Access::address));
        var printed = new HostedLog(text -> deployments.append(deployment.id(), text));
        return switch (sandbox.start(command(release, link, environment(deployment, database)), printed)) {
            case Started.Unavailable(var why) -> {
                link.close();
                release.remove();
                yield new Launch.Failed(why);
            }
            case Started.Running(var box) -> watched(new Running(deployment, release, link, printed, box), smokePath);
        };
    }

    /** Ends it, if it runs here. */
    public void stop(Deployment deployment) {
        var application = running.remove(deployment.name());
        if (application != null) {
            application.end();
        }
    }

    /** Ends it and removes what it kept. */
    public void remove(Deployment deployment) {
        stop(deployment);
        databases.remove(deployment.id());
    }

    @Override
    public void close() {
        var ending = List.copyOf(running.values());
        running.clear();
        ending.forEach(Running::end);
    }

    private Map<String, String> environment(Deployment deployment, HostedDatabase.@Nullable Access database) {
        var environment = new HashMap<String, String>();
        environment.put("PORT", String.valueOf(INNER_PORT));
        environment.put("APP_SECRET", secret(deployment.id()));
        environment.put("BASE_URL", url(deployment.name()));
        environment.put("DATA_DIR", "/box/data");
        if (database != null) {
            environment.put("DATABASE_URL", database.url());
        }
        return environment;
    }

    private Command command(Release release, Link link, Map<String, String> environment) {
        return new Command(
                List.of(
                        "/jdk/bin/java",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        "/relay:/app:/jars/*",
                        "codex.sandbox.Relay",
                        "/link",
                        String.valueOf(INNER_PORT),
                        release.keepsData() ? "5432" : "0",
                        release.mainClass()),
                Map.of(
                        "/relay",
                        Link.relay(),
                        "/app",
                        release.directory().resolve("classes"),
                        "/jars",
                        settings.libraries(),
                        "/link",
                        link.directory()),
                environment,
                "",
                Command.Limits.STAYING);
    }

    private Launch watched(Running application, String smokePath) {
        running.put(application.name(), application);
        var ignored = application.box().ended().thenAccept(code -> ended(application, code));
        var problem = awaited(application, smokePath);
        if (problem.isEmpty()) {
            return new Launch.Live(url(application.name()));
        }
        running.remove(application.name(), application);
        application.end();
        return new Launch.Failed(problem.get());
    }

    // An application that was taken off the list was ended by us; one that is still on it ended by itself.
    private void ended(Running application, int code) {
        if (running.remove(application.name(), application)) {
            application.leave();
            log.warn(
                    "hosted application ended deployment={} code={}",
                    application.deployment().id(),
                    code);
            deployments.mark(
                    application.deployment().id(),
                    DeploymentState.FAILED,
                    null,
                    "It ended by itself with exit code %d; its log says more.".formatted(code));
        }
    }

    /** The problem, or empty once health and the smoke call were answered at the public address. */
    private Optional<String> awaited(Running application, String smokePath) {
        var deadline = System.nanoTime() + READY.toNanos();
        var last = "nothing answered";
        while (System.nanoTime() < deadline) {
            if (!application.box().alive()) {
                return Optional.of("It ended before it was ready; its log says why.");
            }
            var health = call(application.name(), "/health/ready");
            if (health == 200) {
                var smoke = call(application.name(), smokePath);
                return smoke > 0 && smoke < 500
                        ? Optional.empty()
                        : Optional.of("It is up, but GET %s was answered with %d.".formatted(smokePath, smoke));
            }
            last = health == 0 ? "nothing answered" : "its health was answered with " + health;
            pause();
        }
        return Optional.of("It was not ready after %d seconds: %s.".formatted(READY.toSeconds(), last));
    }

    /** The status at the application's own host name, through our own front door; 0 when nothing came back. */
    private int call(String name, String path) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), settings.port().getAsInt()),
                    2000);
            socket.setSoTimeout(5000);
            var request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host(name));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status == null || !status.matches("HTTP/1\\.1 \\d{3}.*")
                    ? 0
                    : Integer.parseInt(status.substring(9, 12));
        } catch (IOException none) {
            return 0;
        }
    }

    private String host(String name) {
        return name + ".apps." + settings.baseUrl().getHost();
    }

    private String url(String name) {
        var port = settings.baseUrl().getPort();
        return "%s://%s%s".formatted(settings.baseUrl().getScheme(), host(name), port < 0 ? "" : ":" + port);
    }

    private String secret(long deploymentId) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(("deployment:" + deploymentId).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA256", missing);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(200));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for a hosted application", stopped);
        }
    }
}
