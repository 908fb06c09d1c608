package codex.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A range of internet addresses and how far it reaches, by the special-purpose registries of IANA (RFC 6890) and by what
 * clouds put there.
 *
 * @param words what such an address is, for a sentence
 */
record AddressRange(InetAddress network, int bits, Reach reach, String words) {
    enum Reach {
        /** Anywhere in the internet. */
        PUBLIC,
        /** This network. */
        PRIVATE,
        /** This machine. */
        OWN,
        /** No service of anybody's choice. */
        NOWHERE
    }

    private static final String CREDENTIALS = "where clouds keep the credentials of machines";
    private static final AddressRange PUBLIC = range("0.0.0.0", 0, Reach.PUBLIC, "a public address");
    private static final AddressRange UNKNOWN = range("::", 0, Reach.NOWHERE, "an address outside the internet");

    /** The first that fits counts, so exceptions come before the range they are in. */
    private static final List<AddressRange> KNOWN = List.of(
            nowhere("169.254.169.254", 32, CREDENTIALS),
            nowhere("100.100.100.200", 32, CREDENTIALS),
            nowhere("168.63.129.16", 32, CREDENTIALS),
            nowhere("fd00:ec2::254", 128, CREDENTIALS),
            nowhere("fd20:ce::254", 128, CREDENTIALS),
            range("127.0.0.0", 8, Reach.OWN, "this machine"),
            range("::1", 128, Reach.OWN, "this machine"),
            range("10.0.0.0", 8, Reach.PRIVATE, "a private address"),
            range("172.16.0.0", 12, Reach.PRIVATE, "a private address"),
            range("192.168.0.0", 16, Reach.PRIVATE, "a private address"),
            range("100.64.0.0", 10, Reach.PRIVATE, "a private address"),
            range("fc00::", 7, Reach.PRIVATE, "a private address"),
            nowhere("0.0.0.0", 8, "no address of a machine"),
            nowhere("169.254.0.0", 16, "a link-local address, where clouds keep the credentials of machines"),
            nowhere("192.0.0.0", 24, "reserved"),
            nowhere("192.0.2.0", 24, "for documentation"),
            nowhere("192.88.99.0", 24, "a relay of IPv6"),
            nowhere("198.18.0.0", 15, "for measurements"),
            nowhere("198.51.100.0", 24, "for documentation"),
            nowhere("203.0.113.0", 24, "for documentation"),
            nowhere("224.0.0.0", 4, "an address of many"),
            nowhere("240.0.0.0", 4, "reserved"),
            nowhere("2001::", 23, "reserved"),
            nowhere("2001:db8::", 32, "for documentation"),
            nowhere("2002::", 16, "another address in disguise"),
            nowhere("fe80::", 10, "a link-local address"));

    private static final AddressRange GLOBAL = range("2000::", 3, Reach.PUBLIC, "a public address");

    /** The narrowest that is known; of IPv6, only what IANA has given out is public. */
    static AddressRange of(InetAddress address) {
        return KNOWN.stream()
                .filter(range -> range.holds(address))
                .findFirst()
                .orElseGet(() -> address.getAddress().length == 4 || GLOBAL.holds(address) ? PUBLIC : UNKNOWN);
    }

    private boolean holds(InetAddress address) {
        var bytes = address.getAddress();
        var wanted = network.getAddress();
        if (bytes.length != wanted.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> bit % 8;
            if ((bytes[bit / 8] & mask) != (wanted[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static AddressRange nowhere(String network, int bits, String words) {
        return range(network, bits, Reach.NOWHERE, words);
    }

    private static AddressRange range(String network, int bits, Reach reach, String words) {
        try {
            return new AddressRange(InetAddress.getByName(network), bits, reach, words);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("a range is written in numbers: " + network, impossible);
        }
    }
}
