import java.net.URI;

final class FollowLink {
    public static URI followLink(FollowLinkInput input, Context context) {
        return context.links().findByCode(input.code()).stream()
                .findFirst()
                .map(link -> URI.create(link.url()))
                .orElseThrow(() -> Problem.notFound("No link has the code " + input.code() + "."));
    }
}
