import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

final class SoundsOf {
    public static String soundsOf(String text, Context context) {
        var words = NUMBER.matcher(written(text)).replaceAll(SoundsOf::number);
        var sounds = new ArrayList<String>();
        var pieces = PIECE.matcher(words);
        while (pieces.find()) {
            var piece = pieces.group();
            sounds.add(Character.isLetter(piece.charAt(0)) ? word(piece) + " |" : mark(piece));
        }
        if (sounds.stream().noneMatch(sound -> sound.length() > 1)) {
            throw Problem.badRequest("text", "has nothing that can be spoken");
        }
        return String.join(" ", sounds);
    }

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Pattern PIECE = Pattern.compile("[a-z]+(?:'[a-z]+)*|[.?!,;:]");
    private static final List<String> ONES = List.of("zero one two three four five six seven eight nine ten eleven twelve"
                    .concat(" thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
                    .split(" "));
    private static final List<String> TENS = List.of("- - twenty thirty forty fifty sixty seventy eighty ninety".split(" "));
    private static final Map<String, String> SIGNS = Map.of(
            "&", " and ",
            "%", " percent ",
            "@", " at ",
            "+", " plus ",
            "=", " equals ",
            "$", " dollars ",
            "€", " euros ",
            "£", " pounds ",
            "ß", "ss",
            "æ", "ae");

    /** Words that the rules would get wrong. */
    private static final Map<String, String> WORDS = lines("""
            a AX
            an AE N
            and AE N D
            any EH N IY
            are AA R
            as AE Z
            be B IY
            because B IH K AO Z
            been B IH N
            come K AH M
            do D UW
            does D AH Z
            done D AH N
            eight EY T
            enough IH N AH F
            four F AO R
            from F R AH M
            get G EH T
            give G IH V
            go G OW
            good G UH D
            great G R EY T
            has HH AE Z
            have HH AE V
            he HH IY
            hello HH EH L OW
            here HH IH R
            his HH IH Z
            i AY
            is IH Z
            know N OW
            known N OW N
            laugh L AE F
            live L IH V
            many M EH N IY
            me M IY
            money M AH N IY
            none N AH N
            of AH V
            one W AH N
            only OW N L IY
            other AH DH ER
            own OW N
            people P IY P AX L
            said S EH D
            says S EH Z
            seven S EH V AX N
            she SH IY
            shown SH OW N
            some S AH M
            sure SH UH R
            the DH AX
            their DH EH R
            there DH EH R
            they DH EY
            through TH R UW
            to T UW
            two T UW
            was W AA Z
            water W AO T ER
            we W IY
            were W ER
            what W AH T
            where W EH R
            who HH UW
            woman W UH M AX N
            women W IH M IH N
            word W ER D
            work W ER K
            world W ER L D
            you Y UW
            your Y AO R
            zero Z IH R OW
            """);

    /**
     * What is before, the letters, what is after, and their sounds; the first that fits counts. After H. Elovitz and
     * others, Automatic Translation of English Text to Phonetics by Means of Letter-to-Sound Rules, NRL 7948, 1976, cut
     * down to what is common.
     */
    private static final Map<Character, List<Rule>> RULES = rules("""
            /augh//AO
            /au//AO
            /aw//AO
            /air//EH R
            /are/$/EH R
            /ai//EY
            /ay//EY
            /ar//AA R
            /alk//AO K
            /all//AO L
            /a/[bcdfgklmnpstvz](e|es|ed|er|y|ing)$/EY
            /a/tion/EY
            /a/st(e|es|ed|y|ing)$/EY
            [wq]u?/a//AA
            /a/$/AX
            /a//AE
            m/b/$/
            /bb?//B
            /ch//CH
            /ck//K
            s/c/[eiy]/
            /ci/[ao]/SH
            /c/[eiy]/S
            /cc?//K
            /dge//JH
            /dd?//D
            /eer//IH R
            /ear//IH R
            /ee//IY
            /ea/(d|lth)$/EH
            /ea//IY
            /eigh//EY
            /ei//IY
            /ey/$/IY
            /ew//UW
            /eu//Y UW
            [td]/ed/$/IH D
            [pkfsxh]/ed/$/T
            [a-z][a-z]/ed/$/D
            [sxz]/es/$/IH Z
            [a-z][a-z]/e/s?$/
            /er//ER
            /e/[bcdfgklmnprstvz]e$/IY
            ^[a-z]/e/$/IY
            /e//EH
            /ff?//F
            ^/gn//N
            /gh/t/
            ^/gh//G
            /gh//
            /ge/$/JH
            /gg//G
            /g/[eiy]/JH
            /g//G
            [aeiou]/h/$/
            /h//HH
            /igh//AY
            /ing/$/IH NG
            /ie/$/AY
            /ie//IY
            /ir//ER
            /i/(nd|ld|gn)$/AY
            /i/[bcdfgklmnprstvz](e|es|ed|er|ing)$/AY
            ^[a-z]?/i/$/AY
            /io//AY OW
            /ia//IY AX
            /i//IH
            /j//JH
            ^/kn//N
            /kk?//K
            [bcdfgkpstz]/le/s?$/AX L
            /ll?//L
            /mm?//M
            /ng/$/NG
            /ng/[^aeiou]/NG
            /nk//NG K
            /nn?//N
            /ought//AO T
            /ough//OW
            /ould//UH D
            /ous/$/AX S
            /ou//AW
            /ow/$/OW
            /ow//AW
            /oo/[kd]/UH
            /oo//UW
            /o[iy]//OY
            /oa//OW
            /oe/$/OW
            /or//AO R
            /o/(ld|st|ver)/OW
            /o/[bcdfgklmnprstvz](e|es|ed|er|ing|y)$/OW
            /o/$/OW
            /o//AA
            /ph//F
            ^/ps//S
            /pp?//P
            /qu//K W
            /q//K
            /rh//R
            /rr?//R
            /sh//SH
            /ssion//SH AX N
            /sion//ZH AX N
            /sch//S K
            /ss//S
            [aeiou]/s/[aeiou]/Z
            [aeioybdglmnrvw]/s/$/Z
            /s//S
            /tion//SH AX N
            /ture/$/CH ER
            /tch//CH
            ^/th/(is|at|ose|ese|us|an|en|em|ough)/DH
            /th/er/DH
            /th//TH
            /tt?//T
            /ui//UW
            /ue/$/UW
            /ur//ER
            ^/u/[ns][ei]/Y UW
            /u/[bcdfgklmnprstvz](e|es|ed|er|ing)$/UW
            /u/(ll|sh)/UH
            /u/$/UW
            /u//AH
            /vv?//V
            ^/wh/o/HH
            /wh//W
            ^/wr//R
            /w//W
            ^/x//Z
            /x//K S
            ^/y//Y
            ^[^aeiou]+/y/$/AY
            /y/$/IY
            /y//IH
            /zz?//Z
            """);

    private record Rule(Pattern before, Pattern letters, String sounds) {}

    private static Map<Character, List<Rule>> rules(String table) {
        return table.lines()
                .map(line -> line.split("/", -1))
                .collect(Collectors.groupingBy(
                        cells -> cells[1].charAt(0),
                        Collectors.mapping(
                                cells -> new Rule(
                                        Pattern.compile("(?:" + cells[0] + ")$"),
                                        Pattern.compile("(" + cells[1] + ")(?=" + cells[2] + ")"),
                                        cells[3]),
                                Collectors.toList())));
    }

    private static Map<String, String> lines(String table) {
        return table.lines().collect(Collectors.toMap(
                line -> line.substring(0, line.indexOf(' ')), line -> line.substring(line.indexOf(' ') + 1)));
    }

    // In plain letters: accents fall off, signs become words.
    private static String written(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT);
        for (var sign : SIGNS.entrySet()) {
            plain = plain.replace(sign.getKey(), sign.getValue());
        }
        if (plain.codePoints().anyMatch(letter -> Character.isLetter(letter) && letter > 'z')) {
            throw Problem.badRequest("text", "must be in the letters of the Latin alphabet");
        }
        return plain;
    }

    private static String number(MatchResult found) {
        var parts = found.group().split("\\.");
        var whole = parts[0].length() > 6 ? digits(parts[0]) : counted(Integer.parseInt(parts[0]));
        return " " + whole + (parts.length > 1 ? " point " + digits(parts[1]) : "") + " ";
    }

    private static String digits(String number) {
        return Arrays.stream(number.split(""))
                .map(digit -> ONES.get(Integer.parseInt(digit)))
                .collect(Collectors.joining(" "));
    }

    private static String counted(int number) {
        if (number < 20) {
            return ONES.get(number);
        }
        if (number < 100) {
            return TENS.get(number / 10) + (number % 10 == 0 ? "" : " " + ONES.get(number % 10));
        }
        var unit = number < 1000 ? 100 : 1000;
        var rest = number % unit == 0 ? "" : " " + counted(number % unit);
        return counted(number / unit) + (unit == 100 ? " hundred" : " thousand") + rest;
    }

    private static String word(String word) {
        var known = WORDS.get(word);
        if (known != null) {
            return known;
        }
        var letters = word.replace("'", "");
        var sounds = new ArrayList<String>();
        for (var at = 0; at < letters.length(); ) {
            at = spoken(letters, at, sounds);
        }
        // A word without a vowel is spelled by those who speak; a short one in between keeps it going.
        return sounds.isEmpty() ? "AX" : String.join(" ", sounds);
    }

    /** Adds the sounds of the letters at {@code at}, and tells where the next ones begin. */
    private static int spoken(String word, int at, List<String> sounds) {
        for (var rule : RULES.get(word.charAt(at))) {
            var letters = rule.letters().matcher(word).region(at, word.length());
            letters.useTransparentBounds(true);
            if (letters.lookingAt() && rule.before().matcher(word.substring(0, at)).find()) {
                if (!rule.sounds().isEmpty()) {
                    sounds.add(rule.sounds());
                }
                return at + letters.group(1).length();
            }
        }
        throw new IllegalStateException("every letter has a rule without a condition: " + word.charAt(at));
    }

    private static String mark(String mark) {
        return switch (mark) {
            case "?" -> "?";
            case ".", "!" -> ".";
            default -> ",";
        };
    }
}
