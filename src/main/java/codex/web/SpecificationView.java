package codex.web;

import codex.application.InterviewQuestion;
import codex.specification.Check;
import codex.specification.Checks;
import codex.specification.Document;
import codex.specification.ElementKind;
import codex.specification.Elements;
import codex.specification.Module;
import codex.specification.Route;
import codex.specification.RouteAccess;
import codex.specification.Rule;
import codex.specification.Source;
import codex.specification.Specification;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One version of a specification as its page shows it.
 *
 * @param latest the number of the latest version; only that one can be edited
 * @param suggested changes that an agent proposes and nobody has decided on
 * @param built the version that was last developed; null before the first time
 * @param steps whether there is something to undo, and to redo
 * @param answering whom a wish for a change would ask
 * @param saved whether this answers an edit that made this version
 * @param focus id of the element the reader comes back to; empty for none
 */
public record SpecificationView(
        Specification specification,
        int latest,
        List<InterviewQuestion> questions,
        List<Suggested> suggested,
        @Nullable Integer built,
        Steps steps,
        Answering answering,
        boolean saved,
        String focus,
        List<Check> checks,
        Instant now) {
    private static final int MOST_CHECKS = 25;

    /** What a step through the versions can do. */
    public record Steps(boolean undo, boolean redo) {}

    public SpecificationView {
        questions = List.copyOf(questions);
        suggested = List.copyOf(suggested);
        checks = List.copyOf(checks);
    }

    static SpecificationView of(
            Specification specification,
            int latest,
            List<InterviewQuestion> questions,
            List<Suggested> suggested,
            @Nullable Integer built,
            Steps steps,
            Answering answering,
            Instant now) {
        var checks = Checks.check(specification.document());
        return new SpecificationView(
                specification, latest, questions, suggested, built, steps, answering, false, "", checks, now);
    }

    SpecificationView saved(boolean fresh, String element) {
        return new SpecificationView(
                specification, latest, questions, suggested, built, steps, answering, fresh, element, checks, now);
    }

    public Document document() {
        return specification.document();
    }

    public boolean editable() {
        return specification.version() == latest;
    }

    public String url() {
        return "/applications/" + specification.applicationId() + "/specification";
    }

    public String url(int version) {
        return url() + "/" + version;
    }

    public String editUrl(String element) {
        return url() + "/elements/" + element;
    }

    public String addUrl(ElementKind kind, String parent) {
        return url() + "/elements/new?kind=" + kind.key() + (parent.isEmpty() ? "" : "&parent=" + parent);
    }

    public String newId(ElementKind kind, String parent) {
        return "new-" + kind.key() + "-" + parent;
    }

    /** Answers that were given, in order. */
    public List<InterviewQuestion> answers() {
        return questions.stream().filter(question -> question.answer() != null).toList();
    }

    /** As many as a person can take in. */
    public List<Check> shownChecks() {
        return checks.subList(0, Math.min(MOST_CHECKS, checks.size()));
    }

    public boolean ready() {
        return Checks.ready(checks);
    }

    /** How many elements no check has anything to say about. */
    public long passed() {
        var marked = checks.stream().map(Check::element).collect(Collectors.toSet());
        return Elements.of(document()).all().stream()
                .filter(placed -> !marked.contains(placed.id()))
                .count();
    }

    /** The elements' labels, looked up once for a whole list. */
    public Elements elements() {
        return Elements.of(document());
    }

    /** The worst that a check says of a module or of what stands in it: {@code error}, {@code warning} or null. */
    public @Nullable String mark(Module module, Elements elements) {
        return checks.stream()
                .filter(check -> elements.within(check.element(), module.id()))
                .findFirst()
                .map(SpecificationView::shape)
                .orElse(null);
    }

    public static String shape(Check check) {
        return check.severity().name().toLowerCase(Locale.ROOT);
    }

    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A choice as a person reads it: a constant in words, anything else as it is. */
    public static String shown(String choice) {
        return List.of("GET", "POST", "PUT", "PATCH", "DELETE").contains(choice)
                ? choice
                : Phrase.heading(choice.toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** Who may call a route, in the words of its row. */
    public static String access(Route route) {
        var access = route.access();
        var own = access.own() ? ", own" : "";
        return switch (access.level()) {
            case PUBLIC -> "public";
            case SIGNED_IN -> "signed in" + own;
            case ROLES -> String.join(", ", access.roles()) + own;
        };
    }

    /** Whether a level is the route's. */
    public static boolean level(Route route, RouteAccess.Level level) {
        return route.access().level() == level;
    }

    /** Where an element comes from, in a word or two. */
    public static String source(Source source) {
        var sentences = source.sentences();
        var numbers = sentences.stream().map(String::valueOf).collect(Collectors.joining(", "));
        var said = sentences.isEmpty() ? "" : (sentences.size() == 1 ? "sentence " : "sentences ") + numbers;
        return switch (source.origin()) {
            case SENTENCE -> said;
            case ANSWER -> "your answer";
            case EDIT -> "your edit";
            case IMPORT -> "imported";
            case ASSUMPTION -> "assumed";
        };
    }

    /** Where that stands on the page; null when nowhere. */
    public static @Nullable String sourceUrl(Source source) {
        if (!source.sentences().isEmpty()) {
            return "#s" + source.sentences().getFirst();
        }
        return switch (source.origin()) {
            case ANSWER -> "#answers";
            default -> null;
        };
    }

    /** A rule as a sentence; one without words by its form. */
    public static String sentence(Rule rule) {
        return rule.text().isBlank() ? word(rule.form()) + " " + String.join(", ", rule.columns()) : rule.text();
    }
}
