package codex;

/**
 * How many answers were right, how many were wrong and how many are missing; the measures are those of
 * BUILTIN-ENGINE.md, section 9.
 */
record Score(int right, int wrong, int missing) {
    static final Score NONE = new Score(0, 0, 0);

    Score plus(Score other) {
        return new Score(right + other.right, wrong + other.wrong, missing + other.missing);
    }

    /** From 0 to 1; 0 if there is nothing to divide. */
    double precision() {
        return share(right, right + wrong);
    }

    double recall() {
        return share(right, right + missing);
    }

    /** The harmonic mean; {@code beta} above 1 favours recall. */
    double f(double beta) {
        var weight = beta * beta;
        var below = weight * precision() + recall();
        return below == 0 ? 0 : (1 + weight) * precision() * recall() / below;
    }

    double f1() {
        return f(1);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
