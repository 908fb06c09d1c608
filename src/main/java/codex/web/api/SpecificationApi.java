package codex.web.api;

import codex.agent.Assignments;
import codex.application.Application;
import codex.diagram.Diagrams;
import codex.diagram.Picture;
import codex.specification.Check;
import codex.specification.Checks;
import codex.specification.Diff;
import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.OpenApiDocument;
import codex.specification.Specification;
import codex.specification.SpecificationText;
import codex.specification.Specifications;
import codex.specification.intake.Hints;
import codex.specification.intake.Imports;
import codex.specification.intake.Intake;
import codex.specification.intake.Loss;
import codex.web.DiagramPlaces;
import codex.web.Pages;
import codex.web.SpecificationEdits;
import codex.web.SpecificationEdits.Saved;
import codex.web.Visit;
import codex.web.api.ApplicationApi.Accepted;
import codex.web.api.ApplicationApi.JobLink;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /apps/{app}/specs}: versions, every edit a new one. */
final class SpecificationApi {
    record NewElement(
            @Nullable String kind,
            @Nullable String parent,
            @Nullable ObjectNode values) {}

    record NewPlace(@Nullable String parent, @Nullable Integer position) {}

    record Instruction(@Nullable String instruction) {}

    record Changed(long id, int version, String element, String change) {}

    /** A version that was imported, with what it does not say. */
    record Imported(long id, int version, String change, int standardRoutes, int customRoutes, List<Loss> losses) {}

    record Shown(long id, int version, String change, String author, Instant createdAt, Document document) {
        static Shown of(Specification specification) {
            return new Shown(
                    specification.id(),
                    specification.version(),
                    specification.change(),
                    specification.author(),
                    specification.createdAt(),
                    specification.document());
        }
    }

    record Developing(JobLink job, Made developedApp) {
        record Made(long id) {}
    }

    private static final Pattern IMPORTED =
            Pattern.compile("application/(json|openapi|vnd\\.oai\\.openapi|yaml|sql|jdl)", Pattern.CASE_INSENSITIVE);

    private final Specifications specifications;
    private final SpecificationEdits edits;
    private final ApplicationApi applications;
    private final Assignments assignments;
    private final Pages pages;
    private final Diagrams diagrams = new Diagrams();
    private final ApiParts parts;

    SpecificationApi(ApplicationApi applications, ApiParts parts) {
        this.parts = parts;
        this.specifications = parts.jdbi().onDemand(Specifications.class);
        this.edits = new SpecificationEdits(parts.jdbi());
        this.applications = applications;
        this.assignments = parts.assignments();
        this.pages = parts.pages();
    }

    void draft(Context ctx) {
        var application = applications.application(ctx);
        var bytes = ApiInput.bytes(ctx, Imports.BYTES);
        if (!new String(bytes, StandardCharsets.UTF_8).strip().matches("(\\{\\s*})?")) {
            take(ctx, application, bytes);
            return;
        }
        ctx.status(202).json(Accepted.of(assignments.draft(application)));
    }

    private void take(Context ctx, Application application, byte[] bytes) {
        var type = ctx.contentType();
        if (type == null || !IMPORTED.matcher(type).lookingAt()) {
            throw ApiProblem.of(
                    415,
                    "An import is sent as application/openapi+json, application/openapi+yaml or application/json, which is"
                            + " a specification as it was exported; an empty body has it drafted.");
        }
        var intake = edits.take(
                application,
                Visit.account(ctx).name(),
                lastId -> Imports.read(bytes, new Hints(application.name(), application.description(), lastId)));
        switch (intake) {
            case Intake.Refused(var problems) ->
                throw new ApiProblem(
                        422,
                        problems.getFirst().message(),
                        problems.stream()
                                .map(problem -> new ApiProblem.FieldError(problem.field(), problem.message()))
                                .toList());
            case Intake.Taken taken -> {
                var saved = latest(application);
                ctx.status(201)
                        .header("Location", "/api/v1/apps/%d/specs/%d".formatted(application.id(), saved.id()))
                        .json(new Imported(
                                saved.id(),
                                saved.version(),
                                saved.change(),
                                taken.standard().size(),
                                taken.custom().size(),
                                taken.losses()));
            }
        }
    }

    /** The version as Markdown, for people. */
    void text(Context ctx) {
        var text = SpecificationText.of(specification(ctx, "spec").document());
        ctx.contentType("text/markdown; charset=utf-8").result(text);
    }

    void list(Context ctx) {
        var limit = Page.limit(ctx);
        var before = (int) ApiInput.number(ctx, "before", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        var rows = specifications.list(applications.application(ctx).id(), before, limit + 1);
        ctx.json(Page.of(ctx, rows, limit, row -> row, Specifications.Version::version));
    }

    void show(Context ctx) {
        ctx.json(Shown.of(specification(ctx, "spec")));
    }

    void openApi(Context ctx) {
        ctx.json(openApi(specification(ctx, "spec")));
    }

    private static ObjectNode openApi(Specification specification) {
        return OpenApiDocument.of(specification.document(), String.valueOf(specification.version()));
    }

    /** A picture as SVG, whose links lead to the version's page. */
    void diagram(Context ctx) {
        var specification = specification(ctx, "spec");
        var picture = Stream.of(Picture.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(ctx.pathParam("diagram")))
                .findFirst()
                .orElseThrow(ApiProblem::notFound);
        var page = new DiagramPlaces(specification.applicationId(), specification.version()).specification();
        var svg = parts.pages().templates().diagramSvg(diagrams.of(specification, picture), parts.baseUrl() + page);
        ctx.contentType("image/svg+xml; charset=utf-8")
                .header("Content-Security-Policy", "sandbox")
                .result(svg.render());
    }

    void checks(Context ctx) {
        ctx.json(Page.all(Checks.check(specification(ctx, "spec").document())));
    }

    void diff(Context ctx) {
        var before = specification(ctx, "spec").document();
        ctx.json(Page.all(Diff.between(before, specification(ctx, "other").document())));
    }

    void add(Context ctx) {
        var base = specification(ctx, "spec");
        var input = ApiInput.body(ctx, NewElement.class);
        if (input.kind() == null) {
            throw ApiProblem.invalid("kind", "says what is added: route, table, column, field, …");
        }
        var values = input.values() == null ? JsonNodeFactory.instance.objectNode() : input.values();
        edit(ctx, base, new Edit.Add(input.kind(), input.parent(), values));
    }

    void change(Context ctx) {
        var base = specification(ctx, "spec");
        edit(ctx, base, new Edit.Change(ctx.pathParam("element"), ApiInput.body(ctx, ObjectNode.class)));
    }

    /** With {@code ?uses=remove} what uses it goes too, but for each {@code keep=ID}, which stays on without it. */
    void remove(Context ctx) {
        var uses = Optional.ofNullable(ctx.queryParam("uses")).orElse("refuse");
        if (!uses.equals("remove") && !uses.equals("refuse")) {
            throw ApiProblem.invalid("uses", "is refuse, which is the default, or remove; found " + uses);
        }
        var edit = new Edit.Remove(ctx.pathParam("element"), uses.equals("remove"), ctx.queryParams("keep"));
        edit(ctx, specification(ctx, "spec"), edit);
    }

    /** Puts a copy behind it; the answer names the new element. */
    void copy(Context ctx) {
        edit(ctx, specification(ctx, "spec"), new Edit.Copy(ctx.pathParam("element")));
    }

    /** To another place among its like, or into another parent; without a position to the end. */
    void move(Context ctx) {
        var base = specification(ctx, "spec");
        var place = ApiInput.body(ctx, NewPlace.class);
        var position = place.position() == null ? Edit.Move.LAST : place.position();
        edit(ctx, base, new Edit.Move(ctx.pathParam("element"), place.parent(), position));
    }

    /** A version like an earlier one. It is no change of the latest by accident, so any version may be restored. */
    void restore(Context ctx) {
        var application = applications.application(ctx);
        var earlier = specification(ctx, "spec");
        var seen = latest(application).version();
        answer(
                ctx,
                earlier,
                edits.restore(application, earlier, seen, Visit.account(ctx).name()));
    }

    void revise(Context ctx) {
        var application = applications.application(ctx);
        var specification = specification(ctx, "spec");
        var latest = latest(application);
        if (latest.id() != specification.id()) {
            throw stale(specification, latest);
        }
        var instruction = ApiInput.body(ctx, Instruction.class).instruction();
        if (instruction == null || instruction.isBlank() || instruction.length() > 4000) {
            throw ApiProblem.invalid("instruction", "says in words what to change, in 1 to 4000 characters");
        }
        ctx.status(202).json(Accepted.of(assignments.revise(application, specification, instruction)));
    }

    void develop(Context ctx) {
        var application = applications.application(ctx);
        var specification = specification(ctx, "spec");
        var checks = Checks.check(specification.document());
        if (!Checks.ready(checks)) {
            var errors = checks.stream()
                    .filter(check -> check.severity() == Check.Severity.ERROR)
                    .map(check -> new ApiProblem.FieldError(check.element(), check.message()))
                    .toList();
            throw new ApiProblem(
                    422, "The specification has errors: " + errors.getFirst().message(), errors);
        }
        var engine = pages.answering(application.engine()).engine();
        var developing = assignments.develop(application, specification, engine);
        ctx.status(202)
                .json(new Developing(
                        JobLink.queued(developing.jobId()), new Developing.Made(developing.developedAppId())));
    }

    private void edit(Context ctx, Specification base, Edit edit) {
        var application = applications.application(ctx);
        var author = Visit.account(ctx).name();
        answer(ctx, base, edits.saveOnLatest(application, base.version(), edit, author));
    }

    // An edit that changes nothing makes no version: the answer is then the one there is, with 200.
    private static void answer(Context ctx, Specification base, Saved saved) {
        switch (saved) {
            case Saved.Done(var specification, var element, var fresh) ->
                ctx.status(fresh ? 201 : 200)
                        .header(
                                "Location",
                                "/api/v1/apps/%d/specs/%d".formatted(specification.applicationId(), specification.id()))
                        .json(new Changed(
                                specification.id(), specification.version(), element, specification.change()));
            case Saved.Refused(var latest, var problems) ->
                throw new ApiProblem(
                        422,
                        problems.getFirst().message(),
                        problems.stream()
                                .map(problem -> new ApiProblem.FieldError(problem.field(), problem.message()))
                                .toList());
            case Saved.Stale(var latest) -> throw stale(base, latest);
        }
    }

    private Specification latest(Application application) {
        return specifications.latest(application.id()).orElseThrow(ApiProblem::notFound);
    }

    private static ApiProblem stale(Specification base, Specification latest) {
        return ApiProblem.of(
                409,
                "Version %d is no longer the latest; version %d (id %d) is. Load it and send the edit again."
                        .formatted(base.version(), latest.version(), latest.id()));
    }

    private Specification specification(Context ctx, String variable) {
        return specifications
                .find(applications.application(ctx).id(), ApiInput.id(ctx, variable))
                .orElseThrow(ApiProblem::notFound);
    }
}
