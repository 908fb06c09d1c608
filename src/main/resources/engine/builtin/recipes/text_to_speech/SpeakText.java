import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

final class SpeakText {
    public static Download speakText(SpeakTextInput input, Context context) {
        var provider = context.provider("SPEECH_URL");
        if (provider.isPresent()) {
            return spoken(provider.get(), input);
        }
        var sounds = SoundsOf.soundsOf(input.text(), context);
        var rate = input.rate() == null ? 1 : input.rate().doubleValue();
        var pitch = input.pitch() == null ? 110 : input.pitch();
        var volume = input.volume() == null ? 0.8 : input.volume().doubleValue();
        var wave = new Voice(pitch, rate).spoken(sounds);
        return new Download(wav(wave, volume), "audio/wav", "speech.wav");
    }

    // In the form of OpenAI's POST /v1/audio/speech, which servers of free voices speak, too.
    private static Download spoken(Provider provider, SpeakTextInput input) {
        var asked = JsonNodeFactory.instance
                .objectNode()
                .put("model", provider.model("tts-1"))
                .put("voice", "alloy")
                .put("input", input.text())
                .put("response_format", "wav")
                .put("speed", input.rate() == null ? 1 : input.rate().doubleValue());
        var sound = provider.post(asked, List.of("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"));
        return new Download(sound.bytes(), "audio/wav", "speech.wav");
    }

    private static final int SAMPLES_A_SECOND = 16_000;

    /**
     * One sound: where its three formants lie, how much of it is voice and how much hiss, at which height it hisses, and
     * for how many milliseconds it lasts. The formants are those of D. Klatt, Software for a cascade/parallel formant
     * synthesizer, JASA 67(3), 1980, rounded.
     */
    private record Sound(int f1, int f2, int f3, double voice, double hiss, int hissAt, int millis) {}

    /** Sounds that glide or stop are spoken as two. */
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("AY", "AA. IH."),
            Map.entry("EY", "EH. IH."),
            Map.entry("OY", "AO. IH."),
            Map.entry("AW", "AA. UH."),
            Map.entry("OW", "AO. UH."),
            Map.entry("P", "- P"),
            Map.entry("T", "- T"),
            Map.entry("K", "- K"),
            Map.entry("B", "~ B"),
            Map.entry("D", "~ D"),
            Map.entry("G", "~ G"),
            Map.entry("CH", "- CH"),
            Map.entry("JH", "~ JH"));

    private static final Map<String, Sound> SOUNDS = sounds("""
            IY 290 2250 3000 1 0 0 120
            IH 400 1950 2550 1 0 0 90
            EH 540 1800 2500 1 0 0 105
            AE 640 1700 2450 1 0 0 130
            AA 710 1150 2500 1 0 0 130
            AO 590 900 2500 1 0 0 130
            UH 450 1080 2300 1 0 0 95
            UW 320 950 2250 1 0 0 120
            AH 620 1220 2550 1 0 0 95
            AX 500 1400 2450 1 0 0 60
            ER 480 1300 1700 1 0 0 120
            AA. 690 1180 2500 1 0 0 95
            AO. 570 950 2450 1 0 0 85
            EH. 510 1850 2550 1 0 0 80
            IH. 360 2050 2650 1 0 0 70
            UH. 400 950 2300 1 0 0 70
            W 290 620 2200 0.7 0 0 65
            Y 270 2250 3000 0.7 0 0 60
            R 320 1080 1450 0.8 0 0 70
            L 320 1050 2850 0.8 0 0 70
            M 270 1100 2200 0.5 0 0 75
            N 270 1650 2600 0.5 0 0 70
            NG 270 2100 2700 0.5 0 0 85
            HH 500 1500 2500 0 0.25 1500 60
            F 400 1100 2100 0 0.12 5200 95
            TH 400 1400 2400 0 0.10 5600 95
            S 320 1500 2600 0 0.45 5800 105
            SH 320 1700 2600 0 0.45 2900 110
            V 300 1100 2100 0.45 0.06 5200 60
            DH 300 1400 2400 0.45 0.04 5600 45
            Z 300 1500 2600 0.40 0.22 5800 80
            ZH 300 1700 2600 0.40 0.22 2900 80
            P 400 1000 2200 0 0.30 900 25
            T 350 1700 2600 0 0.45 4300 30
            K 350 1900 2500 0 0.40 2100 35
            CH 350 1700 2600 0 0.45 3000 75
            B 250 1000 2200 0.6 0.10 900 20
            D 250 1700 2600 0.6 0.12 4000 20
            G 250 1900 2500 0.6 0.12 2000 25
            JH 250 1700 2600 0.4 0.28 2900 65
            - 300 1400 2500 0 0 0 55
            ~ 220 1000 2200 0.15 0 0 45
            | 500 1500 2500 0 0 0 30
            , 500 1500 2500 0 0 0 220
            """);

    private static Map<String, Sound> sounds(String table) {
        var sounds = new HashMap<String, Sound>();
        for (var line : table.lines().toList()) {
            var cells = line.split(" ");
            sounds.put(cells[0], new Sound(
                    Integer.parseInt(cells[1]),
                    Integer.parseInt(cells[2]),
                    Integer.parseInt(cells[3]),
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5]),
                    Integer.parseInt(cells[6]),
                    Integer.parseInt(cells[7])));
        }
        return Map.copyOf(sounds);
    }

    /** Lets through what lies around one height: a resonator of two poles. */
    private static final class Resonator {
        private double a;
        private double b;
        private double c;
        private double last;
        private double before;

        void tune(double frequency, double bandwidth) {
            var radius = Math.exp(-Math.PI * bandwidth / SAMPLES_A_SECOND);
            c = -radius * radius;
            b = 2 * radius * Math.cos(2 * Math.PI * frequency / SAMPLES_A_SECOND);
            a = 1 - b - c;
        }

        double next(double sample) {
            var result = a * sample + b * last + c * before;
            before = last;
            last = result;
            return result;
        }
    }

    /** Speaks sound after sound; one voice is for one text. */
    private static final class Voice {
        private static final int STEP = SAMPLES_A_SECOND / 200;

        private final double pitch;
        private final double rate;
        private final Resonator first = new Resonator();
        private final Resonator second = new Resonator();
        private final Resonator third = new Resonator();
        private final Resonator hissing = new Resonator();
        // Always the same hiss, so that the same text is the same file.
        private final SplittableRandom noise = new SplittableRandom(1);
        private double phase;
        private Sound now = SOUNDS.get("|");

        Voice(double pitch, double rate) {
            this.pitch = pitch;
            this.rate = rate;
        }

        double[] spoken(String sounds) {
            var wave = new ArrayList<double[]>();
            for (var sentence : sounds.split("(?<=[.?]) ")) {
                var parts = parts(sentence);
                for (var each = 0; each < parts.size(); each++) {
                    var along = (double) each / parts.size();
                    wave.add(one(parts.get(each), melody(along, sentence.endsWith("?"))));
                }
            }
            return wave.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
        }

        private static List<Sound> parts(String sentence) {
            var parts = new ArrayList<Sound>();
            for (var name : sentence.replaceAll("[.?]", ", ,").split(" ")) {
                for (var part : PARTS.getOrDefault(name, name).split(" ")) {
                    parts.add(SOUNDS.get(part));
                }
            }
            return parts;
        }

        // A sentence falls from its beginning to its end; a question rises over its last part.
        private double melody(double along, boolean question) {
            var falling = 1.12 - 0.27 * along;
            return pitch * (question && along > 0.7 ? falling + 1.2 * (along - 0.7) : falling);
        }

        private double[] one(Sound next, double height) {
            var wave = new double[(int) (next.millis() / rate * SAMPLES_A_SECOND / 1000)];
            var glide = Math.max(1, Math.min(wave.length, SAMPLES_A_SECOND * 45 / 1000));
            var from = now;
            for (var each = 0; each < wave.length; each++) {
                var share = Math.min(1, (double) each / glide);
                if (each % STEP == 0) {
                    first.tune(between(from.f1(), next.f1(), share), 70);
                    second.tune(between(from.f2(), next.f2(), share), 100);
                    third.tune(between(from.f3(), next.f3(), share), 160);
                    hissing.tune(next.hissAt() == 0 ? from.hissAt() : next.hissAt(), 900);
                }
                var voice = pulse(height) * between(from.voice(), next.voice(), share);
                var breath = noise.nextDouble(-1, 1) * between(from.hiss(), next.hiss(), share);
                wave[each] = third.next(second.next(first.next(voice))) + 0.8 * hissing.next(breath);
            }
            now = next;
            return wave;
        }

        private static double between(double from, double to, double share) {
            return from + (to - from) * share;
        }

        // The opening and closing of the glottis (A. Rosenberg, 1971), as its change: that is what is radiated.
        private double pulse(double height) {
            phase = (phase + height / SAMPLES_A_SECOND) % 1;
            if (phase < 0.4) {
                return Math.sin(Math.PI * phase / 0.4) * 0.6;
            }
            return phase < 0.56 ? -1.5 * Math.sin(Math.PI * (phase - 0.4) / 0.16) : 0;
        }
    }

    private static byte[] wav(double[] wave, double volume) {
        var peak = 1e-9;
        for (var sample : wave) {
            peak = Math.max(peak, Math.abs(sample));
        }
        var bytes = new byte[2 * wave.length];
        for (var each = 0; each < wave.length; each++) {
            var sample = (int) Math.round(wave[each] / peak * volume * Short.MAX_VALUE);
            bytes[2 * each] = (byte) sample;
            bytes[2 * each + 1] = (byte) (sample >> 8);
        }
        var format = new AudioFormat(SAMPLES_A_SECOND, 16, 1, true, false);
        var file = new ByteArrayOutputStream();
        try (var in = new AudioInputStream(new ByteArrayInputStream(bytes), format, wave.length)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }
}
