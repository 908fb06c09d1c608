package codex.verify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request to make and what may come back. {@code {{name}}} in path, header, body, {@code present} and {@code absent}
 * stands for a value that an earlier call saved, <code>{{x*200}}</code> for a letter so many times.
 *
 * @param weakness what the call attacks; null where it is no attack
 * @param actor who calls, as {@link People} names them
 * @param accepted statuses that are right; the first is the expected one
 * @param save the name under which {@code pointer}'s value of the answer's JSON is kept; null keeps nothing
 * @param pointer into the answer's JSON; without a slash at its beginning the name of a header, of a
 *     cookie behind {@link #COOKIE}, or {@link #BODY}, {@link #MEMBERS}, {@link #ID}
 * @param present what must all be in the answer's body
 * @param absent what may not be in the answer's body; empty for nothing
 * @param times how often it is made at once; more than once, exactly one answer has the expected status
 */
record Call(
        Rung rung,
        @Nullable Weakness weakness,
        @Nullable String routeId,
        String actor,
        String what,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        List<Integer> accepted,
        @Nullable String save,
        String pointer,
        List<String> present,
        String absent,
        int times) {
    /** In place of a pointer: all of the answer's body. */
    static final String BODY = "body";

    /** In place of a pointer: each plain member of the answer's JSON, as the saved name, _ and its own. */
    static final String MEMBERS = "members";

    /** In place of a pointer: the id that the answer's JSON has, or that its Location ends in. */
    static final String ID = "id";

    /** Before the name of a cookie that the answer sets. */
    static final String COOKIE = "cookie:";

    Call {
        headers = Map.copyOf(headers);
        accepted = List.copyOf(accepted);
        present = List.copyOf(present);
    }

    static Call of(
            Rung rung, @Nullable String routeId, String actor, String what, Request request, List<Integer> accepted) {
        var headers = new TreeMap<>(request.headers());
        headers.putAll(People.headers(actor));
        return new Call(
                rung,
                null,
                routeId,
                actor,
                what,
                request.method(),
                request.path(),
                headers,
                request.body(),
                accepted,
                null,
                "",
                List.of(),
                "",
                1);
    }

    static Call attack(
            Weakness weakness,
            @Nullable String routeId,
            String actor,
            String what,
            Request request,
            List<Integer> accepted) {
        return of(Rung.ATTACKS, routeId, actor, what, request, accepted).with(weakness, null, "", List.of(), "", 1);
    }

    /** The same where there may be nothing at the address: whoever looks for it first refuses nothing else. */
    Call orNotFound() {
        var statuses =
                Stream.concat(accepted.stream(), Stream.of(404)).distinct().toList();
        return new Call(
                rung, weakness, routeId, actor, what, method, path, headers, body, statuses, save, pointer, present,
                absent, times);
    }

    Call saying(String other) {
        return new Call(
                rung, weakness, routeId, actor, what, method, path, headers, other, accepted, save, pointer, present,
                absent, times);
    }

    Call saving(String name, String at) {
        return with(weakness, name, at, present, absent, times);
    }

    Call having(List<String> texts) {
        return with(weakness, save, pointer, texts, absent, times);
    }

    Call lacking(String text) {
        return with(weakness, save, pointer, present, text, times);
    }

    Call atOnce(int many) {
        return with(weakness, save, pointer, present, absent, many);
    }

    private Call with(
            @Nullable Weakness attacked, @Nullable String name, String at, List<String> texts, String text, int many) {
        return new Call(
                rung, attacked, routeId, actor, what, method, path, headers, body, accepted, name, at, texts, text,
                many);
    }
}
