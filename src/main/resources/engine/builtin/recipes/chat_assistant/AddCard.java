final class AddCard {
    public static Card addCard(AddCardInput input, Context context) {
        var owner = context.user().id();
        context.boardColumns()
                .find(input.boardColumnId())
                .filter(column -> owner.equals(column.ownerId()))
                .orElseThrow(() -> Problem.notFound("You have no such column."));
        return context.cards()
                .insert(Card.create(context)
                        .withOwnerId(owner)
                        .withBoardColumnId(input.boardColumnId())
                        .withTitle(input.title())
                        .withText(input.text()));
    }
}
