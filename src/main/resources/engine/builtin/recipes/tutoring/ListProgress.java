import java.util.Comparator;
import java.util.List;

final class ListProgress {
    public static List<ProgressNote> listProgress(ListProgressInput input, Context context) {
        return LessonsOf.lessonsOf(context).stream()
                .flatMap(lesson -> context.progressNotes().findByLessonId(lesson.id()).stream())
                .sorted(Comparator.comparing(ProgressNote::createdAt).reversed().thenComparing(ProgressNote::id))
                .limit(500)
                .toList();
    }
}
