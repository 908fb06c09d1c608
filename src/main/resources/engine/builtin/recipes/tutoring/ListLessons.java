import java.util.List;

final class ListLessons {
    public static List<Lesson> listLessons(ListLessonsInput input, Context context) {
        return LessonsOf.lessonsOf(context);
    }
}
