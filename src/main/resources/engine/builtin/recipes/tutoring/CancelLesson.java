final class CancelLesson {
    public static Lesson cancelLesson(CancelLessonInput input, Context context) {
        var lesson = LessonOf.lessonOf(input.id(), context);
        if (lesson.status() != LessonStatus.PLANNED) {
            throw Problem.conflict("A lesson that is %s is not cancelled.".formatted(lesson.status()));
        }
        return context.lessons().update(lesson.withStatus(LessonStatus.CANCELLED));
    }
}
