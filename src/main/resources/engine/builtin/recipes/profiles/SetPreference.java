final class SetPreference {
    public static Preference setPreference(SetPreferenceInput input, Context context) {
        // Held to the end of the call: two who set the same preference come one after the other.
        var profile = context.profiles().lock(input.id());
        var known = context.preferences().findByProfileId(profile.id()).stream()
                .filter(preference -> preference.name().equals(input.name()))
                .findFirst();
        var before = known.map(Preference::value).orElse(null);
        NoteChange.noteChange(profile.id(), "preference " + input.name(), before, input.value(), context);
        if (known.isPresent()) {
            return context.preferences().update(known.get().withValue(input.value()));
        }
        return context.preferences()
                .insert(Preference.create(context)
                        .withProfileId(profile.id())
                        .withName(input.name())
                        .withValue(input.value()));
    }
}
