package codex.web;

import codex.engine.EngineCall;
import codex.engine.EngineCalls;
import java.util.List;

/**
 * One call as its page shows it (W11.3).
 *
 * @param mine whether it is the visitor's own; an administrator's links to what is somebody else's lead to the records
 * @param step all calls of the same step, this one among them, in the order they were sent
 */
public record CallView(
        EngineCall call, boolean mine, CallChoices.Names names, EngineCalls.Words words, List<EngineCall> step) {
    /** R10: how many calls an export has at most; at some 200 bytes each it stays below 100 MB. */
    public static final int EXPORTED = 400_000;

    /** How many characters of a request or reply are read for a page; the whole is to be had as a file. */
    static final int READ = 400_000;

    /** How many of a message or a reply are shown. */
    static final int SHOWN = 60_000;

    public CallView {
        step = List.copyOf(step);
    }

    public String url() {
        return "/calls/" + call.id();
    }

    /** Empty where the request cannot be read as messages: it is shown as it is then. */
    public List<CallText.Message> messages() {
        return CallText.messages(words.request());
    }

    public String request() {
        return shown(CallText.legible(words.request()));
    }

    public String reply() {
        return shown(CallText.pretty(words.reply()));
    }

    /** The beginning of a long text, never half a character. */
    public String shown(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN);
    }

    public boolean replyCut() {
        return words.replyLength() > SHOWN;
    }

    public boolean requestCut() {
        return words.requestLength() > READ
                || messages().stream().anyMatch(each -> each.text().length() > SHOWN);
    }

    /** Where its job is to be seen. */
    public String jobUrl() {
        return (mine ? "/jobs/" : "/admin/records/job/") + call.jobId();
    }

    public String applicationUrl() {
        return (mine ? "/applications/" : "/admin/records/application/") + call.applicationId();
    }

    /** A version of a prompt is known by the beginning of its hash. */
    public static String version(String hash) {
        return hash.substring(0, Math.min(8, hash.length()));
    }

    /** What it costs and how sure that is. */
    public String cost() {
        return cost(call);
    }

    public static String cost(EngineCall call) {
        var cost = call.cost();
        if (cost != null) {
            return Phrase.money(cost) + (call.assumed() ? " assumed" : "");
        }
        if (call.open()) {
            return Phrase.money(call.reserved()) + " held";
        }
        return call.tokensIn() == null && !call.assumed() ? "nothing" : "no price";
    }
}
