package codex.web;

import static org.assertj.core.api.Assertions.assertThat;

import codex.queue.JobEvents;
import codex.queue.PostgresQueue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only a browser shows, on one short way: describe, order the draft, watch it, stop it. */
@org.junit.jupiter.api.Tag("slow")
class JourneyTest {
    /** S23, G1, G2, G11, K14 */
    @Test
    void a_person_describes_an_application_watches_the_work_and_stops_it() {
        try (var site = new Site();
                var browser = Browser.of(site)) {
            browser.hold(site.cookie(site.given.account("rosa@example.org")));
            browser.open("/applications");
            browser.expect("No application yet.");
            browser.type("#description", "Members can borrow a tool for up to seven days.");
            browser.expect("47 of 20,480 bytes");
            browser.press("aside button");
            browser.expect("Your words");
            browser.press("form[action$='/draft'] button");
            browser.expect("In the queue");
            var job = Long.parseLong(
                    browser.find("#progress").getDomAttribute("hx-get").replaceAll("\\D", ""));
            site.jdbi()
                    .useExtension(JobEvents.class, events -> events.append(job, "say", "info", "Reading sentence 1"));
            browser.expect("Reading sentence 1");
            new PostgresQueue(site.jdbi())
                    .cancel(site.given.account("rosa@example.org").id(), job);
            browser.expect("Stopped. The steps that were done are kept.");
            assertThat(browser.find("#progress").getDomAttribute("hx-get")).isNull();
            for (var scheme : List.of("light", "dark")) {
                browser.scheme(scheme);
                browser.width(380, 800);
                browser.open("/applications");
                assertThat(browser.script("return document.documentElement.scrollWidth <= window.innerWidth"))
                        .as("no sideways scrolling, K7")
                        .isEqualTo(true);
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
