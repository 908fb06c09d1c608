package codex.web;

/**
 * What a page says when a request came to nothing (EXPERIENCE.md, W15): no blame, no internals, a way back.
 *
 * @param requestId under which the log has more
 */
public record ErrorWords(int status, String title, String sentence, String requestId, String wayBack) {
    static ErrorWords of(int status, String requestId) {
        return switch (status) {
            case 400 ->
                words(
                        status,
                        "That request could not be read",
                        "Something in its address or its form is not as expected.",
                        requestId);
            case 401 ->
                words(
                        status,
                        "Please sign in",
                        "The session is over. After signing in you come back to where you were.",
                        requestId);
            case 403 ->
                words(
                        status,
                        "That is not allowed from here",
                        "The request came from another site, or your part in this application does not include it.",
                        requestId);
            case 404 ->
                words(
                        status,
                        "There is nothing here",
                        "The address leads nowhere, or to something that was deleted or belongs to somebody else.",
                        requestId);
            case 405 ->
                words(
                        status,
                        "That does not work this way",
                        "This address exists, but not for what was sent to it.",
                        requestId);
            case 406 ->
                words(
                        status,
                        "Not in that form",
                        "This address has nothing in the form that was asked for.",
                        requestId);
            case 409 ->
                words(
                        status,
                        "It changed meanwhile",
                        "Somebody, or another tab, was faster. Load the page again to see how it is now.",
                        requestId);
            case 413 ->
                words(status, "That is too much at once", "What was sent is larger than this place takes.", requestId);
            case 415 ->
                words(
                        status,
                        "That kind of content is not taken here",
                        "The form was sent in an unexpected format.",
                        requestId);
            case 422 ->
                words(
                        status,
                        "Something in the form does not fit",
                        "Go back and look at the marked fields.",
                        requestId);
            case 429 ->
                words(
                        status,
                        "A little slower, please",
                        "There were too many requests in a short time. Wait a few minutes and try again.",
                        requestId);
            case 503 ->
                words(
                        status,
                        "Not available right now",
                        "A part that this page needs does not answer. It is worth trying again in a moment.",
                        requestId);
            default ->
                words(
                        status,
                        "Something went wrong here",
                        "It is not your doing. The log of the server has the details under the number below.",
                        requestId);
        };
    }

    /** The same, leading back to {@code address}. */
    ErrorWords backTo(String address) {
        return new ErrorWords(status, title, sentence, requestId, address);
    }

    /** What the way back is called. */
    public String wayBackLabel() {
        return wayBack.startsWith("/applications/") ? "To the application" : "To the applications";
    }

    private static ErrorWords words(int status, String title, String sentence, String requestId) {
        return new ErrorWords(status, title, sentence, requestId, "/applications");
    }
}
