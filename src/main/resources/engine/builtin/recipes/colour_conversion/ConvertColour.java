import java.util.Locale;

final class ConvertColour {
    public static ColourNotations convertColour(ConvertColourInput input, Context context) {
        var digits = input.hex().replace("#", "").toLowerCase(Locale.ROOT);
        var hex = digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits;
        var red = Integer.parseInt(hex.substring(0, 2), 16);
        var green = Integer.parseInt(hex.substring(2, 4), 16);
        var blue = Integer.parseInt(hex.substring(4), 16);
        var most = Math.max(red, Math.max(green, blue)) / 255.0;
        var least = Math.min(red, Math.min(green, blue)) / 255.0;
        var lightness = (most + least) / 2;
        var spread = most - least;
        var saturation = spread == 0 ? 0 : spread / (1 - Math.abs(2 * lightness - 1));
        return new ColourNotations(
                "#" + hex,
                red,
                green,
                blue,
                (int) Math.round(hue(red / 255.0, green / 255.0, blue / 255.0, most, spread)) % 360,
                (int) Math.round(saturation * 100),
                (int) Math.round(lightness * 100),
                luminance(red, green, blue) > 0.179 ? "#000000" : "#ffffff");
    }

    private static double hue(double red, double green, double blue, double most, double spread) {
        if (spread == 0) {
            return 0;
        }
        if (most == red) {
            return 60 * (((green - blue) / spread + 6) % 6);
        }
        return most == green ? 60 * ((blue - red) / spread + 2) : 60 * ((red - green) / spread + 4);
    }

    private static double luminance(int red, int green, int blue) {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
