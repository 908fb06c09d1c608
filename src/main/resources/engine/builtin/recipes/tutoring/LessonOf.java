import java.util.UUID;

final class LessonOf {
    public static Lesson lessonOf(UUID lessonId, Context context) {
        var caller = context.user().id();
        var found = context.lessons()
                .find(lessonId)
                .filter(lesson -> caller.equals(lesson.studentId())
                        || caller.equals(context.tutors().get(lesson.tutorId()).ownerId()));
        if (found.isEmpty()) {
            throw Problem.notFound("You have no such lesson.");
        }
        return context.lessons().lock(lessonId);
    }
}
