package codex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Somebody who uses the running online shop of {@link QualityBench}, and looks where others fall short. */
final class Shopper {
    static final String ADMIN = "admin@example.com";
    static final String PASSWORD = "Correct-horse-battery-9";
    private static final String NEWCOMER = "newcomer@example.com";
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";
    private static final JsonMapper JSON_MAPPER = JsonMapper.builder().build();

    /** One place where another's application falls short: what it does there, and what ours does. */
    record Spot(String what, String theirs, String ours, boolean right) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Spot> spots = new ArrayList<>();
    private final String address;
    private final String admin;
    private final String newcomer;

    Shopper(String address) {
        this.address = address;
        this.admin = logIn(ADMIN).path("accessToken").asText();
        call("POST", "/auth/register", "", credentials(NEWCOMER).put("name", "A person"));
        this.newcomer = logIn(NEWCOMER).path("accessToken").asText();
    }

    List<Spot> weakSpots() {
        var product = json(call("POST", "/products", admin, object().put("title", "Tea")));
        var path = "/products/" + product.path("id").asText();
        spot(
                "sort by an unknown property",
                "500, names the internal type",
                call("GET", "/products?sort=nothing", admin, null),
                400,
                body -> body.contains("title") && !body.contains("java"));
        spot(
                "a reference to a missing parent",
                "500, carries the SQL",
                call(
                        "POST",
                        "/wish-lists",
                        admin,
                        object().put("title", "Wishes").put("customerId", NOWHERE)),
                400,
                body -> body.contains("customerId") && !body.contains("INSERT"));
        spot("401", "an empty body", call("GET", "/products", "", null), 401, body -> body.contains("\"status\":401"));
        spot("a page of 100,000 rows", "200", call("GET", "/products?size=100000", admin, null), 400, body -> true);
        spot(
                "deleting what is not there",
                "204",
                call("DELETE", "/products/" + NOWHERE, admin, null),
                404,
                body -> true);
        spot(
                "changing what is not there",
                "400",
                call("PUT", "/products/" + NOWHERE, admin, object().put("title", "Tea")),
                404,
                body -> true);
        spot(
                "writing over a change not seen",
                "200, the change is lost",
                send(request("PUT", path, admin, object().put("title", "Coffee"))
                        .header("If-Match", "\"stale\"")),
                412,
                body -> true);
        spot("any user deletes any product", "204", call("DELETE", path, newcomer, null), 403, body -> true);
        spot(
                "a title that is missing",
                "tells the Java signature",
                call("POST", "/products", admin, object()),
                400,
                body -> body.contains("is missing") && !body.contains("String"));
        spot(
                "an e-mail address that is none",
                "201",
                call("POST", "/customers", admin, object().put("email", "no address")),
                400,
                body -> body.contains("email"));
        var session = logIn(NEWCOMER);
        var token = object().put("refreshToken", session.path("refreshToken").asText());
        spot(
                "a refresh token",
                "there is none",
                call("POST", "/auth/refresh", "", token),
                200,
                body -> body.contains("accessToken"));
        spot(
                "a refresh token used twice",
                "there is none",
                call("POST", "/auth/refresh", "", token),
                401,
                body -> true);
        for (var guess = 0; guess < 5; guess++) {
            call("POST", "/auth/login", "", credentials("guessed@example.com").put("password", "wrong"));
        }
        spot(
                "the sixth wrong password",
                "401, for ever",
                call(
                        "POST",
                        "/auth/login",
                        "",
                        credentials("guessed@example.com").put("password", "wrong")),
                429,
                body -> true);
        return List.copyOf(spots);
    }

    /** Mean milliseconds of one request after another for 20 products. */
    double listOfTwenty(int warm, int requests) {
        for (var number = 0; number < 40; number++) {
            call(
                    "POST",
                    "/products",
                    admin,
                    object().put("title", "Tea " + number).put("rating", number % 5));
        }
        var list = request("GET", "/products?size=20", admin, null).build();
        for (var number = 0; number < warm; number++) {
            answered(list);
        }
        var started = System.nanoTime();
        for (var number = 0; number < requests; number++) {
            answered(list);
        }
        return Duration.ofNanos(System.nanoTime() - started).toNanos() / 1e6 / requests;
    }

    private void spot(String what, String theirs, HttpResponse<String> answer, int status, Predicate<String> body) {
        var right = answer.statusCode() == status && body.test(answer.body());
        spots.add(new Spot(what, theirs, String.valueOf(answer.statusCode()), right));
    }

    private JsonNode logIn(String email) {
        return json(call("POST", "/auth/login", "", credentials(email)));
    }

    private HttpResponse<String> call(String method, String path, String token, ObjectNode body) {
        return send(request(method, path, token, body));
    }

    private HttpRequest.Builder request(String method, String path, String token, ObjectNode body) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .header("Content-Type", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return answered(request.build());
    }

    private HttpResponse<String> answered(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON_MAPPER.readTree(answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ObjectNode credentials(String email) {
        return object().put("email", email).put("password", PASSWORD);
    }

    private static ObjectNode object() {
        return JSON_MAPPER.createObjectNode();
    }
}
