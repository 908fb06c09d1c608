package app.platform.http;

import app.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What came in with a request, read value by value. All mistakes are gathered; {@link #check()} refuses them together,
 * and also fields that nobody asked for.
 */
public final class Inputs {
    private final Context ctx;
    private final ObjectNode body;
    private final String prefix;
    private final List<FieldError> errors;
    private final boolean typed;
    private final Set<String> fields = new HashSet<>();
    private final Set<String> queries = new HashSet<>();

    private Inputs(Context ctx, ObjectNode body, String prefix, List<FieldError> errors) {
        this(ctx, body, prefix, errors, false);
    }

    private Inputs(Context ctx, ObjectNode body, String prefix, List<FieldError> errors, boolean typed) {
        this.typed = typed;
        this.ctx = ctx;
        this.body = body;
        this.prefix = prefix;
        this.errors = errors;
    }

    /** Without a body. */
    public static Inputs of(Context ctx) {
        return new Inputs(ctx, JsonNodeFactory.instance.objectNode(), "", new ArrayList<>());
    }

    /** With a JSON object as body. */
    public static Inputs json(Context ctx) {
        return new Inputs(ctx, object(ctx), "", new ArrayList<>());
    }

    /** With the JSON object in the body merged onto what is there (RFC 7396). */
    public static Inputs merged(Context ctx, Object current) {
        var merged = (ObjectNode) Json.tree(current);
        merge(merged, object(ctx));
        return new Inputs(ctx, merged, "", new ArrayList<>());
    }

    /** With the fields of a form as body; what is empty was not filled in. */
    public static Inputs typed(Context ctx) {
        if (!ctx.isFormUrlencoded()) {
            throw new Problem(415, "The body must be application/x-www-form-urlencoded.", List.of());
        }
        var body = JsonNodeFactory.instance.objectNode();
        ctx.formParamMap().forEach((name, values) -> {
            if (values.size() > 1) {
                values.forEach(body.withArray("/" + name.replace("~", "~0").replace("/", "~1"))::add);
            } else if (!values.get(0).isEmpty()) {
                body.put(name, values.get(0).replace("\r\n", "\n"));
            }
        });
        return new Inputs(ctx, body, "", new ArrayList<>(), true);
    }

    /** Whether somebody typed it into a browser, where times have no zone. */
    boolean typed() {
        return typed;
    }

    public Value field(String name) {
        fields.add(name);
        return new Value(this, prefix + name, body.get(name));
    }

    /** The body as one value: JSON, or a text where {@code mediaType} is another; null when it is empty. */
    public Value body(String mediaType) {
        if (!sentAs(mediaType)) {
            throw new Problem(415, "The body must be " + mediaType + ".", List.of());
        }
        if (mediaType.startsWith("application/json")) {
            return new Value(this, "body", Json.read(ctx.bodyAsBytes()));
        }
        var text = ctx.body();
        return text("body", text.isEmpty() ? null : text);
    }

    /** Whether the body is of this media type, as far as its sender says; a range such as image/* holds many. */
    boolean sentAs(String mediaType) {
        var sent = ctx.contentType();
        var range = mediaType.replaceFirst("[*]/?[*]?$", "");
        return sent == null || range.equals("application/octet-stream") || sent.startsWith(range);
    }

    public Value path(String name) {
        return text(name, ctx.pathParam(name));
    }

    public Value query(String name) {
        queries.add(name);
        return texts(name, ctx.queryParams(name));
    }

    public Value header(String name) {
        return text(name, ctx.header(name));
    }

    public Value cookie(String name) {
        return text(name, ctx.cookie(name));
    }

    /** A cookie that this application has set itself; one that was made up counts for none. */
    public Value ownCookie(String name) {
        return text(name, Cookies.of(ctx).read(name));
    }

    public Value form(String name) {
        fields.add(name);
        return texts(name, ctx.formParams(name));
    }

    /** The file in a field of a form; null where there is none. */
    UploadedFile file(String name) {
        fields.add(name);
        return ctx.isMultipartFormData() ? ctx.uploadedFile(name) : null;
    }

    /** The names that a query may have, beside those already read. */
    public Inputs allow(Set<String> names) {
        queries.addAll(names);
        return this;
    }

    /** @throws Problem 400 with everything that is wrong */
    public void check() {
        unknown();
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** Notes a mistake in a value; {@link #check()} will refuse it. */
    public void error(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }

    // A member of the body that is an object itself.
    <T> T nested(String name, ObjectNode node, Function<Inputs, T> reader) {
        var inner = new Inputs(ctx, node, name + ".", errors);
        var value = reader.apply(inner);
        inner.unknownFields();
        return value;
    }

    Context context() {
        return ctx;
    }

    private void unknown() {
        if (!typed) {
            unknownFields();
        }
        for (var name : ctx.queryParamMap().keySet()) {
            if (!queries.contains(name)) {
                error(name, "unknown", "is not known here");
            }
        }
        if (ctx.isFormUrlencoded() || ctx.isMultipartFormData()) {
            ctx.formParamMap().keySet().forEach(this::unknown);
        }
        if (ctx.isMultipartFormData()) {
            ctx.uploadedFileMap().keySet().forEach(this::unknown);
        }
    }

    private void unknownFields() {
        body.fieldNames().forEachRemaining(this::unknown);
    }

    private void unknown(String name) {
        if (!fields.contains(name)) {
            error(prefix + name, "unknown", "is not known here");
        }
    }

    private Value text(String name, String text) {
        return new Value(this, name, text == null ? null : TextNode.valueOf(text));
    }

    private Value texts(String name, List<String> texts) {
        if (texts.size() < 2) {
            return text(name, texts.isEmpty() ? null : texts.get(0));
        }
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return new Value(this, name, array);
    }

    private static ObjectNode object(Context ctx) {
        var type = ctx.contentType();
        if (type != null && !type.startsWith("application/json") && !type.startsWith("application/merge-patch+json")) {
            throw new Problem(415, "The body must be application/json.", List.of());
        }
        if (Json.read(ctx.bodyAsBytes()) instanceof ObjectNode object) {
            return object;
        }
        throw new Problem(400, "The body must be a JSON object.", List.of());
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> each : patch.properties()) {
            target.set(each.getKey(), each.getValue());
        }
    }
}
