final class MinutesOfTravel {
    public static Integer minutesOfTravel(
            Double fromLatitude, Double fromLongitude, Double toLatitude, Double toLongitude, Context context) {
        if (fromLatitude == null || fromLongitude == null || toLatitude == null || toLongitude == null) {
            return 0;
        }
        var up = Math.sin(Math.toRadians(toLatitude - fromLatitude) / 2);
        var across = Math.sin(Math.toRadians(toLongitude - fromLongitude) / 2);
        var haversine = up * up
                + Math.cos(Math.toRadians(fromLatitude)) * Math.cos(Math.toRadians(toLatitude)) * across * across;
        var kilometres = 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(haversine)));
        return (int) Math.ceil(kilometres * WAY_PER_STRAIGHT_LINE / KILOMETRES_PER_HOUR * 60);
    }

    private static final double EARTH_RADIUS_KILOMETRES = 6371.0088;
    private static final double WAY_PER_STRAIGHT_LINE = 1.3;
    private static final double KILOMETRES_PER_HOUR = 50;
}
