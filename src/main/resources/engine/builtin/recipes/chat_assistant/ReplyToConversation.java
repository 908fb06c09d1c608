import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

final class ReplyToConversation {
    public static Message replyToConversation(ReplyToConversationInput input, Context context) {
        var owner = context.user().id();
        var conversation = context.conversations()
                .find(input.id())
                .filter(each -> owner.equals(each.ownerId()))
                .orElseThrow(() -> Problem.notFound("You have no such conversation."));
        var model = context.provider("MODEL_URL")
                .orElseThrow(() -> Problem.notImplemented("No model is connected: the setting MODEL_URL names none."));
        var said = context.messages().findByConversationId(conversation.id()).stream()
                .sorted(Comparator.comparing(Message::createdAt).thenComparing(Message::id))
                .toList();
        if (said.isEmpty() || said.get(said.size() - 1).author() != MessageAuthor.PERSON) {
            throw Problem.conflict("There is no message that waits for an answer.");
        }
        var answer = model.post(asked(model, said), List.of("application/json"));
        return context.messages()
                .insert(Message.create(context)
                        .withOwnerId(owner)
                        .withConversationId(conversation.id())
                        .withAuthor(MessageAuthor.ASSISTANT)
                        .withText(text(answer)));
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    // What a model is told costs, and a long conversation would not fit.
    private static final int TOLD = 40;
    private static final int LONGEST = 5000;

    // In the form of OpenAI's POST /v1/chat/completions, which most servers of models speak.
    private static JsonNode asked(Provider model, List<Message> said) {
        var asked = JsonNodeFactory.instance.objectNode().put("model", model.model("gpt-4o-mini"));
        var messages = asked.putArray("messages");
        messages.addObject()
                .put("role", "system")
                .put("content", "You are a helpful assistant. Answer in plain text of at most 500 words.");
        for (var message : said.subList(Math.max(0, said.size() - TOLD), said.size())) {
            messages.addObject()
                    .put("role", message.author() == MessageAuthor.PERSON ? "user" : "assistant")
                    .put("content", message.text());
        }
        return asked;
    }

    private static String text(Fetched answer) {
        try {
            var text = JSON.readTree(answer.bytes())
                    .at("/choices/0/message/content")
                    .asText("")
                    .replace("\0", "")
                    .strip();
            if (!text.isEmpty()) {
                return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
            }
        } catch (IOException other) {
            throw unclear();
        }
        throw unclear();
    }

    private static Problem unclear() {
        return new Problem(502, "The model answers in a form that is not understood.", List.of());
    }
}
