import java.util.Objects;
import java.util.UUID;

final class NoteChange {
    public static void noteChange(UUID profileId, String what, String before, String after, Context context) {
        if (Objects.equals(before, after)) {
            return;
        }
        context.profileEvents()
                .insert(ProfileEvent.create(context)
                        .withProfileId(profileId)
                        .withWhat(what)
                        .withBefore(before)
                        .withAfter(after));
    }
}
