final class AddMessage {
    public static Message addMessage(AddMessageInput input, Context context) {
        var owner = context.user().id();
        context.conversations()
                .find(input.conversationId())
                .filter(conversation -> owner.equals(conversation.ownerId()))
                .orElseThrow(() -> Problem.notFound("You have no such conversation."));
        return context.messages()
                .insert(Message.create(context)
                        .withOwnerId(owner)
                        .withConversationId(input.conversationId())
                        .withAuthor(MessageAuthor.PERSON)
                        .withText(input.text()));
    }
}
