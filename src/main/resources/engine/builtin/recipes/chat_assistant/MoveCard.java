final class MoveCard {
    public static Card moveCard(MoveCardInput input, Context context) {
        var owner = context.user().id();
        var card = context.cards()
                .find(input.id())
                .filter(each -> owner.equals(each.ownerId()))
                .orElseThrow(() -> Problem.notFound("You have no such card."));
        context.boardColumns()
                .find(input.boardColumnId())
                .filter(column -> owner.equals(column.ownerId()))
                .orElseThrow(() -> Problem.notFound("You have no such column."));
        return context.cards().update(card.withBoardColumnId(input.boardColumnId()));
    }
}
