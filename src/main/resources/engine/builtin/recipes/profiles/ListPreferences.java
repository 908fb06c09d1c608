import java.util.Comparator;
import java.util.List;

final class ListPreferences {
    public static List<Preference> listPreferences(ListPreferencesInput input, Context context) {
        var profile = context.profiles().get(input.id());
        return context.preferences().findByProfileId(profile.id()).stream()
                .sorted(Comparator.comparing(Preference::name))
                .toList();
    }
}
