import java.util.Comparator;
import java.util.List;

final class ReadHistory {
    public static List<ProfileEvent> readHistory(ReadHistoryInput input, Context context) {
        var profile = context.profiles().get(input.id());
        return context.profileEvents().findByProfileId(profile.id()).stream()
                .sorted(Comparator.comparing(ProfileEvent::createdAt).reversed().thenComparing(ProfileEvent::id))
                .limit(500)
                .toList();
    }
}
