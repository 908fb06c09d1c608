package codex.engine.builtin;

import codex.engine.builtin.Understanding.Endpoint;
import codex.specification.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads sentences that spell out one call: a greeting, a fixed answer, a method and a path. */
final class Endpoints {
    private static final Set<String> TAKING =
            Set.of("take", "accept", "receive", "convert", "expect", "resize", "translate");
    private static final Pattern HELLO = Pattern.compile("hello,? world!?|\\bhello\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern CALL =
            Pattern.compile("\\b(GET|POST|PUT|PATCH|DELETE)\\s+(/[A-Za-z0-9/_{}-]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIXED = Pattern.compile(
            "\\b(?:returns?|answers?|says?|responds?|replies|greets?|outputs?|prints?)\\b(?: (?:with|the|a|fixed|text|string|words?|message))*"
                    + " (?:\"([^\"]{1,200})\"|'([^']{1,200})'|(pong|ok)\\b)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH = Pattern.compile("(?<![\\w/])/[a-z][a-z0-9/_-]*");

    // "One endpoint takes …, returns …", "Converts …": one call that computes something.
    private static final Pattern COMPUTES = Pattern.compile(
            "^(?:(?:an?|one|single|the|this|simple)\\s+)*(?:\\w+\\s){0,3}(?:endpoint|function|api|route|microservice)s?\\b"
                    + ".*\\b(?:takes?|accepts?|receives?|answers?|returns?|gives?|tells?|computes?|calculates?)\\b.*"
                    + "|^(?:takes?|accepts?|receives?|proposes?|suggests?|calculates?|computes?|converts?|generates?|works out|validates?"
                    + "|resizes?|draws?|translates?|detects?|estimates?|predicts?|encodes?|decodes?|parses?|summari[sz]es?)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ASSISTANT =
            Pattern.compile("\\b(?:chat ?bot|(?:chat|ai|virtual) assistant)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADVICE = Pattern.compile(
            "\\b(?:gives?|offers?|provides?|makes?|shows?) (?:\\w+ )?(recommendation|suggestion|prediction|forecast|insight)s?\\b",
            Pattern.CASE_INSENSITIVE);

    // What judges or foresees follows no rule that a table could hold.
    private static final Pattern JUDGES = Pattern.compile(
            "\\b(?:app|application|system|site|website|service|tool|program|software|it|that|which)(?: (?:can|should|must|shall|will|also))*"
                    + " (recommend|predict|suggest|forecast|summari[sz]e|translate|detect|estimate|classif(?:y|ie)|diagnose|guesse?|recogni[sz]e"
                    + "|transcribe|analy[sz]e|propose|foresee|identif(?:y|ie))s? (?:(?:the|an?|all|some|my|their|our|\\d+|two|three|four|five|ten) )?"
                    + "([a-z]+(?: [a-z]+)?)",
            Pattern.CASE_INSENSITIVE);

    private Endpoints() {}

    /** Whether the sentence may ask for more than its call. */
    static boolean further(Sentence sentence) {
        return ASSISTANT.matcher(sentence.text()).find()
                || ADVICE.matcher(sentence.text()).find();
    }

    static Optional<Endpoint> read(Sentence sentence, String name) {
        var text = sentence.text();
        var call = CALL.matcher(text);
        var fixed = FIXED.matcher(text);
        var hello = HELLO.matcher(text);
        if (fixed.find()) {
            var answer =
                    fixed.group(1) != null ? fixed.group(1) : fixed.group(2) != null ? fixed.group(2) : fixed.group(3);
            return Optional.of(endpoint(sentence, call.find() ? call.group(2) : path(text, answer), answer));
        }
        if (hello.find() && sentence.words().size() <= 40) {
            return Optional.of(endpoint(sentence, call.find() ? call.group(2) : path(text, "hello"), hello.group()));
        }
        if (call.find()) {
            var path = call.group(2).equals("/") ? "/" : call.group(2).replaceAll("/$", "");
            return Optional.of(
                    new Endpoint(call.group(1).toUpperCase(Locale.ROOT), path, "", text, List.of(), sentence.number()));
        }
        return computed(sentence, name);
    }

    private static Optional<Endpoint> computed(Sentence sentence, String name) {
        var text = sentence.text();
        var advice = ADVICE.matcher(text);
        if (COMPUTES.matcher(text).matches()) {
            return Optional.of(
                    new Endpoint("POST", "/" + job(name, sentence), "", text, takes(sentence), sentence.number()));
        }
        if (ASSISTANT.matcher(text).find()) {
            var message = new Phrase("message", List.of(), "a", false, null, "", false);
            return Optional.of(new Endpoint(
                    "POST", "/replies", "", "Answers a message as the assistant", List.of(message), sentence.number()));
        }
        var judges = JUDGES.matcher(text);
        if (judges.find()) {
            var verb = judges.group(1).toLowerCase(Locale.ROOT).replaceAll("ie$", "y");
            var noun = judges.group(2)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll(" (?:that|which|of|for|to|in|from|and|or|with)$", "");
            return Optional.of(
                    new Endpoint("GET", "/" + Names.kebab(verb + " " + noun), "", text, List.of(), sentence.number()));
        }
        if (advice.find()) {
            var noun = advice.group(1).toLowerCase(Locale.ROOT);
            return Optional.of(new Endpoint(
                    "GET", "/" + noun + "s", "", "Gives " + noun + "s: " + text, List.of(), sentence.number()));
        }
        return Optional.empty();
    }

    // The application's name says best what the one call is for; else the first verb with its object.
    private static String job(String name, Sentence sentence) {
        var words = Names.kebab(name.toLowerCase(Locale.ROOT)
                        .replaceAll("\\b(?:api|app|application|tool|system|service|the|an?|my)\\b", ""))
                .replaceAll("[^a-z0-9-]", "");
        if (words.length() > 2 && words.length() <= 40) {
            return words;
        }
        return ClauseParser.parse(sentence).stream()
                .filter(clause -> !clause.verb().isEmpty() && !clause.objects().isEmpty())
                .map(clause -> Names.kebab(
                        clause.verb() + " " + clause.objects().getFirst().name()))
                .map(job -> job.replaceAll("[^a-z0-9-]", ""))
                .filter(job -> job.length() > 2 && job.length() <= 40)
                .findFirst()
                .orElse("result");
    }

    private static List<Phrase> takes(Sentence sentence) {
        var taken = new ArrayList<Phrase>();
        for (var clause : ClauseParser.parse(sentence)) {
            if (TAKING.contains(clause.verb()) && taken.isEmpty()) {
                taken.addAll(clause.objects());
                taken.addAll(clause.behind("with"));
            }
        }
        return taken.stream()
                .filter(phrase -> !phrase.pronoun() && !phrase.name().isEmpty())
                .limit(8)
                .toList();
    }

    private static Endpoint endpoint(Sentence sentence, String path, String answer) {
        return new Endpoint("GET", path, answer, "Answers \"" + answer + "\"", List.of(), sentence.number());
    }

    private static String path(String text, String answer) {
        var written = PATH.matcher(text);
        if (written.find()) {
            return written.group();
        }
        var name = Names.kebab(answer.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 ]", ""));
        return name.isEmpty() || name.length() > 24 ? "/message" : "/" + name;
    }
}
