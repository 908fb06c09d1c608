package codex.engine.llm;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * LangChain4j's way to the network: HTTP/1.1, no redirects, one hard deadline for the whole exchange, a cap on the body,
 * headers kept, no retries (RELIABILITY.md, C3, C4). LangChain4j's own client ends its timeout at the headers and loses
 * {@code Retry-After}.
 */
final class Transport implements dev.langchain4j.http.client.HttpClient {
    private static final int BODY_CAP = 20 << 20;

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
        private final String outcome;

        NoAnswer(String outcome, String message, Throwable cause) {
            super(message, cause);
            this.outcome = outcome;
        }

        /** A word of RELIABILITY.md, C6. */
        String outcome() {
            return outcome;
        }
    }

    private final HttpClient client;
    private final Duration deadline;

    Transport(Duration connect, Duration deadline) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
        this.deadline = deadline;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        var built = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> built.header(name, value)));
        var body = request.body();
        built.method(
                request.method().name(),
                body == null
                        ? java.net.http.HttpRequest.BodyPublishers.noBody()
                        : java.net.http.HttpRequest.BodyPublishers.ofString(body));
        var answer = await(
                client.sendAsync(
                        built.build(),
                        info -> HttpResponse.BodySubscribers.mapping(
                                HttpResponse.BodySubscribers.ofInputStream(), stream -> stream)),
                request.url());
        if (answer.status() < 200 || answer.status() > 299) {
            throw new Refused(answer.status(), answer.body(), answer.headers());
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(answer.status())
                .headers(answer.headers())
                .body(answer.body())
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are not streamed");
    }

    private record Whole(int status, Map<String, List<String>> headers, String body) {}

    // Headers and body are awaited together: a server that stalls in the body must not outlast the deadline.
    private Whole await(CompletableFuture<HttpResponse<InputStream>> sent, String url) {
        var whole = sent.thenApplyAsync(
                response -> new Whole(response.statusCode(), response.headers().map(), read(response.body())),
                Thread.ofVirtual()::start);
        try {
            return whole.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw new NoAnswer("TimedOut", "no whole answer within %d s".formatted(deadline.toSeconds()), late);
        } catch (InterruptedException cancelled) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoAnswer("Cancelled", "the call was stopped", cancelled);
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            if (cause instanceof NoAnswer known) {
                throw known;
            }
            var unreachable = cause instanceof java.net.ConnectException;
            throw new NoAnswer(
                    unreachable ? "Unreachable" : "Broken",
                    "%s: %s".formatted(URI.create(url).getHost(), cause),
                    cause == null ? failed : cause);
        }
    }

    private static String read(InputStream body) {
        try (body) {
            var bytes = body.readNBytes(BODY_CAP + 1);
            if (bytes.length > BODY_CAP) {
                throw new NoAnswer("Rejected", "the answer is longer than 20 MB", new IOException("too long"));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException cut) {
            throw new NoAnswer("Broken", "the answer was cut off: " + cut.getMessage(), cut);
        }
    }

    /** What LangChain4j asks for; the timeouts are ours. */
    record Builder(Transport transport) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return transport.deadline;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration ignored) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return transport.deadline;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration ignored) {
            return this;
        }

        @Override
        public dev.langchain4j.http.client.HttpClient build() {
            return transport;
        }
    }
}
