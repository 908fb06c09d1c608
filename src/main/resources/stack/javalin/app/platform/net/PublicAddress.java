package app.platform.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Which addresses are of the internet, by the special-purpose registries of IANA (RFC 6890); all others are inside of something. */
final class PublicAddress {
    private static final List<Range> SPECIAL = List.of(
            range("0.0.0.0", 8),
            range("10.0.0.0", 8),
            range("100.64.0.0", 10),
            range("127.0.0.0", 8),
            // Where clouds keep the credentials of machines lies in here, but for the one after it.
            range("169.254.0.0", 16),
            range("168.63.129.16", 32),
            range("172.16.0.0", 12),
            range("192.0.0.0", 24),
            range("192.0.2.0", 24),
            range("192.88.99.0", 24),
            range("192.168.0.0", 16),
            range("198.18.0.0", 15),
            range("198.51.100.0", 24),
            range("203.0.113.0", 24),
            range("224.0.0.0", 4),
            range("240.0.0.0", 4),
            // Teredo and 6to4 carry an address of IPv4 in them, as NAT64 does, which is outside of GIVEN_OUT.
            range("2001::", 23),
            range("2001:db8::", 32),
            range("2002::", 16),
            range("3fff::", 20));

    /** Of IPv6, only this has been given out; unique-local, link-local, multicast and NAT64 are outside. */
    private static final Range GIVEN_OUT = range("2000::", 3);

    private PublicAddress() {}

    /** Java has an IPv4 address that is mapped into IPv6 as IPv4 already. */
    static boolean is(InetAddress address) {
        var version4 = address.getAddress().length == 4;
        return (version4 || GIVEN_OUT.holds(address)) && SPECIAL.stream().noneMatch(range -> range.holds(address));
    }

    private record Range(byte[] network, int bits) {
        boolean holds(InetAddress address) {
            var bytes = address.getAddress();
            if (bytes.length != network.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> bit % 8;
                if ((bytes[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Range range(String network, int bits) {
        try {
            return new Range(InetAddress.getByName(network).getAddress(), bits);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("a range is written in numbers: " + network, impossible);
        }
    }
}
