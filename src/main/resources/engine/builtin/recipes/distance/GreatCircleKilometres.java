final class GreatCircleKilometres {
    public static Double greatCircleKilometres(
            Double fromLatitude, Double fromLongitude, Double toLatitude, Double toLongitude, Context context) {
        var latitude = Math.toRadians(toLatitude - fromLatitude);
        var longitude = Math.toRadians(toLongitude - fromLongitude);
        var haversine = square(Math.sin(latitude / 2))
                + Math.cos(Math.toRadians(fromLatitude))
                        * Math.cos(Math.toRadians(toLatitude))
                        * square(Math.sin(longitude / 2));
        return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(haversine)));
    }

    // The mean radius of the WGS 84 ellipsoid.
    private static final double EARTH_RADIUS_KILOMETRES = 6371.0088;

    private static double square(double number) {
        return number * number;
    }
}
