package codex.specification;

/**
 * What a request carries.
 *
 * @param mediaType such as {@code application/json}, {@code multipart/form-data}, {@code text/csv}
 * @param type as {@link TypeName} writes it; for forms the parameters of place {@code FORM} say it, and this is empty
 */
public record Body(String mediaType, String type) {
    /** What browsers send of a form without files. */
    public static final String FORM = "application/x-www-form-urlencoded";

    public static Body json(String type) {
        return new Body("application/json", type);
    }
}
