final class MakeMove {
    public static GameView makeMove(MakeMoveInput input, Context context) {
        var game = context.games().lock(input.id());
        var mark = markOf(HashOfKey.hashOfKey(input.xPlayerKey(), context), game);
        var square = (input.row() - 1) * 3 + input.column() - 1;
        checkMayMove(game, mark, square);
        var board = new StringBuilder(game.board());
        board.setCharAt(square, letter(mark));
        var moved = game.withBoard(board.toString());
        if (hasLine(moved.board(), letter(mark))) {
            moved = moved.withState(GameState.WON).withWinner(mark);
        } else if (moved.board().indexOf('.') < 0) {
            moved = moved.withState(GameState.DRAWN);
        } else {
            moved = moved.withTurn(mark == Mark.X ? Mark.O : Mark.X);
        }
        return ViewOfGame.viewOfGame(context.games().update(moved), context);
    }

    private static final int[][] LINES = {
        {0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8}, {0, 4, 8}, {2, 4, 6}
    };

    private static Mark markOf(String hash, Game game) {
        if (hash.equals(game.xKey())) {
            return Mark.X;
        }
        if (hash.equals(game.oKey())) {
            return Mark.O;
        }
        throw Problem.forbidden("The key is not one of this game.");
    }

    private static void checkMayMove(Game game, Mark mark, int square) {
        switch (game.state()) {
            case WAITING -> throw Problem.conflict("The game waits for a second player.");
            case WON, DRAWN -> throw Problem.conflict("The game is over.");
            case PLAYING -> {
                if (game.turn() != mark) {
                    throw Problem.conflict("It is the other player's turn.");
                }
                if (game.board().charAt(square) != '.') {
                    throw Problem.conflict("The square is taken.");
                }
            }
        }
    }

    private static char letter(Mark mark) {
        return mark == Mark.X ? 'x' : 'o';
    }

    private static boolean hasLine(String board, char letter) {
        for (var line : LINES) {
            if (board.charAt(line[0]) == letter && board.charAt(line[1]) == letter && board.charAt(line[2]) == letter) {
                return true;
            }
        }
        return false;
    }
}
