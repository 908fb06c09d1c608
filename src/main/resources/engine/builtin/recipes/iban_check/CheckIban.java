import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

final class CheckIban {
    public static IbanVerdict checkIban(CheckIbanInput input, Context context) {
        var iban = input.iban().replaceAll("[\\s-]+", "").toUpperCase(Locale.ROOT);
        if (!iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")) {
            return wrong("It is not two letters, two digits and 11 to 30 further letters or digits.");
        }
        var country = iban.substring(0, 2);
        var length = LENGTHS.get(country);
        if (length == null) {
            return wrong(country + " is not a country with IBANs.");
        }
        if (iban.length() != length) {
            return wrong("An IBAN of " + country + " has " + length + " characters, not " + iban.length() + ".");
        }
        if (remainder(iban) != 1) {
            return wrong("The check digits do not match.");
        }
        return new IbanVerdict(true, null, country, iban.replaceAll("(.{4})(?=.)", "$1 "));
    }

    private static final Map<String, Integer> LENGTHS = lengths(
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 "
                    + "FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 "
                    + "LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 "
                    + "PT25 QA29 RO24 RS22 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20");

    private static Map<String, Integer> lengths(String written) {
        return Arrays.stream(written.split(" "))
                .collect(Collectors.toUnmodifiableMap(
                        each -> each.substring(0, 2), each -> Integer.valueOf(each.substring(2))));
    }

    private static IbanVerdict wrong(String problem) {
        return new IbanVerdict(false, problem, null, null);
    }

    private static int remainder(String iban) {
        var digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(each -> digits.append(Character.digit(each, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
    }
}
