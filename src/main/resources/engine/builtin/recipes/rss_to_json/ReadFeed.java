import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;

final class ReadFeed {
    public static NewsFeed readFeed(ReadFeedInput input, Context context) {
        var fetched = context.outbound().get("url", input.url(), FEEDS);
        var feed = parsed(fetched);
        return new NewsFeed(
                fetched.address().toString(),
                feed.getFeedType(),
                text(feed.getTitle()),
                text(feed.getLink()),
                text(feed.getDescription()),
                text(feed.getLanguage()),
                instant(feed.getPublishedDate()),
                feed.getEntries().stream().limit(MOST_ITEMS).map(ReadFeed::item).toList());
    }

    private static final int MOST_ITEMS = 200;
    private static final List<String> FEEDS = List.of(
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
            "application/xml",
            "text/xml");

    private static SyndFeed parsed(Fetched fetched) {
        var type = fetched.charset().isEmpty()
                ? fetched.mediaType()
                : fetched.mediaType() + "; charset=" + fetched.charset();
        var reading = new SyndFeedInput();
        // A document type could name files of this machine, or entities that grow without end (CWE-611, CWE-776).
        reading.setAllowDoctypes(false);
        try (var in = new XmlReader(new ByteArrayInputStream(fetched.bytes()), type, true)) {
            return reading.build(in);
        } catch (FeedException | IOException | IllegalArgumentException none) {
            throw new Problem(502, "What is at the address is no RSS or Atom feed.", List.of());
        }
    }

    private static NewsItem item(SyndEntry entry) {
        return new NewsItem(
                text(entry.getUri()),
                text(entry.getTitle()),
                text(entry.getLink()),
                text(entry.getAuthor()),
                instant(entry.getPublishedDate()),
                instant(entry.getUpdatedDate()),
                summary(entry),
                entry.getCategories().stream().map(SyndCategory::getName).toList(),
                entry.getEnclosures().stream().map(SyndEnclosure::getUrl).toList());
    }

    private static String summary(SyndEntry entry) {
        if (entry.getDescription() != null && text(entry.getDescription().getValue()) != null) {
            return text(entry.getDescription().getValue());
        }
        return entry.getContents().stream()
                .map(SyndContent::getValue)
                .map(ReadFeed::text)
                .findFirst()
                .orElse(null);
    }

    private static String text(String written) {
        return written == null || written.isBlank() ? null : written.strip();
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
