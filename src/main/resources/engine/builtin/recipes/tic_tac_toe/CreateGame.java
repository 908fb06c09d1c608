final class CreateGame {
    public static Seat createGame(CreateGameInput input, Context context) {
        var key = NewPlayerKey.newPlayerKey(context);
        var game = context.games().insert(Game.create(context)
                .withBoard(".........")
                .withState(GameState.WAITING)
                .withTurn(Mark.X)
                .withXKey(HashOfKey.hashOfKey(key, context)));
        return new Seat(Mark.X, key, ViewOfGame.viewOfGame(game, context));
    }
}
