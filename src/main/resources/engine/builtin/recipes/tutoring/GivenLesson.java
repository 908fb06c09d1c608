import java.util.UUID;

final class GivenLesson {
    public static Lesson givenLesson(UUID lessonId, Context context) {
        var caller = context.user().id();
        var found = context.lessons()
                .find(lessonId)
                .filter(lesson -> caller.equals(context.tutors().get(lesson.tutorId()).ownerId()));
        if (found.isEmpty()) {
            throw Problem.notFound("You give no such lesson.");
        }
        return context.lessons().lock(lessonId);
    }
}
