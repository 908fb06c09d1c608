import java.util.Locale;

final class ReadRoman {
    public static RomanNumeral readRoman(ReadRomanInput input, Context context) {
        var numeral = input.numeral().toUpperCase(Locale.ROOT);
        var number = 0;
        for (int i = 0; i < numeral.length(); i++) {
            var value = value(numeral.charAt(i));
            var next = i + 1 < numeral.length() ? value(numeral.charAt(i + 1)) : 0;
            number += value < next ? -value : value;
        }
        // Writing it again finds every other form, such as IIII and IC.
        if (number < 1 || number > 3999 || !RomanOf.romanOf(number, context).equals(numeral)) {
            throw Problem.badRequest("numeral", "must be a Roman numeral in its standard form, such as MCMXCIV");
        }
        return new RomanNumeral(number, numeral);
    }

    private static int value(char letter) {
        return switch (letter) {
            case 'I' -> 1;
            case 'V' -> 5;
            case 'X' -> 10;
            case 'L' -> 50;
            case 'C' -> 100;
            case 'D' -> 500;
            case 'M' -> 1000;
            default -> throw Problem.badRequest("numeral", "must have no letters but I V X L C D M");
        };
    }
}
