package codex.web.api;

import codex.agent.Assignments;
import codex.application.Application;
import codex.application.Applications;
import codex.specification.Access;
import codex.specification.Behaviour;
import codex.specification.Body;
import codex.specification.Check;
import codex.specification.Checks;
import codex.specification.Document;
import codex.specification.Example;
import codex.specification.Field;
import codex.specification.Limits;
import codex.specification.Method;
import codex.specification.Module;
import codex.specification.Names;
import codex.specification.Origin;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Rule;
import codex.specification.Source;
import codex.specification.Specifications;
import codex.specification.Type;
import codex.specification.TypeName;
import codex.web.Pages;
import codex.web.Visit;
import codex.web.api.ApplicationApi.JobLink;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * {@code /functions}: one function, written and tested. It is the one route of an application of its own, so that it is
 * proven as every other: compiled, tested, called, attacked.
 */
final class FunctionApi {
    /**
     * What a function shall do.
     *
     * @param input what it takes, in order; none for a function that takes nothing
     * @param returns a type, such as {@code string} or {@code integer[]}
     * @param examples calls that must come out as they say
     */
    record NewFunction(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<NewArgument> input,
            @Nullable String returns,
            @Nullable List<NewExample> examples) {}

    record NewArgument(
            @Nullable String name,
            @Nullable String type,
            @Nullable Boolean required,
            @Nullable String description) {}

    record NewExample(
            @Nullable Map<String, JsonNode> values,
            @Nullable Integer status,
            @Nullable JsonNode answer) {}

    /** What was begun: the job, the application that carries the function, and its run. */
    record Writing(JobLink job, Made app, Made developedApp) {
        record Made(long id) {}
    }

    private static final int DESCRIPTION = 4000;
    private static final int ARGUMENTS = 20;
    private static final int EXAMPLES = 20;
    private static final Pattern LOWER_CAMEL = Pattern.compile("[a-z][A-Za-z0-9]{1,59}");
    private static final Source SOURCE = new Source(Origin.SENTENCE, List.of(1), null, 1);

    private final Jdbi jdbi;
    private final Assignments assignments;
    private final Pages pages;

    FunctionApi(ApiParts parts) {
        this.jdbi = parts.jdbi();
        this.assignments = parts.assignments();
        this.pages = parts.pages();
    }

    void write(Context ctx) {
        var document = document(ApiInput.body(ctx, NewFunction.class));
        var errors = Checks.check(document).stream()
                .filter(check -> check.severity() == Check.Severity.ERROR)
                .map(check -> new ApiProblem.FieldError(member(document, check.element()), check.message()))
                .toList();
        if (!errors.isEmpty()) {
            throw new ApiProblem(
                    422,
                    "The function cannot be written so: " + errors.getFirst().message(),
                    errors);
        }
        var author = Visit.account(ctx);
        var application = jdbi.inTransaction(handle -> {
            var added = handle.attach(Applications.class)
                    .add(author.id(), document.name(), document.sentences().getFirst());
            handle.attach(Specifications.class).add(added.id(), null, document, "a single function", author.name());
            return added;
        });
        ctx.status(202).json(begun(application));
    }

    // What the caller wrote, for what was made of it.
    private static String member(Document document, String element) {
        var input = document.types().stream()
                .flatMap(type -> type.fields().stream())
                .map(Field::id)
                .toList()
                .indexOf(element);
        return input < 0 ? "name" : "input[%d].name".formatted(input);
    }

    private Writing begun(Application application) {
        var specification =
                jdbi.onDemand(Specifications.class).latest(application.id()).orElseThrow();
        var engine = pages.answering(application.engine()).engine();
        var developing = assignments.develop(application, specification, engine);
        return new Writing(
                JobLink.queued(developing.jobId()),
                new Writing.Made(application.id()),
                new Writing.Made(developing.developedAppId()));
    }

    private static Document document(NewFunction asked) {
        var ids = new Ids();
        var name = named("name", asked.name());
        var description = asked.description() == null ? "" : asked.description().strip();
        if (description.isEmpty() || description.length() > DESCRIPTION) {
            throw ApiProblem.invalid(
                    "description", "says in 1 to %d characters what the function does".formatted(DESCRIPTION));
        }
        var returns = typed("returns", asked.returns());
        var input = fields(asked.input(), ids);
        var request = Names.pascal(name) + "Request";
        var types = input.isEmpty()
                ? List.<Type>of()
                : List.of(new Type(ids.next(), request, "What the function takes", input, SOURCE));
        var route = new Route(
                ids.next(),
                name,
                Method.POST,
                "/" + Names.kebab(name),
                description.lines().findFirst().orElse(description),
                RouteAccess.PUBLIC,
                List.of(),
                input.isEmpty() ? null : Body.json(request),
                List.of(new Response(ids.next(), 200, "application/json", returns, "What it returns")),
                Behaviour.custom(null),
                List.of(Rule.words(ids.next(), description, SOURCE)),
                examples(asked.examples(), ids),
                List.of(),
                SOURCE);
        var module = new Module(ids.next(), "Functions", "", List.of(route), SOURCE);
        return new Document(
                title(name),
                "",
                List.of(description),
                Access.NONE,
                List.of(),
                List.of(),
                List.of(module),
                types,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                ids.last);
    }

    private static List<Field> fields(@Nullable List<NewArgument> input, Ids ids) {
        var fields = new ArrayList<Field>();
        var arguments = input == null ? List.<NewArgument>of() : input;
        if (arguments.size() > ARGUMENTS) {
            throw ApiProblem.invalid("input", "has at most %d values; found %d".formatted(ARGUMENTS, arguments.size()));
        }
        for (var argument : arguments) {
            var place = "input[%d]".formatted(fields.size());
            fields.add(new Field(
                    ids.next(),
                    named(place + ".name", argument.name()),
                    typed(place + ".type", argument.type()),
                    !Boolean.FALSE.equals(argument.required()),
                    null,
                    Limits.NONE,
                    null,
                    argument.description() == null ? "" : argument.description(),
                    SOURCE));
        }
        return fields;
    }

    private static List<Example> examples(@Nullable List<NewExample> asked, Ids ids) {
        var all = asked == null ? List.<NewExample>of() : asked;
        if (all.size() > EXAMPLES) {
            throw ApiProblem.invalid("examples", "are at most %d; found %d".formatted(EXAMPLES, all.size()));
        }
        return all.stream()
                .map(example -> new Example(
                        ids.next(),
                        "anything",
                        "it is called as example %d".formatted(all.indexOf(example) + 1),
                        "it answers as that says",
                        example.values() == null ? Map.of() : example.values(),
                        example.status() == null ? 200 : example.status(),
                        example.answer()))
                .toList();
    }

    private static String title(String name) {
        var words = Names.snake(name).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String named(String field, @Nullable String name) {
        if (name == null || !LOWER_CAMEL.matcher(name).matches()) {
            throw ApiProblem.invalid(
                    field,
                    "is in lower camel case, of 2 to 60 letters and digits, such as slugOf; found "
                            + (name == null ? "nothing" : "“" + name + "”"));
        }
        return name;
    }

    private static String typed(String field, @Nullable String type) {
        var base = type == null ? "" : TypeName.of(type).base();
        if (type == null || !TypeName.SCALARS.contains(base) || base.equals("file")) {
            throw ApiProblem.invalid(
                    field,
                    "is one of string, text, integer, long, decimal, number, boolean, date, time, datetime, uuid, json,"
                            + " with [] behind it for a list; found "
                            + (type == null ? "nothing" : "“" + type + "”"));
        }
        return type;
    }

    private static final class Ids {
        private int last;

        String next() {
            last++;
            return "e" + last;
        }
    }
}
