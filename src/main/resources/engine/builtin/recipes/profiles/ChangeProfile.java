final class ChangeProfile {
    public static Profile changeProfile(ChangeProfileInput input, Context context) {
        var before = context.profiles().lock(input.id());
        var after = before.withName(given(input.name(), before.name()))
                .withEmail(given(input.email(), before.email()))
                .withPhone(given(input.phone(), before.phone()))
                .withAddress(given(input.address(), before.address()));
        NoteChange.noteChange(before.id(), "name", before.name(), after.name(), context);
        NoteChange.noteChange(before.id(), "email", before.email(), after.email(), context);
        NoteChange.noteChange(before.id(), "phone", before.phone(), after.phone(), context);
        NoteChange.noteChange(before.id(), "address", before.address(), after.address(), context);
        return context.profiles().update(after);
    }

    private static String given(String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
