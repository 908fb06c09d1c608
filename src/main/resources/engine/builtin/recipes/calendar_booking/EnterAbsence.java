final class EnterAbsence {
    public static Absence enterAbsence(EnterAbsenceInput input, Context context) {
        RequireTime.requireTime(input.professionalId(), input.startsAt(), input.endsAt(), null, true, context);
        return context.absences()
                .insert(Absence.create(context)
                        .withProfessionalId(input.professionalId())
                        .withReason(input.reason())
                        .withStartsAt(input.startsAt())
                        .withEndsAt(input.endsAt()));
    }
}
