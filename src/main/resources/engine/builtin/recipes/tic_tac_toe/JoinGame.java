final class JoinGame {
    public static Seat joinGame(JoinGameInput input, Context context) {
        var game = context.games().lock(input.id());
        if (game.state() != GameState.WAITING) {
            throw Problem.conflict("The game has two players.");
        }
        var key = NewPlayerKey.newPlayerKey(context);
        var joined = context.games().update(
                game.withState(GameState.PLAYING).withOKey(HashOfKey.hashOfKey(key, context)));
        return new Seat(Mark.O, key, ViewOfGame.viewOfGame(joined, context));
    }
}
