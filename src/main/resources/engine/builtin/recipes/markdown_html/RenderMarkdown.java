import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

final class RenderMarkdown {
    public static String renderMarkdown(RenderMarkdownInput input, Context context) {
        var document = Parser.builder().maxOpenBlockParsers(DEEPEST).build().parse(input.markdown());
        return HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build().render(document);
    }

    // Rendering goes down block by block: quotes within quotes without end would overflow the stack.
    private static final int DEEPEST = 50;
}
