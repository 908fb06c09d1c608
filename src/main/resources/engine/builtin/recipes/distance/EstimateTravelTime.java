final class EstimateTravelTime {
    public static TravelTime estimateTravelTime(EstimateTravelTimeInput input, Context context) {
        var means = input.means() == null ? TravelMeans.CAR : input.means();
        var straight = GreatCircleKilometres.greatCircleKilometres(
                input.fromLatitude(), input.fromLongitude(), input.toLatitude(), input.toLongitude(), context);
        var way = straight * WAY_PER_STRAIGHT_LINE;
        var minutes = (int) Math.ceil(way / kilometresPerHour(means) * 60);
        return new TravelTime(rounded(straight), rounded(way), minutes, means);
    }

    private static final double WAY_PER_STRAIGHT_LINE = 1.3;

    private static double kilometresPerHour(TravelMeans means) {
        return switch (means) {
            case CAR -> 50;
            case BICYCLE -> 15;
            case PUBLIC_TRANSPORT -> 25;
            case ON_FOOT -> 5;
        };
    }

    private static double rounded(double length) {
        return Math.round(length * 1000) / 1000.0;
    }
}
