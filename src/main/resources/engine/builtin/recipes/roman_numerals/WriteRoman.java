final class WriteRoman {
    public static RomanNumeral writeRoman(WriteRomanInput input, Context context) {
        return new RomanNumeral(input.number(), RomanOf.romanOf(input.number(), context));
    }
}
