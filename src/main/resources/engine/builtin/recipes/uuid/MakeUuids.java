import java.util.UUID;
import java.util.stream.Stream;

final class MakeUuids {
    public static Uuids makeUuids(MakeUuidsInput input, Context context) {
        var count = input.count() == null ? 1 : input.count();
        return new Uuids(Stream.generate(() -> randomUuid(context)).limit(count).toList());
    }

    private static UUID randomUuid(Context context) {
        var high = (context.random().nextLong() & ~0xf000L) | 0x4000L;
        var low = (context.random().nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
