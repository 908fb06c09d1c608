package codex.engine.llm;

import static codex.engine.CallOutcome.BROKEN;
import static codex.engine.CallOutcome.CANCELLED;
import static codex.engine.CallOutcome.REJECTED;
import static codex.engine.CallOutcome.TIMED_OUT;
import static codex.engine.CallOutcome.UNREACHABLE;

import codex.engine.CallOutcome;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's way to the network: HTTP/1.1, no redirects, one hard deadline for the whole exchange, a cap on the body,
 * headers kept, no retries (RELIABILITY.md, C3, C4). LangChain4j's own client ends its timeout at the headers and loses
 * {@code Retry-After}.
 */
final class Transport {
    private static final int BODY_CAP = 20 << 20;
    private static final String BEARER = "Bearer ";
    private static final int SHORTEST_KEY = 8;

    /** An answer that is no success, with what the retry loop needs of it. */
    static final class Refused extends HttpException {
        private static final long serialVersionUID = 1L;
        private final transient Map<String, List<String>> headers;

        Refused(int status, String body, Map<String, List<String>> headers) {
            super(status, body);
            this.headers = Map.copyOf(headers);
        }

        Map<String, List<String>> headers() {
            return headers;
        }
    }

    /** The exchange did not end in an answer: unreachable, cut off, too slow, or too long. */
    static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final CallOutcome outcome;
        private final boolean spent;

        /** @param spent whether the other side may have worked on the request */
        NoAnswer(CallOutcome outcome, boolean spent, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.outcome = outcome;
            this.spent = spent;
        }

        CallOutcome outcome() {
            return outcome;
        }

        boolean spent() {
            return spent;
        }
    }

    private record Whole(int status, Map<String, List<String>> headers, String body) {
        boolean success() {
            return status >= 200 && status <= 299;
        }
    }

    private final HttpClient client;
    private final LlmEngine.Patience patience;

    Transport(LlmEngine.Patience patience) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.connect())
                .build();
        this.patience = patience;
    }

    /** What a call met, noted before LangChain4j reads it: that wraps failures in its own, and loses ours. */
    static final class Met {
        private @Nullable String body;
        private @Nullable RuntimeException failure;

        /** The body of a success. */
        @Nullable
        String body() {
            return body;
        }

        /** Instead of one. */
        @Nullable
        RuntimeException failure() {
            return failure;
        }
    }

    HttpClientBuilder forCall(Met met) {
        return new Builder(new Wire(this, met));
    }

    private Whole exchange(HttpRequest request) {
        var uri = URI.create(request.url());
        var built = java.net.http.HttpRequest.newBuilder(uri).timeout(patience.deadline());
        request.headers().forEach((name, values) -> values.forEach(value -> built.header(name, value)));
        var body = request.body();
        built.method(
                request.method().name(),
                body == null
                        ? java.net.http.HttpRequest.BodyPublishers.noBody()
                        : java.net.http.HttpRequest.BodyPublishers.ofString(body));
        // On a thread of its own: an interrupt is the only thing that ends a body which stalls.
        var call = new FutureTask<>(() -> whole(built.build()));
        Thread.ofVirtual().name("model-call").start(call);
        return await(call, uri);
    }

    private Whole whole(java.net.http.HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        return new Whole(response.statusCode(), response.headers().map(), read(response.body()));
    }

    private Whole await(FutureTask<Whole> call, URI uri) {
        try {
            return call.get(patience.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            call.cancel(true);
            throw late(late);
        } catch (InterruptedException cancelled) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoAnswer(CANCELLED, true, "The call was stopped.", cancelled);
        } catch (ExecutionException failed) {
            throw failure(failed.getCause() == null ? failed : failed.getCause(), uri);
        }
    }

    private NoAnswer late(Exception late) {
        return new NoAnswer(
                TIMED_OUT,
                true,
                "The endpoint gave no whole answer within %d seconds."
                        .formatted(patience.deadline().toSeconds()),
                late);
    }

    private NoAnswer failure(Throwable cause, URI uri) {
        var host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        return switch (cause) {
            case NoAnswer known -> known;
            case HttpConnectTimeoutException slow ->
                new NoAnswer(UNREACHABLE, false, "%s does not take connections.".formatted(host), slow);
            case ConnectException refused -> unreachable(host, refused);
            case UnresolvedAddressException unknown -> unreachable(host, unknown);
            case UnknownHostException unknown -> unreachable(host, unknown);
            case HttpTimeoutException late -> late(late);
            case SSLException untrusted ->
                new NoAnswer(
                        REJECTED,
                        false,
                        "The certificate of %s is not trusted: %s".formatted(host, untrusted.getMessage()),
                        untrusted);
            default ->
                new NoAnswer(BROKEN, true, "The connection to %s broke: %s".formatted(host, cause.getMessage()), cause);
        };
    }

    private static NoAnswer unreachable(String host, Exception cause) {
        return new NoAnswer(
                UNREACHABLE,
                false,
                "%s cannot be reached: no such host, or nothing listens there.".formatted(host),
                cause);
    }

    private static String read(InputStream body) throws IOException {
        try (body) {
            var bytes = body.readNBytes(BODY_CAP + 1);
            if (bytes.length > BODY_CAP) {
                throw new NoAnswer(REJECTED, true, "The endpoint's answer is longer than 20 MB.", null);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** What LangChain4j calls. */
    private record Wire(Transport transport, Met met) implements dev.langchain4j.http.client.HttpClient {
        @Override
        public SuccessfulHttpResponse execute(HttpRequest request) {
            var whole = whole(request);
            met.body = whole.body();
            return SuccessfulHttpResponse.builder()
                    .statusCode(whole.status())
                    .headers(whole.headers())
                    .body(whole.body())
                    .build();
        }

        private Whole whole(HttpRequest request) {
            try {
                var whole = withoutKey(transport.exchange(request), request);
                if (!whole.success()) {
                    throw new Refused(whole.status(), whole.body(), whole.headers());
                }
                return whole;
            } catch (NoAnswer | Refused failed) {
                met.failure = failed;
                throw failed;
            }
        }

        // An endpoint may repeat the key in what it says of it; nobody shall read it there (C18). In an answer a key as
        // short as "none" is left: it opens nothing, and is a word that an answer may have.
        private static Whole withoutKey(Whole whole, HttpRequest request) {
            var body = whole.body();
            var shortest = whole.success() ? SHORTEST_KEY : 1;
            for (var values : request.headers().values()) {
                for (var value : values) {
                    var key = value.startsWith(BEARER) ? value.substring(BEARER.length()) : "";
                    body = key.length() < shortest ? body : body.replace(key, "[the key]");
                }
            }
            return new Whole(whole.status(), whole.headers(), body);
        }

        @Override
        public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
            throw new UnsupportedOperationException("answers are not streamed");
        }
    }

    /** What LangChain4j asks for; the timeouts are ours. */
    private record Builder(Wire wire) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return wire.transport().patience.connect();
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration ignored) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return wire.transport().patience.deadline();
        }

        @Override
        public HttpClientBuilder readTimeout(Duration ignored) {
            return this;
        }

        @Override
        public dev.langchain4j.http.client.HttpClient build() {
            return wire;
        }
    }
}
