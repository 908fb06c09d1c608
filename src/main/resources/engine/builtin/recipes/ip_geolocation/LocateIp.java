import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

final class LocateIp {
    public static IpPlace locateIp(LocateIpInput input, Context context) {
        var address = bytes(input.ip());
        return RANGES.stream()
                .filter(range -> range.has(address))
                .findFirst()
                .map(range -> new IpPlace(
                        input.ip(), address.length == 4 ? 4 : 6, range.written(), range.scope(), null, null, SOURCE))
                .orElseThrow(() -> Problem.notFound("The place of " + input.ip()
                        + " is not known: this application has no geolocation database, only the special ranges."));
    }

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

    // Only what can be nothing but an address goes to InetAddress, which would look a name up.
    private static byte[] bytes(String written) {
        var four = written.matches("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
        var six = written.contains(":") && written.matches("[0-9a-fA-F:.]+");
        if (!four && !six) {
            throw Problem.badRequest("ip", "must be an IPv4 or IPv6 address");
        }
        try {
            return InetAddress.getByName(written).getAddress();
        } catch (UnknownHostException e) {
            throw Problem.badRequest("ip", "must be an IPv4 or IPv6 address");
        }
    }
}
