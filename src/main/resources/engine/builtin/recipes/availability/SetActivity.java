final class SetActivity {
    public static AvailabilityNow setActivity(SetActivityInput input, Context context) {
        if (input.until() != null && input.activity() == null) {
            throw Problem.badRequest("until", "must be left out without an activity");
        }
        if (input.until() != null && !input.until().isAfter(context.now())) {
            throw Problem.badRequest("until", "must lie in the future");
        }
        var professional = context.professionals().lock(input.id());
        var changed = context.professionals()
                .update(professional.withActivity(input.activity()).withActivityUntil(input.until()));
        return AvailabilityOf.availabilityOf(changed, context);
    }
}
