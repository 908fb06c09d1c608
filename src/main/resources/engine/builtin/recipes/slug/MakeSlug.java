import java.text.Normalizer;
import java.util.Locale;

final class MakeSlug {
    public static Slug makeSlug(MakeSlugInput input, Context context) {
        var plain = Normalizer.normalize(spelled(input.text()), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        var slug = plain.replace("'", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.isEmpty()) {
            throw Problem.badRequest("text", "must have a letter a-z or a digit");
        }
        return new Slug(cut(slug, input.maxLength() == null ? 80 : input.maxLength()));
    }

    // Letters that Unicode does not decompose.
    private static String spelled(String text) {
        return text.replace("ß", "ss")
                .replace("æ", "ae")
                .replace("Æ", "Ae")
                .replace("œ", "oe")
                .replace("Œ", "Oe")
                .replace("ø", "o")
                .replace("Ø", "O")
                .replace("ł", "l")
                .replace("Ł", "L")
                .replace("đ", "d")
                .replace("Đ", "D");
    }

    private static String cut(String slug, int longest) {
        if (slug.length() <= longest) {
            return slug;
        }
        var cut = slug.substring(0, longest);
        var word = slug.charAt(longest) == '-' ? longest : cut.lastIndexOf('-');
        return word > 0 ? cut.substring(0, word) : cut;
    }
}
