final class ReadGame {
    public static GameView readGame(ReadGameInput input, Context context) {
        return ViewOfGame.viewOfGame(context.games().get(input.id()), context);
    }
}
