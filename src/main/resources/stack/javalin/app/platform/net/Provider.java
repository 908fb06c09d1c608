package app.platform.net;

import app.platform.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A service of the operator's choice, at the address that a setting names. It may be anywhere, since no caller names it; that
 * it fails is no caller's fault, and is answered 502.
 */
public final class Provider {
    private static final Limits USUAL = new Limits(Duration.ofSeconds(3), Duration.ofSeconds(25), 10_000_000);

    private final String address;
    private final String key;
    private final String model;
    private final Limits limits;

    /**
     * In {@code address}, {@code {name}} stands for a value; {@code key} is sent as a bearer token. Key and model are empty
     * for none.
     */
    public Provider(String address, String key, String model) {
        this(address, key, model, USUAL);
    }

    Provider(String address, String key, String model, Limits limits) {
        this.address = address;
        this.key = key;
        this.model = model;
        this.limits = limits;
    }

    /** Whom answers may name as their source. */
    public String host() {
        return URI.create(filled(Map.of())).getHost();
    }

    /** Which of its models is asked; {@code usual} where the operator named none. */
    public String model(String usual) {
        return model.isEmpty() ? usual : model;
    }

    /** What it answers to a GET; empty where it knows nothing of these values, which is 404. */
    public Optional<Fetched> get(Map<String, String> values, List<String> mediaTypes) {
        return answer("GET", filled(values), new byte[0], mediaTypes);
    }

    /** What it answers to a POST of JSON. */
    public Fetched post(JsonNode body, List<String> mediaTypes) {
        return answer("POST", filled(Map.of()), body.toString().getBytes(StandardCharsets.UTF_8), mediaTypes)
                .orElseThrow(() -> unusable("answers with status 404"));
    }

    private Optional<Fetched> answer(String method, String at, byte[] body, List<String> mediaTypes) {
        var uri = URI.create(at);
        var answer = answer(method, uri, body, mediaTypes, System.nanoTime() + limits.whole().toNanos());
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw unusable("answers with status " + answer.status());
        }
        if (answer.bytes() == null) {
            throw unusable("answers with too much");
        }
        var parts = answer.header("content-type").toLowerCase(Locale.ROOT).split(";", 2);
        var mediaType = parts[0].strip();
        if (!mediaTypes.contains(mediaType)) {
            throw unusable("answers with " + (mediaType.isEmpty() ? "something of no kind" : mediaType));
        }
        var charset = parts.length < 2 ? "" : parts[1].replaceAll(".*charset=\"?([\\w.:-]*).*|.*", "$1");
        return Optional.of(new Fetched(uri, mediaType, charset, answer.bytes()));
    }

    private Exchange.Answer answer(String method, URI uri, byte[] body, List<String> mediaTypes, long end) {
        var headers = new TreeMap<>(Map.of("Accept", String.join(", ", mediaTypes)));
        if (!key.isEmpty()) {
            headers.put("Authorization", "Bearer " + key);
        }
        if (body.length > 0) {
            headers.put("Content-Type", "application/json");
        }
        try {
            return new Exchange(uri, InetAddress.getByName(uri.getHost()), limits, end).send(method, headers, body);
        } catch (IOException failed) {
            throw unusable("cannot be reached");
        }
    }

    private String filled(Map<String, String> values) {
        var filled = address;
        for (var value : values.entrySet()) {
            var encoded = URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8).replace("+", "%20");
            // A step up is no value either.
            filled = filled.replace("{" + value.getKey() + "}", encoded.matches("\\.+") ? "%2E" : encoded);
        }
        return filled.replaceAll("\\{\\w*}", "");
    }

    // What it is said to be stands in the settings, and is not for callers.
    private static Problem unusable(String why) {
        return new Problem(502, "A service that this answer needs " + why + ".", List.of());
    }
}
