final class MeasureDistance {
    public static Distance measureDistance(MeasureDistanceInput input, Context context) {
        var kilometres = GreatCircleKilometres.greatCircleKilometres(
                input.fromLatitude(), input.fromLongitude(), input.toLatitude(), input.toLongitude(), context);
        return new Distance(rounded(kilometres), rounded(kilometres / KILOMETRES_PER_MILE));
    }

    private static final double KILOMETRES_PER_MILE = 1.609344;

    private static double rounded(double length) {
        return Math.round(length * 1000) / 1000.0;
    }
}
