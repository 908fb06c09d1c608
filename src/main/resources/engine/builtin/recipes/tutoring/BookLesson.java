final class BookLesson {
    public static Lesson bookLesson(BookLessonInput input, Context context) {
        var student = context.user().id();
        RequireFree.requireFree(input.tutorId(), student, input.startsAt(), input.endsAt(), null, context);
        if (context.subjects().find(input.subjectId()).isEmpty()) {
            throw Problem.badRequest("subjectId", "must name a subject");
        }
        return context.lessons()
                .insert(Lesson.create(context)
                        .withStudentId(student)
                        .withTutorId(input.tutorId())
                        .withSubjectId(input.subjectId())
                        .withStartsAt(input.startsAt())
                        .withEndsAt(input.endsAt())
                        .withStatus(LessonStatus.PLANNED));
    }
}
