import java.util.Base64;

final class NewPlayerKey {
    public static String newPlayerKey(Context context) {
        var bytes = new byte[24];
        context.random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
