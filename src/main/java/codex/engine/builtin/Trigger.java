package codex.engine.builtin;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The wording that asks for a recipe: a verb and an object, never one word alone.
 *
 * @param names phrases that say verb and object at once ({@code url shortener}); one is enough
 * @param asks each a list of groups; one sentence must have a phrase of every group, and the description must speak of
 *     something that is called
 * @param unless phrases of sentences that mean something else
 * @param about phrases of further sentences that belong to the recipe once it fired
 */
record Trigger(List<Pattern> names, List<List<Pattern>> asks, List<Pattern> unless, List<Pattern> about) {
    private static final Pattern CALLED = phrase(List.of(
            "endpoint*",
            "api",
            "rest",
            "http",
            "route",
            "function",
            "service",
            "backend",
            "server",
            "microservice",
            "tool",
            "toolkit",
            "utility",
            "request*",
            "takes",
            "take",
            "accept*",
            "return*",
            "answer*",
            "respond*",
            "receive*",
            "given",
            "send*",
            "upload*",
            "program",
            "app that",
            "application that"));

    // "Works out how far …": a sentence without a subject speaks of the program itself.
    private static final Pattern COMPUTES = Pattern.compile(
            "^ (?:works out|calculates|computes|converts|determines|estimates|generates|measures|validates|judges) ");

    Trigger {
        names = List.copyOf(names);
        asks = List.copyOf(asks);
        unless = List.copyOf(unless);
        about = List.copyOf(about);
    }

    /** Any of the phrases, plurals allowed; a star stands for any ending. */
    static Pattern phrase(List<String> phrases) {
        return Pattern.compile(phrases.stream()
                .map(phrase -> plain(phrase.replace("*", "zzstarzz")).trim().replace("zzstarzz", "[a-z]*"))
                .map(phrase -> " " + phrase + "(?:s|es)? ")
                .collect(Collectors.joining("|")));
    }

    /** The words in lower case with one space around each, {@code e-mail} as {@code email}. */
    static String plain(String text) {
        var words = text.replace("'s", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ");
        return (" " + words.trim() + " ").replace(" e mail", " email");
    }

    /** Whether this text asks for it; {@code called} is whether the whole description speaks of something called. */
    boolean firesOn(String plain, boolean called) {
        if (unless.stream().anyMatch(pattern -> pattern.matcher(plain).find())) {
            return false;
        }
        return named(plain) || (called && asks.stream().anyMatch(groups -> all(groups, plain)));
    }

    /** Whether this text asks for all of it, be it called or not. */
    boolean asksWholly(String plain) {
        return asks.stream().anyMatch(groups -> all(groups, plain))
                && unless.stream().noneMatch(pattern -> pattern.matcher(plain).find());
    }

    boolean isAbout(String plain) {
        return about.stream().anyMatch(pattern -> pattern.matcher(plain).find());
    }

    static boolean called(String plain) {
        return CALLED.matcher(plain).find() || COMPUTES.matcher(plain).find();
    }

    private boolean named(String plain) {
        return names.stream().anyMatch(pattern -> pattern.matcher(plain).find());
    }

    private static boolean all(List<Pattern> groups, String plain) {
        return groups.stream().allMatch(pattern -> pattern.matcher(plain).find());
    }
}
