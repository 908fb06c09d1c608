import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

final class LessonsOf {
    public static List<Lesson> lessonsOf(Context context) {
        var caller = context.user().id();
        var given = context.tutors().findByOwnerId(caller).stream()
                .flatMap(tutor -> context.lessons().findByTutorId(tutor.id()).stream());
        var taken = context.lessons().findByStudentId(caller).stream();
        return Stream.concat(taken, given)
                .distinct()
                .sorted(Comparator.comparing(Lesson::startsAt).reversed().thenComparing(Lesson::id))
                .limit(500)
                .toList();
    }
}
