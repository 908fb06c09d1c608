import java.util.List;

final class ViewOfGame {
    public static GameView viewOfGame(Game game, Context context) {
        var board = game.board();
        return new GameView(
                game.id(),
                List.of(board.substring(0, 3), board.substring(3, 6), board.substring(6)),
                game.state(),
                game.state() == GameState.PLAYING ? game.turn() : null,
                game.winner());
    }
}
