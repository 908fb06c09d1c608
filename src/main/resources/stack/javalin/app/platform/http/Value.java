package app.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One value of a request: what it must be is said first, then it is read. A value that is missing or wrong reads as
 * null, and the mistake is noted with the others.
 */
public final class Value {
    private static final BigDecimal MOST = new BigDecimal("99999999999999999");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Inputs inputs;
    private final String name;
    private JsonNode node;
    private BigDecimal least;
    private BigDecimal most;
    private int minLength;
    private int maxLength = Integer.MAX_VALUE;
    private Pattern pattern;
    private Format format;

    Value(Inputs inputs, String name, JsonNode node) {
        this.inputs = inputs;
        this.name = name;
        this.node = node == null || node.isNull() ? null : node;
    }

    public Value required() {
        if (node == null) {
            inputs.error(name, "required", "is missing");
        }
        return this;
    }

    /** What it is when nothing came in. */
    public Value orElse(String text) {
        if (node == null) {
            node = TextNode.valueOf(text);
            return this;
        }
        return this;
    }

    public Value min(String number) {
        least = new BigDecimal(number);
        return this;
    }

    public Value max(String number) {
        most = new BigDecimal(number);
        return this;
    }

    public Value length(int min, int max) {
        minLength = min;
        maxLength = max;
        return this;
    }

    public Value matches(String expression) {
        pattern = Pattern.compile(expression);
        return this;
    }

    public Value format(Format wanted) {
        format = wanted;
        return this;
    }

    public String text() {
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            return wrong("type", "must be a text");
        }
        var text = node.textValue();
        var length = text.codePointCount(0, text.length());
        if (!storable(text)) {
            return wrong("characters", "has characters that cannot be kept");
        }
        if (length < minLength) {
            return wrong("length", minLength == 1 ? "must not be empty" : "must have at least " + minLength + " characters");
        }
        if (length > maxLength) {
            return wrong("length", "must have at most " + maxLength + " characters");
        }
        if (pattern != null && !pattern.matcher(text).matches()) {
            return wrong("pattern", "must match " + pattern);
        }
        if (format != null && !format.accepts(text)) {
            return wrong("format", format.message());
        }
        return text;
    }

    public Integer integer() {
        var number = whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
        return number == null ? null : number.intValueExact();
    }

    public Long longNumber() {
        var number = whole(Long.MIN_VALUE, Long.MAX_VALUE);
        return number == null ? null : number.longValueExact();
    }

    /** With two places. */
    public BigDecimal decimal() {
        var number = number(MOST.negate(), MOST);
        if (number == null) {
            return null;
        }
        if (number.stripTrailingZeros().scale() > 2) {
            return wrong("scale", "must have at most 2 decimal places");
        }
        return number.setScale(2);
    }

    public Double doubleNumber() {
        var widest = BigDecimal.valueOf(Double.MAX_VALUE);
        var number = number(widest.negate(), widest);
        return number == null ? null : number.doubleValue();
    }

    public Boolean bool() {
        if (node == null) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isTextual() && node.textValue().matches("true|false")) {
            return Boolean.valueOf(node.textValue());
        }
        return wrong("type", "must be true or false");
    }

    public LocalDate date() {
        var date = parsed(LocalDate::parse, "must be a date such as 2030-05-17");
        if (date != null && (date.getYear() < 1 || date.getYear() > 9999)) {
            return wrong("range", "must lie in the years 1 to 9999");
        }
        return date;
    }

    public LocalTime time() {
        var time = parsed(LocalTime::parse, "must be a time such as 14:30");
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }

    public Instant datetime() {
        var instant = parsed(
                text -> OffsetDateTime.parse(inputs.typed() && !text.endsWith("Z") ? text + "Z" : text)
                        .toInstant(),
                "must be a time with its zone such as 2030-05-17T14:30:00Z");
        if (instant != null && (instant.isBefore(EARLIEST) || instant.isAfter(LATEST))) {
            return wrong("range", "must lie in the years 1 to 9999");
        }
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    public UUID uuid() {
        // UUID.fromString takes shortened groups; those are no UUIDs of RFC 9562.
        return parsed(
                text -> {
                    var uuid = UUID.fromString(text);
                    if (!uuid.toString().equalsIgnoreCase(text)) {
                        throw new IllegalArgumentException(text);
                    }
                    return uuid;
                },
                "must be a UUID");
    }

    /** One of a set of words, each written as its {@code toString} says. */
    public <E extends Enum<E>> E choice(Class<E> type) {
        if (node == null) {
            return null;
        }
        var words = new ArrayList<String>();
        for (var each : type.getEnumConstants()) {
            if (node.isTextual() && each.toString().equals(node.textValue())) {
                return each;
            }
            words.add(each.toString());
        }
        return wrong("choice", "must be one of " + String.join(", ", words));
    }

    public JsonNode json() {
        if (node != null && !storable(node.toString())) {
            return wrong("characters", "has characters that cannot be kept");
        }
        return node;
    }

    public <T> T object(Function<Inputs, T> reader) {
        if (node == null) {
            return null;
        }
        if (node instanceof ObjectNode object) {
            return inputs.nested(name, object, reader);
        }
        return wrong("type", "must be an object");
    }

    /** Several values, each read by {@code reader}; a single parameter is a list of one. */
    public <T> List<T> list(Function<Value, T> reader) {
        if (node == null) {
            return null;
        }
        if (!(node instanceof ArrayNode) && !node.isTextual()) {
            return wrong("type", "must be a list");
        }
        if (node.size() > 1000) {
            return wrong("length", "must have at most 1000 values");
        }
        var values = new ArrayList<T>();
        var position = 0;
        for (var each : node instanceof ArrayNode array ? array : List.of(node)) {
            values.add(reader.apply(new Value(inputs, name + "[" + position + "]", each).required()));
            position++;
        }
        return values;
    }

    /** Values that are given one by one, or the parts of a text between commas, each read by {@code reader}. */
    public List<Object> parts(Function<Value, Object> reader) {
        var parts = new ArrayList<String>();
        if (node instanceof ArrayNode array) {
            array.forEach(each -> parts.add(each.asText()));
        } else {
            var text = text();
            parts.addAll(text == null ? List.of() : List.of(text.split(",", -1)));
        }
        var values = new ArrayList<Object>();
        for (var part : parts) {
            var value = reader.apply(new Value(inputs, name, TextNode.valueOf(part)));
            if (value != null) {
                values.add(value);
            }
        }
        return values.isEmpty() ? wrongParts() : values;
    }

    private List<Object> wrongParts() {
        inputs.error(name, "invalid", "must be values joined by commas");
        return List.of();
    }

    private BigDecimal whole(long smallest, long largest) {
        var number = number(BigDecimal.valueOf(smallest), BigDecimal.valueOf(largest));
        if (number == null) {
            return null;
        }
        return number.stripTrailingZeros().scale() > 0 ? wrong("type", "must be a whole number") : number;
    }

    private BigDecimal number(BigDecimal smallest, BigDecimal largest) {
        if (node == null) {
            return null;
        }
        var number = number();
        if (number == null) {
            return wrong("type", "must be a number");
        }
        var low = least == null ? smallest : least;
        var high = most == null ? largest : most;
        if (number.compareTo(low.max(smallest)) < 0) {
            return wrong("min", "must be at least " + low.toPlainString());
        }
        if (number.compareTo(high.min(largest)) > 0) {
            return wrong("max", "must be at most " + high.toPlainString());
        }
        return number;
    }

    // Parameters and defaults are texts; a number in JSON is a number. Exponents stay small, or arithmetic would not end.
    private BigDecimal number() {
        if (node.isNumber()) {
            var number = node.decimalValue();
            return Math.abs((long) number.scale()) > 1000 ? null : number;
        }
        if (node.isTextual() && node.textValue().matches("-?[0-9]{1,40}(\\.[0-9]{1,20})?")) {
            return new BigDecimal(node.textValue());
        }
        return null;
    }

    private <T> T parsed(Function<String, T> parser, String message) {
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            return wrong("type", message);
        }
        try {
            return parser.apply(node.textValue());
        } catch (DateTimeException | IllegalArgumentException broken) {
            return wrong("type", message);
        }
    }

    // NUL and unpaired surrogates are no characters for a database.
    private static boolean storable(String text) {
        return text.codePoints().noneMatch(each -> each == 0 || (each >= 0xd800 && each <= 0xdfff));
    }

    private <T> T wrong(String code, String message) {
        inputs.error(name, code, message);
        return null;
    }
}
