package codex.engine.llm;

import static codex.engine.llm.RawEndpoint.write;
import static codex.engine.llm.Trial.failed;
import static codex.engine.llm.Trial.given;
import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.Answer;
import codex.engine.CallOutcome;
import codex.engine.llm.RawEndpoint.Turn;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RELIABILITY.md, 2.3: endpoints that stream though nobody asked them to. Each test names the fault. */
class StreamFaultsTest {
    private static final String USAGE =
            "data: {\"choices\": [], \"usage\": {\"prompt_tokens\": 100, \"completion_tokens\": 20}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private RawEndpoint endpoint;
    private Trial trial;

    @BeforeEach
    void start() throws IOException {
        endpoint = new RawEndpoint();
        trial = new Trial(endpoint.url());
    }

    @AfterEach
    void stop() throws IOException {
        endpoint.close();
    }

    @Test
    void an_answer_in_pieces_is_put_together() {
        endpoint.turn(events(": alive\n\n" + pieces(Trial.GOOD) + end("stop") + USAGE + DONE));
        assertThat(given(trial.ask()).questions().getFirst().text()).isEqualTo("Who may join?");
        var call = trial.calls().getFirst();
        assertThat(call.tokensIn()).isEqualTo(100);
        assertThat(call.answeredBy()).isEqualTo("streaming");
        assertThat(trial.assumed()).isZero();
    }

    /** F56: all of the answer had come, but nobody said so. */
    @Test
    void a_stream_that_is_cut_is_never_an_answer() {
        endpoint.times(4, events(pieces(Trial.GOOD) + end("stop"))).times(4, events(pieces(Trial.GOOD)));
        fails(CallOutcome.BROKEN, "broke off before its end");
    }

    /** F57. */
    @Test
    void an_error_among_the_pieces_is_told() {
        endpoint.times(
                8,
                events(pieces(Trial.GOOD) + "data: {\"error\": {\"message\": \"the engine ran hot\"}}\n\n" + end("stop")
                        + DONE));
        fails(CallOutcome.DOWN, "the engine ran hot");
    }

    /** F58: with a name, and in words as well as in JSON. */
    @Test
    void an_event_that_is_called_an_error_is_told() {
        endpoint.times(4, events(pieces("{") + "event: error\ndata: {\"message\": \"the engine ran hot\"}\n\n"))
                .times(4, events("event: error\r\ndata: the engine ran hot\r\n\r\n" + DONE));
        fails(CallOutcome.DOWN, "the engine ran hot");
    }

    private void fails(CallOutcome outcome, String why) {
        var first = failed(trial.ask());
        assertThat(first.outcome()).isEqualTo(outcome);
        assertThat(first.why()).contains(why);
        assertThat(first.after()).isNotNull();
        assertThat(trial.calls()).hasSize(4);
        var last = failed(trial.askUntilFinal());
        assertThat(last.outcome()).isEqualTo(outcome);
        assertThat(last.why()).contains(why);
        assertThat(trial.calls()).hasSize(8).allMatch(call -> call.outcome().equals(outcome.word()));
        assertThat(trial.assumed()).as("calls that may have been billed").isEqualTo(8);
        assertThat(trial.cost()).isPositive();
    }

    /** F59. */
    @Test
    void without_a_count_of_tokens_the_cost_is_assumed() {
        endpoint.turn(events(pieces(Trial.GOOD) + end("stop") + DONE));
        given(trial.ask());
        assertThat(trial.calls()).hasSize(1);
        assertThat(trial.assumed()).isEqualTo(1);
        assertThat(trial.cost()).isPositive();
    }

    /** F60: byte by byte, in pieces of the protocol that end within letters. */
    @Test
    void letters_of_several_bytes_survive_however_they_are_cut() {
        var text = Trial.GOOD.replace("Who may join?", "Wer darf – ohne 🎫 – überall hinein?");
        var stream = pieces(text) + end("stop") + DONE;
        endpoint.turn(socket -> {
            write(socket, head("Transfer-Encoding: chunked\r\n"));
            for (var each : stream.getBytes(StandardCharsets.UTF_8)) {
                chunk(socket, new byte[] {each});
            }
            write(socket, "0\r\n\r\n");
        });
        assertThat(given(trial.ask()).questions().getFirst().text()).isEqualTo("Wer darf – ohne 🎫 – überall hinein?");
        assertThat(trial.calls()).hasSize(1);
    }

    /** F61. */
    @Test
    void signs_of_life_do_not_move_the_deadline() throws InterruptedException {
        trial = new Trial(endpoint.url(), Duration.ofMillis(600));
        endpoint.times(2, socket -> {
            write(socket, head("Transfer-Encoding: chunked\r\n"));
            for (var i = 0; i < 30; i++) {
                chunk(socket, ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8));
                Thread.sleep(100);
            }
        });
        var failed = failed(trial.ask());
        assertThat(failed.outcome()).isEqualTo(CallOutcome.TIMED_OUT);
        assertThat(failed.after()).isNull();
        assertThat(trial.calls()).hasSize(2).allMatch(call -> call.outcome().equals("TimedOut"));
        assertThat(trial.assumed()).isEqualTo(2);
    }

    /** C7: in pieces as in one, only "stop" is an answer; what refuses is no answer either. */
    @Test
    void the_end_of_a_stream_means_what_the_end_of_an_answer_means() {
        endpoint.turn(events(pieces(Trial.GOOD) + end("content_filter") + DONE));
        assertThat(failed(trial.ask()).outcome()).isEqualTo(CallOutcome.REFUSED);
        endpoint.turn(
                events("data: {\"choices\": [{\"delta\": {\"refusal\": \"I will not.\"}}]}\n\n" + end("stop") + DONE));
        Answer<?> refused = trial.nextJob().ask();
        assertThat(failed(refused).outcome()).isEqualTo(CallOutcome.REFUSED);
        assertThat(failed(refused).why()).contains("I will not.");
    }

    private static Turn events(String stream) {
        return socket -> write(socket, head("") + stream);
    }

    private static String head(String headers) {
        return "HTTP/1.1 200 Scripted\r\nContent-Type: text/event-stream\r\n%sConnection: close\r\n\r\n"
                .formatted(headers);
    }

    private static void chunk(Socket socket, byte[] bytes) throws IOException {
        var out = socket.getOutputStream();
        out.write("%x\r\n".formatted(bytes.length).getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    // A few code points a piece, as tokens come.
    private static String pieces(String text) {
        var points = text.codePoints().toArray();
        List<String> pieces = new ArrayList<>();
        for (var from = 0; from < points.length; from += 7) {
            var part = Arrays.copyOfRange(points, from, Math.min(points.length, from + 7));
            var piece = new ObjectMapper().createObjectNode().put("model", "streaming");
            piece.putArray("choices").addObject().putObject("delta").put("content", new String(part, 0, part.length));
            pieces.add("data: " + piece + "\n\n");
        }
        return String.join("", pieces);
    }

    private static String end(String reason) {
        return "data: {\"choices\": [{\"delta\": {}, \"finish_reason\": \"%s\"}]}\n\n".formatted(reason);
    }
}
