package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SECURITY.md, S27. */
class CallTextTest {
    @Test
    void a_request_is_read_as_messages_in_either_form() {
        var noted = CallText.messages("[{\"system\":\"a\"},{\"user\":\"b\"},{\"assistant\":\"c\"}]");
        var sent = CallText.messages("""
                {"model": "m", "messages": [{"role": "system", "content": "a"}, {"role": "user", "content": "b"},
                    {"role": "assistant", "content": "c"}]}
                """);
        assertThat(noted).extracting(CallText.Message::role).containsExactly("system", "user", "assistant");
        assertThat(sent).isEqualTo(noted);
        assertThat(CallText.messages("[{\"user\":\"cut of")).isEmpty();
        assertThat(CallText.messages("7")).isEmpty();
    }

    @Test
    void json_gets_a_line_for_each_member_and_stays_what_was_received() {
        assertThat(CallText.pretty(" {\"a\":1.0e5,\"a\":[ ],\"b\\\"\":[{\"c\":\"\\ud800, {x}\"},null]}"))
                .isEqualTo("""
                        {
                          "a": 1.0e5,
                          "a": [],
                          "b\\"": [
                            {
                              "c": "\\ud800, {x}"
                            },
                            null
                          ]
                        }""");
        for (var other : new String[] {"", "no json", "{\"a\":", "{} {}", "7", "[".repeat(60) + "]".repeat(60)}) {
            assertThat(CallText.pretty(other)).isEqualTo(other);
        }
    }

    @Test
    void json_that_was_made_to_grow_is_not_laid_out() {
        var deep = "[".repeat(49) + "1,".repeat(20_000) + "1" + "]".repeat(49);
        assertThat(CallText.pretty(deep)).isEqualTo(deep);
    }

    @Test
    void what_cannot_be_seen_is_written_out() {
        assertThat(CallText.legible("a\u0000\u001b\u200b\u202e\u2028\u2029\ufeff\ud800z\n\t"))
                .isEqualTo("a\\u0000\\u001b\\u200b\\u202e\\u2028\\u2029\\ufeff\\ud800z\n\t");
        var fine = "Grüße, 漢字, שלום, 👩\u200d👩\u200d👧, é";
        assertThat(CallText.legible(fine)).isEqualTo(fine);
    }
}
