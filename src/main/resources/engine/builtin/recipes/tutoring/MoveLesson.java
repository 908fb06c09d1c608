final class MoveLesson {
    public static Lesson moveLesson(MoveLessonInput input, Context context) {
        var lesson = LessonOf.lessonOf(input.id(), context);
        if (lesson.status() != LessonStatus.PLANNED) {
            throw Problem.conflict("A lesson that is %s is not moved.".formatted(lesson.status()));
        }
        RequireFree.requireFree(
                lesson.tutorId(), lesson.studentId(), input.startsAt(), input.endsAt(), lesson.id(), context);
        return context.lessons()
                .update(lesson.withStartsAt(input.startsAt()).withEndsAt(input.endsAt()));
    }
}
