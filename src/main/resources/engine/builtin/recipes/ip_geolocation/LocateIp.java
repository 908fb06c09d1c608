import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

final class LocateIp {
    public static IpPlace locateIp(LocateIpInput input, Context context) {
        var address = bytes(input.ip());
        return RANGES.stream()
                .filter(range -> range.has(address))
                .findFirst()
                .map(range -> new IpPlace(
                        input.ip(), address.length == 4 ? 4 : 6, range.written(), range.scope(), null, null, SOURCE))
                .orElseGet(() -> asked(input.ip(), address.length == 4 ? 4 : 6, context));
    }

    private static IpPlace asked(String ip, int version, Context context) {
        var provider = context.provider("GEOIP_URL").orElseThrow(() -> Problem.notFound("The place of " + ip
                + " is not known: this application knows the special ranges alone, and no service is set."));
        var answer = provider.get(Map.of("ip", ip), List.of("application/json"));
        var place = answer.map(LocateIp::read).orElse(NullNode.getInstance());
        var country = first(place, "country_code", "countryCode", "country");
        if (country == null) {
            throw Problem.notFound("The place of " + ip + " is not known.");
        }
        return new IpPlace(ip, version, null, "public", country, first(place, "city", "cityName"), provider.host());
    }

    private static JsonNode read(Fetched answer) {
        try {
            return JSON.readTree(answer.bytes());
        } catch (IOException other) {
            throw new Problem(502, "The service of places answers in a form that is not understood.", List.of());
        }
    }

    private static String first(JsonNode place, String... members) {
        return Arrays.stream(members)
                .map(member -> place.path(member).asText())
                .filter(text -> !text.isBlank() && !text.equals("null"))
                .findFirst()
                .orElse(null);
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SOURCE = "local table: IANA special-purpose address registries";
    private static final List<Range> RANGES = List.of(
            new Range("0.0.0.0/8", "this network"),
            new Range("10.0.0.0/8", "private network"),
            new Range("100.64.0.0/10", "shared address space of a provider"),
            new Range("127.0.0.0/8", "loopback"),
            new Range("169.254.0.0/16", "link-local"),
            new Range("172.16.0.0/12", "private network"),
            new Range("192.0.2.0/24", "documentation"),
            new Range("192.168.0.0/16", "private network"),
            new Range("198.18.0.0/15", "benchmarking"),
            new Range("198.51.100.0/24", "documentation"),
            new Range("203.0.113.0/24", "documentation"),
            new Range("224.0.0.0/4", "multicast"),
            new Range("255.255.255.255/32", "limited broadcast"),
            new Range("240.0.0.0/4", "reserved"),
            new Range("::/128", "unspecified"),
            new Range("::1/128", "loopback"),
            new Range("2001:db8::/32", "documentation"),
            new Range("fc00::/7", "private network"),
            new Range("fe80::/10", "link-local"),
            new Range("ff00::/8", "multicast"));

    private record Range(String written, String scope) {
        boolean has(byte[] address) {
            var slash = written.indexOf('/');
            var network = bytes(written.substring(0, slash));
            var free = network.length * 8 - Integer.parseInt(written.substring(slash + 1));
            return network.length == address.length
                    && new BigInteger(1, network).shiftRight(free).equals(new BigInteger(1, address).shiftRight(free));
        }
    }

    private static byte[] bytes(String written) {
        return written.contains(":") ? six(written) : four(written);
    }

    private static byte[] four(String written) {
        if (!written.matches("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}")) {
            throw noAddress();
        }
        var bytes = new byte[4];
        var parts = written.split("\\.");
        for (var each = 0; each < 4; each++) {
            bytes[each] = (byte) Integer.parseInt(parts[each]);
        }
        return bytes;
    }

    // RFC 4291, section 2.2: eight groups; one row of zeros may be left out, and the last two may be written as IPv4.
    private static byte[] six(String written) {
        var tail = written.substring(written.lastIndexOf(':') + 1);
        if (tail.contains(".")) {
            var four = four(tail);
            var groups = "%02x%02x:%02x%02x".formatted(four[0], four[1], four[2], four[3]);
            return six(written.substring(0, written.length() - tail.length()) + groups);
        }
        var halves = written.split("::", -1);
        var first = groups(halves[0]);
        var last = halves.length == 2 ? groups(halves[1]) : List.<Integer>of();
        var left = 8 - first.size() - last.size();
        if (halves.length > 2 || (halves.length == 2 ? left < 1 : left != 0)) {
            throw noAddress();
        }
        var address = ByteBuffer.allocate(16);
        first.forEach(group -> address.putShort(group.shortValue()));
        address.position(16 - 2 * last.size());
        last.forEach(group -> address.putShort(group.shortValue()));
        return mapped(address.array());
    }

    private static List<Integer> groups(String written) {
        if (written.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(written.split(":", -1))
                .map(group -> {
                    if (!group.matches("[0-9a-fA-F]{1,4}")) {
                        throw noAddress();
                    }
                    return Integer.parseInt(group, 16);
                })
                .toList();
    }

    // An IPv4 address that is carried in IPv6 (::ffff:0:0/96) lies where the IPv4 address does.
    private static byte[] mapped(byte[] six) {
        var value = new BigInteger(1, six);
        return value.shiftRight(32).equals(BigInteger.valueOf(0xffff)) ? Arrays.copyOfRange(six, 12, 16) : six;
    }

    private static RuntimeException noAddress() {
        return Problem.badRequest("ip", "must be an IPv4 or IPv6 address");
    }
}
