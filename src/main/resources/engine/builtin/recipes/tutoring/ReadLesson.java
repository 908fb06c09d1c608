final class ReadLesson {
    public static Lesson readLesson(ReadLessonInput input, Context context) {
        return LessonOf.lessonOf(input.id(), context);
    }
}
