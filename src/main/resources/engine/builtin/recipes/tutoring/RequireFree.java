import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

final class RequireFree {
    public static void requireFree(
            UUID tutorId, UUID studentId, Instant startsAt, Instant endsAt, UUID movedId, Context context) {
        if (!startsAt.isBefore(endsAt)) {
            throw Problem.badRequest("endsAt", "must lie after the begin");
        }
        if (context.tutors().find(tutorId).isEmpty()) {
            throw Problem.badRequest("tutorId", "must name a tutor");
        }
        context.tutors().lock(tutorId);
        var taken = Stream.concat(
                        context.lessons().findByTutorId(tutorId).stream(),
                        context.lessons().findByStudentId(studentId).stream())
                .filter(lesson -> lesson.status() == LessonStatus.PLANNED && !lesson.id().equals(movedId))
                .anyMatch(lesson -> lesson.startsAt().isBefore(endsAt) && startsAt.isBefore(lesson.endsAt()));
        if (taken) {
            throw Problem.conflict("One of you has a lesson then.");
        }
    }
}
