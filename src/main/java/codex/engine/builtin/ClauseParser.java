package codex.engine.builtin;

import codex.engine.builtin.Clause.Complement;
import codex.engine.builtin.Word.Form;
import codex.engine.builtin.Word.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts a sentence's words into clauses. One parser reads one sentence. */
final class ClauseParser {
    private static final Set<String> MINOR =
            Set.of("if", "because", "when", "whenever", "while", "although", "though", "unless", "so", "once");
    private static final Set<String> RELATIVE = Set.of("which", "that", "who", "what");
    private static final Set<String> BE = Set.of("am", "is", "are", "was", "were", "be", "been", "being", "get");
    private static final Set<String> NOMINATIVE = Set.of(
            "i", "he", "she", "we", "they", "who", "whoever", "nobody", "everybody", "everyone", "anybody", "anyone");
    private static final Set<String> PERFECT = Set.of("has", "have", "had", "having");
    private static final Set<String> NO = Set.of(
            "not", "never", "nobody", "nothing", "none", "no", "cannot", "can't", "won't", "mustn't", "doesn't",
            "don't", "isn't", "aren't");

    private final Sentence sentence;
    private final List<Clause> clauses = new ArrayList<>();
    private int at;

    private List<Phrase> subjects = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private @Nullable Draft current;
    private @Nullable Complement pending;
    private @Nullable Phrase relative;
    private @Nullable Phrase borne;
    private boolean passive;
    private boolean negated;
    private boolean modal;
    private boolean perfect;
    private boolean minor;
    private boolean only;
    private boolean joined;

    /** A clause that is still open. */
    private static final class Draft {
        private final String verb;
        private final List<Phrase> subjects;
        private final boolean passive;
        private final boolean negated;
        private final boolean modal;
        private final boolean minor;
        private final boolean only;
        private final List<Phrase> objects = new ArrayList<>();
        private final List<Complement> complements = new ArrayList<>();

        private Draft(String verb, List<Phrase> subjects, ClauseParser parser) {
            this.verb = verb;
            this.subjects = List.copyOf(subjects);
            this.passive = parser.passive;
            this.negated = parser.negated;
            this.modal = parser.modal;
            // What has happened is told, not wished for.
            this.minor = parser.minor || parser.perfect;
            this.only = parser.only;
        }
    }

    private ClauseParser(Sentence sentence) {
        this.sentence = sentence;
    }

    static List<Clause> parse(Sentence sentence) {
        var parser = new ClauseParser(sentence);
        parser.read();
        return parser.clauses;
    }

    private void read() {
        var words = sentence.words();
        while (at < words.size()) {
            var word = words.get(at);
            switch (word.tag()) {
                case VERB -> verb(word);
                case AUXILIARY -> auxiliary(word);
                case MARK -> mark(word);
                case CONJUNCTION -> conjunction(word);
                case PREPOSITION -> preposition(word);
                case ADVERB -> adverb(word);
                case PRONOUN -> pronoun(word);
                case TO -> to();
                case POSSESSIVE -> at++;
                case NOUN, ADJECTIVE, NUMBER, DETERMINER -> phrase();
            }
        }
        finish();
    }

    private void verb(Word word) {
        var participle = word.form() == Form.PAST;
        if (participle && current == null && !subjects.isEmpty() && !passive && !modal && !perfect) {
            passive = true; // "a list ordered by date"
        }
        if ((!joined || whoActs(trailing()))
                && !subjectIsOpen()
                && word.form() != Form.GERUND
                && !modal
                && trailing() != null
                && current != null) {
            takeSubject();
        }
        passive &= participle;
        var draft = new Draft(word.base(), subjects, this);
        if (borne != null && !passive && modal) {
            draft.objects.add(borne);
        }
        borne = null;
        relative = null;
        drafts.add(draft);
        current = draft;
        pending = null;
        joined = true;
        at++;
    }

    // "..., and whoever has a key": such a pronoun is never acted on.
    private static boolean whoActs(@Nullable Phrase phrase) {
        return phrase != null && phrase.pronoun() && NOMINATIVE.contains(phrase.name());
    }

    private boolean subjectIsOpen() {
        return current == null;
    }

    private void auxiliary(Word word) {
        if (current != null && trailing() != null) {
            takeSubject();
        }
        if (Set.of("do", "does", "did").contains(word.lower()) || word.lower().equals("let")) {
            at++;
            return;
        }
        if (BE.contains(word.lower())) {
            passive = followedByParticiple();
            if (!passive && !modal) {
                current = new Draft("be", subjects, this);
                drafts.add(current);
            }
        } else {
            perfect = PERFECT.contains(word.lower());
            modal |= !perfect;
            passive = false;
        }
        negated |= NO.contains(word.lower());
        pending = null;
        at++;
    }

    private boolean followedByParticiple() {
        for (var next = at + 1; next < sentence.words().size(); next++) {
            var word = sentence.words().get(next);
            if (!word.is(Tag.ADVERB) && !word.is(Tag.AUXILIARY)) {
                return word.is(Tag.VERB) && word.form() == Form.PAST;
            }
        }
        return false;
    }

    // "... and professionals can": the last phrase was no object, it begins the next clause.
    private void takeSubject() {
        var last = trailing();
        if (last == null || current == null) {
            return;
        }
        if (pending != null && !pending.phrases().isEmpty()) {
            pending.phrases().removeLast();
        } else {
            current.objects.removeLast();
        }
        subjects = new ArrayList<>(List.of(last));
        current = null;
        passive = false;
        negated = NO.contains(last.name()) || last.determiner().equals("no");
        modal = false;
        perfect = false;
        minor = false;
        only = false;
    }

    private @Nullable Phrase trailing() {
        if (pending != null && !pending.phrases().isEmpty()) {
            return pending.phrases().getLast();
        }
        return current == null || current.objects.isEmpty() ? null : current.objects.getLast();
    }

    private void mark(Word word) {
        at++;
        if (Set.of(":", ";", ".", "!", "?", "-", "(", ")").contains(word.lower())) {
            if (word.lower().equals("(") || word.lower().equals(")")) {
                parenthesis(word);
                return;
            }
            if (pending == null || !pending.phrases().isEmpty()) {
                boundary();
            }
        }
    }

    // "(title, author)" names the parts of what stands before it.
    private void parenthesis(Word word) {
        if (word.lower().equals("(") && current != null) {
            pending = new Complement("with", new ArrayList<>());
            current.complements.add(pending);
        } else if (word.lower().equals(")")) {
            pending = null;
        }
    }

    private void boundary() {
        if (current == null && !subjects.isEmpty()) {
            fragment();
        }
        subjects = new ArrayList<>();
        current = null;
        pending = null;
        relative = null;
        borne = null;
        joined = false;
        passive = false;
        negated = false;
        modal = false;
        perfect = false;
        minor = false;
        only = false;
    }

    private void fragment() {
        current = new Draft("", subjects, this);
        drafts.add(current);
    }

    private void conjunction(Word word) {
        at++;
        if (word.lower().equals("while") && somebodyActs()) {
            boundary();
        } else if (MINOR.contains(word.lower())) {
            boundary();
            minor = true;
        } else if (word.lower().equals("where")) {
            boundary();
        } else if (word.lower().equals("but") || word.lower().equals("then")) {
            negated = false;
        }
    }

    // "..., while the cook can see the orders" says what somebody else does; "while travelling" only when.
    private boolean somebodyActs() {
        for (var next = at; next < sentence.words().size(); next++) {
            var word = sentence.words().get(next);
            if (!word.is(Tag.DETERMINER) && !word.is(Tag.ADJECTIVE) && !word.is(Tag.NOUN)) {
                return next > at && (word.lower().equals("can") || word.is(Tag.VERB)) && word.form() != Form.PAST;
            }
        }
        return false;
    }

    private void preposition(Word word) {
        at++;
        if (current == null && !subjects.isEmpty()) {
            if (verbComes()) {
                // "A book on loan cannot …": what the subject is like, kept with it.
                skipPhrase(word);
                return;
            }
            fragment();
        }
        if (current != null) {
            pending = new Complement(word.lower(), new ArrayList<>());
            current.complements.add(pending);
        }
    }

    private boolean verbComes() {
        for (var next = at; next < sentence.words().size(); next++) {
            var word = sentence.words().get(next);
            if (word.is(Tag.MARK) && !word.lower().equals(",")) {
                return false;
            }
            if (word.is(Tag.AUXILIARY)
                    || (word.is(Tag.VERB) && word.form() != Form.GERUND && word.form() != Form.PAST)) {
                return !previousIs(next, Tag.TO);
            }
            if (word.is(Tag.PRONOUN) && RELATIVE.contains(word.lower())) {
                return false;
            }
        }
        return false;
    }

    private boolean previousIs(int index, Tag tag) {
        return index > 0 && sentence.words().get(index - 1).is(tag);
    }

    private void skipPhrase(Word preposition) {
        var phrase = nextPhrase();
        if (phrase != null && !subjects.isEmpty() && preposition.lower().equals("of")) {
            var last = subjects.removeLast();
            subjects.add(new Phrase(
                    last.name(),
                    last.adjectives(),
                    last.determiner(),
                    last.plural(),
                    last.number(),
                    phrase.name(),
                    false));
        }
    }

    private void adverb(Word word) {
        at++;
        negated |= NO.contains(word.lower());
        only |= word.lower().equals("only");
    }

    private void pronoun(Word word) {
        if (RELATIVE.contains(word.lower()) && !followedByNoun()) {
            at++;
            var last = trailing() != null ? trailing() : subjects.isEmpty() ? null : subjects.getLast();
            if (last != null) {
                if (current == null) {
                    fragment();
                }
                subjects = new ArrayList<>(List.of(last));
                relative = last;
                current = null;
                pending = null;
                passive = false;
                modal = false;
                perfect = false;
                negated = false;
                joined = true;
            }
            return;
        }
        at++;
        negated |= NO.contains(word.lower());
        place(new Phrase(word.lower(), List.of(), "", false, null, "", true));
    }

    private boolean followedByNoun() {
        return at + 1 < sentence.words().size() && sentence.words().get(at + 1).is(Tag.NOUN) && current != null;
    }

    private void to() {
        at++;
        if (at < sentence.words().size() && !sentence.words().get(at).is(Tag.VERB) && current != null) {
            pending = new Complement("to", new ArrayList<>());
            current.complements.add(pending);
        }
        joined = true;
    }

    private void phrase() {
        var phrase = nextPhrase();
        if (phrase != null) {
            place(phrase);
        }
    }

    private void place(Phrase phrase) {
        if (pending != null) {
            pending.phrases().add(phrase);
        } else if (current != null) {
            current.objects.add(phrase);
        } else {
            if (joined && drafts.size() > 0 && modal) {
                subjects = new ArrayList<>();
            }
            if (relative != null) {
                // "books that members can borrow": who acts comes now, what came before is acted on.
                subjects = new ArrayList<>();
                borne = relative;
                relative = null;
            }
            subjects.add(phrase);
        }
    }

    private @Nullable Phrase nextPhrase() {
        var determiner = "";
        var number = (Integer) null;
        var adjectives = new ArrayList<String>();
        var nouns = new ArrayList<Word>();
        var of = "";
        var words = sentence.words();
        while (at < words.size()) {
            var word = words.get(at);
            if (word.is(Tag.DETERMINER) && nouns.isEmpty()) {
                determiner = adjectives.isEmpty() || !word.lower().equals("own") ? word.lower() : determiner;
                if (word.lower().equals("own")) {
                    adjectives.add("own");
                }
                negated |= word.lower().equals("no") && current == null;
            } else if (word.is(Tag.NUMBER) && nouns.isEmpty()) {
                number = Numbers.parse(word.lower());
            } else if (word.is(Tag.ADJECTIVE) && nouns.isEmpty()) {
                adjectives.add(word.lower());
            } else if (word.is(Tag.NOUN)) {
                nouns.add(word);
            } else if (word.is(Tag.POSSESSIVE) && !nouns.isEmpty()) {
                of = name(nouns);
                nouns.clear();
            } else if (nouns.isEmpty() && Set.of("one", "ones").contains(word.lower())) {
                at++;
                return new Phrase(
                        word.lower(), adjectives, determiner, word.lower().equals("ones"), number, of, true);
            } else {
                break;
            }
            at++;
        }
        if (nouns.isEmpty()) {
            return adjectives.isEmpty() && number == null
                    ? null
                    : new Phrase(
                            adjectives.isEmpty() ? "" : adjectives.getLast(),
                            adjectives,
                            determiner,
                            false,
                            number,
                            of,
                            false);
        }
        return new Phrase(
                name(nouns),
                adjectives,
                determiner,
                Nouns.isPlural(nouns.getLast().lower()),
                number,
                of,
                false);
    }

    private static String name(List<Word> nouns) {
        var name = new StringBuilder();
        for (var noun : nouns) {
            name.append(name.isEmpty() ? "" : " ").append(noun.equals(nouns.getLast()) ? noun.base() : noun.lower());
        }
        return name.toString();
    }

    private void finish() {
        if (current == null && !subjects.isEmpty()) {
            fragment();
        }
        for (var index = drafts.size() - 1; index >= 0; index--) {
            share(index);
        }
        for (var draft : drafts) {
            clauses.add(new Clause(
                    sentence.number(),
                    draft.subjects,
                    draft.verb,
                    draft.objects,
                    draft.complements,
                    draft.passive,
                    draft.negated,
                    draft.modal,
                    draft.minor,
                    draft.only));
        }
    }

    // "add, edit and delete books": the verbs before share the object of the last one.
    private void share(int index) {
        var draft = drafts.get(index);
        var next = index + 1 < drafts.size() ? drafts.get(index + 1) : null;
        if (next != null
                && draft.objects.isEmpty()
                && draft.complements.isEmpty()
                && !draft.passive
                && !draft.verb.isEmpty()
                && !draft.verb.equals("be")
                && draft.subjects.equals(next.subjects)) {
            draft.objects.addAll(next.objects);
        }
    }
}
