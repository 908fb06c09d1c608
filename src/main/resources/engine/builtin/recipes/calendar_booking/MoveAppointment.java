final class MoveAppointment {
    public static Appointment moveAppointment(MoveAppointmentInput input, Context context) {
        var appointment = context.appointments().lock(input.id());
        if (appointment.status() != BookingStatus.BOOKED) {
            throw Problem.conflict("A cancelled appointment is not moved; book another one.");
        }
        RequireTime.requireTime(
                appointment.professionalId(), input.startsAt(), input.endsAt(), appointment.id(), false, context);
        return context.appointments()
                .update(appointment.withStartsAt(input.startsAt()).withEndsAt(input.endsAt()));
    }
}
