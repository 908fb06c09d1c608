final class AddColumn {
    public static BoardColumn addColumn(AddColumnInput input, Context context) {
        var owner = context.user().id();
        // Held to the end of the call, so that two new columns do not take the same place.
        var board = context.boards().find(input.boardId()).filter(each -> owner.equals(each.ownerId()));
        if (board.isEmpty()) {
            throw Problem.notFound("You have no such board.");
        }
        context.boards().lock(input.boardId());
        var columns = context.boardColumns().findByBoardId(input.boardId());
        if (columns.size() >= MOST) {
            throw Problem.conflict("A board has at most " + MOST + " columns.");
        }
        var last = columns.stream().mapToInt(BoardColumn::position).max().orElse(0);
        return context.boardColumns()
                .insert(BoardColumn.create(context)
                        .withOwnerId(owner)
                        .withBoardId(input.boardId())
                        .withName(input.name())
                        .withPosition(input.position() == null ? Math.min(last + 1, 1001) : input.position()));
    }

    private static final int MOST = 100;
}
