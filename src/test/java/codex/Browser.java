package codex;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.MoveTargetOutOfBoundsException;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real Chromium without a window, for what only a browser shows: swaps, focus, both colour schemes, a silent console.
 * Every act waits until it can be done and looks its element up again when a swap took it away meanwhile.
 */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final String base;
    private final ChromeDriver driver;

    private Browser(String base, ChromeDriver driver) {
        this.base = base;
        this.driver = driver;
    }

    /** Starts it, or skips the test with a sentence where there is none and none is demanded. */
    static Browser at(String base, Path downloads) {
        return at(base, Map.of("download.default_directory", downloads.toString()));
    }

    /** The same with scripts switched off, as some people have it (H1). */
    static Browser withoutScripts(String base) {
        return at(base, Map.of("profile.managed_default_content_settings.javascript", 2));
    }

    private static Browser at(String base, Map<String, Object> preferences) {
        Assumptions.assumeTrue(
                present() || System.getenv("CODEX_REQUIRE_BROWSER") != null,
                "browser tests are skipped: they need the packages chromium and chromium-driver");
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(base, new ChromeDriver(service, options(preferences)));
    }

    private static boolean present() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    /** Opens a path of the server, or any address; waits until the page is there. */
    void open(String address) {
        driver.get(address.startsWith("/") ? base + address : address);
    }

    void reload() {
        driver.navigate().refresh();
    }

    boolean shows(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    /** The words of the first element that matches, as a person sees them. */
    String text(String css) {
        return with(css, PATIENCE, WebElement::getText);
    }

    String attribute(String css, String name) {
        return with(css, PATIENCE, element -> element.getDomAttribute(name));
    }

    /** The elements' words, in the order of the page. */
    List<String> texts(String css) {
        return until(
                PATIENCE,
                "the words of " + css,
                () -> driver.findElements(By.cssSelector(css)).stream()
                        .map(WebElement::getText)
                        .toList());
    }

    /** Replaces what stands in a field. */
    void type(String css, String text) {
        with(css, PATIENCE, field -> {
            field.clear();
            field.sendKeys(text);
            return field;
        });
    }

    void submit(String css) {
        with(css, PATIENCE, field -> {
            field.sendKeys(Keys.ENTER);
            return field;
        });
    }

    void choose(String css, String option) {
        with(css, PATIENCE, field -> {
            new Select(field).selectByVisibleText(option);
            return field;
        });
    }

    void press(String css) {
        with(css, PATIENCE, element -> {
            element.click();
            return element;
        });
    }

    /** Presses keys where the focus is, as someone without a mouse does. */
    void keys(CharSequence... keys) {
        var ignored = until(PATIENCE, "the focus", () -> {
            driver.switchTo().activeElement().sendKeys(keys);
            return this;
        });
    }

    /** Goes on with the Tab key to what matches. */
    void tabTo(String css) {
        for (int step = 0; step < 400; step++) {
            if (focused(css)) {
                return;
            }
            keys(Keys.TAB);
        }
        throw new AssertionError("the Tab key does not lead to " + css);
    }

    /** Waits until the focus is on what matches. */
    void awaitFocus(String css) {
        var ignored = until(PATIENCE, "the focus on " + css, () -> focused(css) ? css : null);
    }

    private boolean focused(String css) {
        return Boolean.TRUE.equals(driver.executeScript("return document.activeElement.matches(arguments[0])", css));
    }

    /** Waits until the page says this somewhere. */
    void expect(String text) {
        expect(text, PATIENCE);
    }

    void expect(String text, Duration patience) {
        var ignored = until(
                patience, "\"" + text + "\" on " + driver.getCurrentUrl(), () -> words().contains(text) ? text : null);
    }

    /** Waits until an element is there. */
    void await(String css) {
        await(css, PATIENCE);
    }

    void await(String css, Duration patience) {
        var ignored = with(css, patience, element -> element);
    }

    /** Waits until a download is there as a whole. */
    void awaitFile(Path file) {
        var ignored = until(PATIENCE, file + " is downloaded", () -> Files.exists(file) ? file : null);
    }

    String words() {
        return until(
                PATIENCE, "words", () -> driver.findElement(By.tagName("body")).getText());
    }

    String title() {
        return driver.getTitle();
    }

    String source() {
        return driver.getPageSource();
    }

    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    Object script(String script) {
        return driver.executeScript(script);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** The width that pages see, also below the 500 pixels that a window has at least. */
    void width(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The path that the first such link of a page leads to. */
    String link(String page, String css) {
        open(page);
        return attribute(css, "href");
    }

    /** What would keep somebody out of a page, in both schemes, with its place; and what does not fit a phone. */
    List<String> barriers() {
        var page = path();
        var found = new ArrayList<String>();
        for (var scheme : List.of("light", "dark")) {
            scheme(scheme);
            new AxeBuilder()
                    .withTags(WCAG)
                    .analyze(driver)
                    .getViolations()
                    .forEach(rule -> rule.getNodes()
                            .forEach(node -> found.add("%s, %s: %s %s %s"
                                    .formatted(
                                            page, scheme, rule.getId(), node.getTarget(), node.getFailureSummary()))));
        }
        width(380, 800);
        if (!Boolean.TRUE.equals(script("return document.documentElement.scrollWidth <= window.innerWidth"))) {
            found.add(page + " is wider than a phone");
        }
        width(1280, 1000);
        return found;
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** What the browser complained of so far: blocked styles and scripts, failed requests, errors (S23). */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    private <T> T with(String css, Duration patience, Function<WebElement, T> act) {
        return until(
                patience,
                css + " on " + driver.getCurrentUrl(),
                () -> act.apply(driver.findElement(By.cssSelector(css))));
    }

    private <T> T until(Duration patience, String what, Supplier<T> act) {
        return new WebDriverWait(driver, patience)
                .ignoreAll(List.of(
                        NoSuchElementException.class,
                        StaleElementReferenceException.class,
                        ElementClickInterceptedException.class,
                        MoveTargetOutOfBoundsException.class,
                        org.openqa.selenium.ElementNotInteractableException.class,
                        org.openqa.selenium.InvalidElementStateException.class))
                .withMessage(() -> what + "; the page says:\n"
                        + driver.findElement(By.tagName("body")).getText())
                .until(any -> actOnThisPage(act));
    }

    // A page that leaves under an act is looked at again, as one whose element was swapped.
    private static <T> @Nullable T actOnThisPage(Supplier<T> act) {
        try {
            return act.get();
        } catch (WebDriverException failed) {
            if (String.valueOf(failed.getRawMessage()).contains("aborted by navigation")) {
                return null;
            }
            throw failed;
        }
    }

    private static ChromeOptions options(Map<String, Object> preferences) {
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost",
                "--window-size=1280,1000");
        options.setExperimentalOption("prefs", preferences);
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }
}
