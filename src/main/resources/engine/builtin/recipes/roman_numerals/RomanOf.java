final class RomanOf {
    public static String romanOf(Integer number, Context context) {
        var numeral = new StringBuilder();
        var left = number;
        for (int i = 0; i < VALUES.length; i++) {
            while (left >= VALUES[i]) {
                numeral.append(LETTERS[i]);
                left -= VALUES[i];
            }
        }
        return numeral.toString();
    }

    private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] LETTERS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
}
