import java.util.Comparator;
import java.util.List;

final class ListMessages {
    public static List<Message> listMessages(ListMessagesInput input, Context context) {
        var lesson = LessonOf.lessonOf(input.lessonId(), context);
        return context.messages().findByLessonId(lesson.id()).stream()
                .filter(message -> input.after() == null || message.createdAt().isAfter(input.after()))
                .sorted(Comparator.comparing(Message::createdAt).thenComparing(Message::id))
                .limit(500)
                .toList();
    }
}
