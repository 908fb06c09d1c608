final class FinishLesson {
    public static Lesson finishLesson(FinishLessonInput input, Context context) {
        var lesson = GivenLesson.givenLesson(input.id(), context);
        if (lesson.status() != LessonStatus.PLANNED) {
            throw Problem.conflict("A lesson that is %s is not finished.".formatted(lesson.status()));
        }
        return context.lessons().update(lesson.withStatus(LessonStatus.FINISHED));
    }
}
