import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Comparator;
import java.util.stream.Collectors;

final class StreamMessages {
    public static String streamMessages(StreamMessagesInput input, Context context) {
        var lesson = LessonOf.lessonOf(input.lessonId(), context);
        var messages = context.messages().findByLessonId(lesson.id()).stream()
                .sorted(Comparator.comparing(Message::createdAt).thenComparing(Message::id))
                .toList();
        var last = messages.stream()
                .filter(message -> message.id().equals(input.lastEventId()))
                .findFirst();
        var events = messages.stream()
                .filter(message -> last.isEmpty() || messages.indexOf(message) > messages.indexOf(last.get()))
                .limit(500)
                .map(StreamMessages::event)
                .collect(Collectors.joining());
        // How long a browser waits before it asks again, in milliseconds.
        return "retry: 1000\n\n" + events;
    }

    // JSON has no line end in it, so that each message is one line of data.
    private static String event(Message message) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("id", message.id().toString())
                .put("senderId", message.senderId().toString())
                .put("text", message.text())
                .put("createdAt", message.createdAt().toString());
        return "id: %s\nevent: message\ndata: %s\n\n".formatted(message.id(), data);
    }
}
