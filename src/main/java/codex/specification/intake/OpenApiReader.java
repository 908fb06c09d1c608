package codex.specification.intake;

import codex.specification.Method;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads OpenAPI 3.0 and 3.1 (spec.openapis.org/oas). Only the document itself is looked at: no other file, no network. */
final class OpenApiReader {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> OTHER_METHODS = Set.of("head", "options", "trace");
    private static final Set<String> ITEM = Set.of("summary", "description", "parameters", "$ref");

    private final Spot root;
    private final Draft draft;
    private final Schemas schemas;

    private OpenApiReader(JsonNode json, Hints hints) {
        this.root = Spot.root(json);
        this.draft = new Draft(hints.lastId());
        this.schemas = new Schemas(root, draft);
    }

    /** Whether it says of itself that it is one. */
    static boolean recognises(JsonNode json) {
        return json.hasNonNull("openapi") || json.hasNonNull("swagger");
    }

    static Intake read(JsonNode json, Hints hints) {
        var version = json.path("openapi").asText();
        if (json.hasNonNull("swagger")) {
            return Intake.Refused.of(
                    "#/swagger",
                    "This is Swagger " + Draft.text(json.get("swagger").asText(), 10)
                            + "; convert it to OpenAPI 3, for example with the Swagger editor, and import that.");
        }
        if (!version.matches("3\\.[01](\\..{0,20})?")) {
            return Intake.Refused.of(
                    "#/openapi", "OpenAPI 3.0 and 3.1 are understood; found “" + Draft.text(version, 20) + "”.");
        }
        for (var section : List.of("info", "paths", "components")) {
            if (json.hasNonNull(section) && !json.get(section).isObject()) {
                return Intake.Refused.of("#/" + section, "This is an object in every OpenAPI document.");
            }
        }
        return new OpenApiReader(json, hints).read(version.substring(0, 3), hints);
    }

    private Intake read(String version, Hints hints) {
        whole();
        var operations = operations();
        var entities = new Entities(schemas, draft, operations);
        entities.find();
        var security = new Security(root, draft);
        security.read(operations);
        var standard = new StandardRoutes(entities, schemas, draft, operations);
        var routes = new Routes(schemas, security, standard, draft);
        var modules = modules();
        for (var operation : operations) {
            var module = Routes.module(operation);
            draft.add(module, modules.getOrDefault(module, ""), routes.route(operation));
        }
        unread();
        var info = root.get("info");
        var title = hints.name().isBlank() ? info.text("title") : hints.name();
        var document = draft.document(title, info.text("description"), hints.words());
        if (document.routes().findAny().isEmpty()) {
            return Intake.Refused.of("#/paths", nothing());
        }
        return new Intake.Taken("OpenAPI " + version, document, draft.losses());
    }

    // Why there is no route: what became of its paths, else what it has instead.
    private String nothing() {
        var why = draft.losses().stream()
                .filter(loss -> loss.pointer().startsWith("#/paths/"))
                .map(Loss::reason)
                .findFirst()
                .or(() -> root.has("webhooks")
                        ? Optional.of("Its webhooks are messages to others, which an application does not answer.")
                        : Optional.empty());
        return "There is no operation in it that could become a route."
                + why.map(reason -> " " + reason).orElse("");
    }

    private void whole() {
        for (var member : root.members()) {
            switch (member.name()) {
                case "openapi",
                        "info",
                        "paths",
                        "components",
                        "tags",
                        "security",
                        "externalDocs",
                        "jsonSchemaDialect" -> {}
                case "servers" -> servers(member.spot());
                case "webhooks" ->
                    member.spot()
                            .members()
                            .forEach(hook ->
                                    draft.lose(hook.spot().pointer(), "The application sends no such message."));
                default -> notKept(member);
            }
        }
        for (var member : root.get("components").members()) {
            switch (member.name()) {
                case "schemas",
                        "responses",
                        "parameters",
                        "requestBodies",
                        "securitySchemes",
                        "examples",
                        "headers",
                        "pathItems" -> {}
                case "links", "callbacks" -> member.spot().members().forEach(this::notKept);
                default -> notKept(member);
            }
        }
    }

    private void notKept(Spot.Member member) {
        draft.lose(member.spot().pointer(), "“%s” is not kept.".formatted(Draft.text(member.name(), 60)));
    }

    private void servers(Spot servers) {
        for (var server : servers.items()) {
            var path = server.text("url").replaceFirst("^[a-z]+://[^/]*", "");
            if (path.length() > 1) {
                draft.lose(
                        server.get("url").pointer(),
                        "Paths are served as they are written, without %s before them."
                                .formatted(Draft.text(path, 100)));
            }
        }
    }

    private List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var path : root.get("paths").members()) {
            if (!path.name().startsWith("/")) {
                draft.lose(path.spot().pointer(), "A path begins with a slash; it is left out.");
                continue;
            }
            schemas.follow(path.spot()).ifPresent(item -> operations(path.name(), item, operations));
        }
        return operations;
    }

    private void operations(String path, Spot item, List<Operation> operations) {
        for (var member : item.members()) {
            var name = member.name();
            if (METHODS.contains(name) && member.spot().object()) {
                var method = Method.valueOf(name.toUpperCase(Locale.ROOT));
                // The standard has no reference here, yet documents in several files have one.
                schemas.follow(member.spot())
                        .ifPresent(spot -> operations.add(new Operation(method, path, item, spot)));
            } else if (OTHER_METHODS.contains(name)) {
                draft.lose(
                        member.spot().pointer(),
                        "%s is left out: a route is GET, POST, PUT, PATCH or DELETE."
                                .formatted(name.toUpperCase(Locale.ROOT)));
            } else if (!ITEM.contains(name)) {
                notKept(member);
            }
        }
    }

    private Map<String, String> modules() {
        var modules = new LinkedHashMap<String, String>();
        for (var tag : root.get("tags").items()) {
            modules.put(tag.text("name"), tag.text("description"));
        }
        return modules;
    }

    private void unread() {
        for (var schema : root.get("components").get("schemas").members()) {
            if (!schemas.used(schema.spot().pointer())) {
                draft.lose(
                        schema.spot().pointer(),
                        "No route takes this schema or answers with it when all goes well; it is left out.");
            }
        }
    }
}
