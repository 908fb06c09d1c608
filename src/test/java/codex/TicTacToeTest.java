package codex;

import static org.assertj.core.api.Assertions.assertThat;

import codex.engine.llm.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A game of two players, from its description to a game that is played: four particular routes that share two functions.
 * The model's replies are recorded, everything else is real.
 */
@Tag("slow")
class TicTacToeTest {
    private static final String DESCRIPTION =
            "A game of tic-tac-toe for two players, played through an API. A player starts a game and gets a code that a"
                    + " second player joins with; each gets a secret word to move with. Moves are refused out of turn, on"
                    + " a taken field and once the game is over. Anyone can read a game: the board, whose turn it is and"
                    + " who has won.";

    @TempDir
    private Path folder;

    @Test
    void a_described_game_is_developed_and_can_be_played_to_its_end() throws Exception {
        var replies = RecordedReplies.read("tic-tac-toe");
        try (var model = new ScriptedModel().otherwise(replies::to);
                var program = new Program(
                        folder.resolve("home"), Map.of("OPENAI_BASE_URL", model.url(), "OPENAI_API_KEY", "none"))) {
            var app = program.described("Tic-tac-toe", DESCRIPTION);
            var developed = program.verified(Program.version(app, program.draft(app)));
            assertThat(model.requests()).hasSize(replies.size());
            var zip = Files.write(
                    folder.resolve("game.zip"),
                    program.call("GET", developed + "/zip").body());
            var taken = TakenApp.unpacked(zip, folder.resolve("taken"));
            taken.verify();
            try (var running = taken.start()) {
                play(running);
            }
        }
    }

    private static void play(TakenApp.Running game) throws IOException, InterruptedException {
        var first = game.answered(201, "POST", "/games", "", "");
        var path = "/games/" + first.path("code").asText();
        assertThat(game.answered(200, "GET", path, "", "").path("board").asText())
                .isEqualTo("---------");
        var second = game.answered(201, "POST", path + "/players", "", "");
        assertThat(second.path("mark").asText()).isEqualTo("O");
        game.answered(409, "POST", path + "/players", "", "");
        var x = first.path("secret").asText();
        var o = second.path("secret").asText();
        game.answered(409, "POST", path + "/moves", "", move(o, 1));
        game.answered(401, "POST", path + "/moves", "", move("guessed", 1));
        game.answered(200, "POST", path + "/moves", "", move(x, 1));
        game.answered(409, "POST", path + "/moves", "", move(o, 1));
        game.answered(200, "POST", path + "/moves", "", move(o, 4));
        game.answered(200, "POST", path + "/moves", "", move(x, 2));
        game.answered(200, "POST", path + "/moves", "", move(o, 5));
        var won = game.answered(200, "POST", path + "/moves", "", move(x, 3));
        assertThat(won.path("board").asText()).isEqualTo("XXXOO----");
        assertThat(won.path("winner").asText()).isEqualTo("X");
        game.answered(409, "POST", path + "/moves", "", move(o, 6));
        game.answered(404, "GET", "/games/nothing", "", "");
    }

    private static String move(String secret, int field) {
        return "{\"secret\": \"%s\", \"field\": %d}".formatted(secret, field);
    }
}
