package codex.web;

import codex.engine.EngineCalls;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What developing is going to ask an engine, said before it is begun (EXPERIENCE.md, W6.1): a drawing and at least one
 * function for each route that standard behaviour does not cover, what several of them share, and the acceptance tests of
 * each module that has one. Tokens and cost come from what such questions took in this installation so far and are
 * absent where none was asked (G9).
 *
 * @param routes of the specification, {@code particular} those among them that need functions, in {@code modules} modules
 * @param most questions as earlier runs went, with their repeats and repairs; as {@code least} where nothing is known
 * @param tokens null where nothing is known, as the cost for a model without a price
 */
public record Estimate(
        Answering answering,
        long routes,
        long particular,
        long modules,
        long most,
        @Nullable Range tokens,
        @Nullable Range cost) {
    static final String DRAW = "DrawCodeGraph";
    static final String SHARE = "DrawSharedFunctions";
    static final String WRITE = "WriteFunction";
    static final String PROVE = "WriteScenarios";

    private static final MathContext ROUGHLY = new MathContext(2, RoundingMode.HALF_UP);

    /** From each question answered at once to as many questions as earlier runs needed. */
    public record Range(BigDecimal least, BigDecimal most) {}

    static Estimate of(Answering answering, long routes, long particular, long modules, List<EngineCalls.Mean> means) {
        var draw = mean(means, DRAW);
        var write = mean(means, WRITE);
        if (particular == 0 || draw.isEmpty() || write.isEmpty()) {
            return new Estimate(answering, routes, particular, modules, least(particular, modules), null, null);
        }
        var drawn = draw.get().steps();
        var parts = new ArrayList<Part>();
        parts.add(new Part(draw.get(), particular, drawn));
        parts.add(new Part(write.get(), particular, drawn));
        if (particular > 1) {
            parts.add(side(means, SHARE, 1));
        }
        parts.add(side(means, PROVE, modules));
        return new Estimate(
                answering,
                routes,
                particular,
                modules,
                sum(parts, Part::most).setScale(0, RoundingMode.CEILING).longValue(),
                range(parts, EngineCalls.Mean::tokens),
                range(parts, EngineCalls.Mean::cost));
    }

    public long least() {
        return least(particular, modules);
    }

    private static long least(long particular, long modules) {
        return particular == 0 ? 0 : 2 * particular + (particular > 1 ? 1 : 0) + modules;
    }

    // Where nobody asked it so far, it is counted without tokens.
    private static Part side(List<EngineCalls.Mean> means, String question, long wanted) {
        return mean(means, question)
                .map(mean -> new Part(mean, wanted, mean.steps()))
                .orElseGet(() -> new Part(
                        new EngineCalls.Mean(question, wanted, wanted, BigDecimal.ZERO, BigDecimal.ZERO),
                        wanted,
                        wanted));
    }

    /** As the page says it. */
    public String words() {
        if (particular == 0) {
            return "With the %s. All routes are standard: they are written without it and cost nothing."
                    .formatted(answering.words());
        }
        var need = "%s of %s %s particular code; the others are standard and cost nothing."
                .formatted(particular, Phrase.count(routes, "route"), particular == 1 ? "needs" : "need");
        if (!answering.byModel()) {
            return need + " The built-in engine writes it by rule and costs nothing.";
        }
        return "%s The %s is asked %s.".formatted(need, answering.words(), asked());
    }

    private String asked() {
        if (tokens == null) {
            return "at least %s; what that takes is known after the first run"
                    .formatted(Phrase.count(least(), "question"));
        }
        return "%s, about %s tokens, %s"
                .formatted(
                        least() == most
                                ? Phrase.count(most, "question")
                                : least() + " to " + Phrase.count(most, "question"),
                        range(Phrase.number(rough(tokens.least())), Phrase.number(rough(tokens.most()))),
                        cost == null
                                ? "at a price that nobody entered"
                                : "about "
                                        + range(
                                                Phrase.money(cost.least().round(ROUGHLY)),
                                                Phrase.money(cost.most().round(ROUGHLY))));
    }

    private static String range(String least, String most) {
        return least.equals(most) ? least : least + " to " + most;
    }

    private static long rough(BigDecimal number) {
        return number.round(ROUGHLY).longValue();
    }

    private static Optional<EngineCalls.Mean> mean(List<EngineCalls.Mean> means, String question) {
        return means.stream()
                .filter(mean -> mean.question().equals(question) && mean.steps() > 0)
                .findFirst();
    }

    /** One kind of question: how often it is asked for {@code wanted}, when it was asked so often for {@code had}. */
    private record Part(EngineCalls.Mean mean, long wanted, long had) {
        BigDecimal least() {
            return BigDecimal.valueOf(wanted);
        }

        BigDecimal most() {
            return BigDecimal.valueOf(wanted * mean.calls())
                    .divide(BigDecimal.valueOf(had), MathContext.DECIMAL32)
                    .max(least());
        }
    }

    private static @Nullable Range range(List<Part> parts, Function<EngineCalls.Mean, @Nullable BigDecimal> ofOne) {
        if (parts.stream().anyMatch(part -> ofOne.apply(part.mean()) == null)) {
            return null;
        }
        Function<Part, BigDecimal> one = part -> Objects.requireNonNull(ofOne.apply(part.mean()));
        return new Range(
                sum(parts, part -> part.least().multiply(one.apply(part))),
                sum(parts, part -> part.most().multiply(one.apply(part))));
    }

    private static BigDecimal sum(List<Part> parts, Function<Part, BigDecimal> amount) {
        return parts.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
