final class NoteProgress {
    public static ProgressNote noteProgress(NoteProgressInput input, Context context) {
        var lesson = GivenLesson.givenLesson(input.lessonId(), context);
        return context.progressNotes()
                .insert(ProgressNote.create(context)
                        .withLessonId(lesson.id())
                        .withScore(input.score())
                        .withNote(input.note()));
    }
}
