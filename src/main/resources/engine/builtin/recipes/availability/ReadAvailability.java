final class ReadAvailability {
    public static AvailabilityNow readAvailability(ReadAvailabilityInput input, Context context) {
        return AvailabilityOf.availabilityOf(context.professionals().get(input.id()), context);
    }
}
