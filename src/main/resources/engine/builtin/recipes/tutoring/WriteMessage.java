final class WriteMessage {
    public static Message writeMessage(WriteMessageInput input, Context context) {
        var lesson = LessonOf.lessonOf(input.lessonId(), context);
        return context.messages()
                .insert(Message.create(context)
                        .withSenderId(context.user().id())
                        .withLessonId(lesson.id())
                        .withText(input.text()));
    }
}
