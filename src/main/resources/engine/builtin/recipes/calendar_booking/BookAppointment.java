final class BookAppointment {
    public static Appointment bookAppointment(BookAppointmentInput input, Context context) {
        RequireTime.requireTime(input.professionalId(), input.startsAt(), input.endsAt(), null, false, context);
        return context.appointments()
                .insert(Appointment.create(context)
                        .withProfessionalId(input.professionalId())
                        .withClient(input.client())
                        .withStartsAt(input.startsAt())
                        .withEndsAt(input.endsAt())
                        .withStatus(BookingStatus.BOOKED));
    }
}
