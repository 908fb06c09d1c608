package app;

import static app.TestApp.assertStatus;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.platform.http.Html;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String HOSTILE = "<script>alert('1')</script> & \"more\"";

    @Test
    void a_value_is_text_wherever_it_stands() {
        var safe = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;more&quot;";
        assertEquals("<p>" + safe + "</p>", Html.of("<p>{}</p>", HOSTILE).toString());
        assertEquals("<a title=\"" + safe + "\">", Html.of("<a title=\"{}\">", HOSTILE).toString());
    }

    @Test
    void parts_are_taken_as_they_are_and_nothing_is_nothing() {
        var items = List.of(Html.of("<li>{}</li>", 1), Html.of("<li>{}</li>", "a > b"));
        assertEquals("<ul><li>1</li><li>a &gt; b</li></ul>", Html.of("<ul>{}{}</ul>", items, null).toString());
    }

    @Test
    void an_address_runs_no_script() {
        for (var address : new String[] {"javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x"}) {
            assertEquals("<a href=\"#\">", Html.of("<a href=\"{}\">", address).toString());
        }
        for (var address : new String[] {"https://example.com/a:b", "/books/1?at=10:30", "books", "mailto:a@b.example"}) {
            assertEquals("<a href='" + address + "'>", Html.of("<a href='{}'>", address).toString());
        }
        assertEquals("<a href=\"/q?text=a:b\">", Html.of("<a href=\"/q?text={}\">", "a:b").toString());
    }

    @Test
    void a_template_with_a_value_that_would_be_code_is_refused() {
        for (var template : new String[] {
            "<p {}>", "<a href={}>", "<script>{}</script>", "<style>{}</style>", "<!-- {} -->", "<a onclick=\"{}\">",
            "<p style=\"{}\">", "{}{}", "none"
        }) {
            assertThrows(IllegalArgumentException.class, () -> Html.of(template, "x"), template);
        }
    }

    @Test
    void text_goes_on_after_quotes_comments_and_code() {
        var template = "<!-- it's --><style>p > a { top: 0 }</style><p title='a > b'>it's {}</p>";
        assertTrue(Html.of(template, "so").toString().endsWith("<p title='a > b'>it's so</p>"));
    }

    @Test
    void browsers_get_a_refusal_as_a_page_and_programs_as_a_problem() {
        try (var app = TestApp.start()) {
            var page = app.call(TestApp.NOBODY, "GET", "/no-such-page", null, "Accept", "text/html,*/*;q=0.8");
            assertStatus(404, page);
            assertTrue(page.header("Content-Type").startsWith("text/html"), page.header("Content-Type"));
            assertTrue(page.text().startsWith("<!DOCTYPE html>"), page.text());
            assertFalse(page.header("Content-Security-Policy").contains("unsafe"), page.text());
            TestApp.assertProblem(404, app.get(TestApp.NOBODY, "/no-such-page"));
        }
    }

    @Test
    void the_style_is_served() {
        try (var app = TestApp.start()) {
            var style = app.get(TestApp.NOBODY, "/assets/app.css");
            assertStatus(200, style);
            assertTrue(style.header("Content-Type").startsWith("text/css"), style.header("Content-Type"));
        }
    }
}
