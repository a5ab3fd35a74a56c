package io.jenkins.plugins.trainmodel.delivery;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Tells addresses of the public Internet from those of this machine, its network and its cloud, which answer to Jenkins and
 * not to everybody: the special-purpose registries of IANA (RFC 6890), and IPv6 addresses that carry an IPv4 one.
 */
public final class PublicAddresses {
    private static final int BYTE_BITS = 8;

    private static final List<Block> SPECIAL = List.of(
            Block.of("0.0.0.0", 8),
            Block.of("10.0.0.0", 8),
            Block.of("100.64.0.0", 10),
            Block.of("127.0.0.0", 8),
            Block.of("169.254.0.0", 16),
            Block.of("172.16.0.0", 12),
            Block.of("192.0.0.0", 24),
            Block.of("192.0.2.0", 24),
            Block.of("192.168.0.0", 16),
            Block.of("198.18.0.0", 15),
            Block.of("198.51.100.0", 24),
            Block.of("203.0.113.0", 24),
            Block.of("224.0.0.0", 3),
            Block.of("::", 96),
            Block.of("64:ff9b::", 96),
            Block.of("64:ff9b:1::", 48),
            Block.of("100::", 64),
            Block.of("2001::", 23),
            Block.of("2001:db8::", 32),
            Block.of("2002::", 16),
            Block.of("fc00::", 7),
            Block.of("fe80::", 9),
            Block.of("ff00::", 8));

    private PublicAddresses() {}

    /** All addresses that begin with the same bits. */
    private record Block(byte[] start, int bits) {
        static Block of(String start, int bits) {
            try {
                // An address is never looked up.
                return new Block(InetAddress.getByName(start).getAddress(), bits);
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean holds(byte[] address) {
            int rest = start.length * BYTE_BITS - bits;
            return address.length == start.length && bits(address, rest).equals(bits(start, rest));
        }

        private static BigInteger bits(byte[] address, int rest) {
            return new BigInteger(1, address).shiftRight(rest);
        }
    }

    /**
     * The addresses that the name leads to now. Whoever connects uses these and asks no name server again, which could answer
     * otherwise the second time.
     *
     * @throws UnknownHostException if there are none
     * @throws ForbiddenAddressException if one of them is not public
     */
    public static List<InetAddress> of(String host) throws UnknownHostException, ForbiddenAddressException {
        List<InetAddress> all = List.of(InetAddress.getAllByName(host));
        for (InetAddress address : all) {
            if (!isPublic(address)) {
                throw new ForbiddenAddressException(host, address);
            }
        }
        return all;
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return SPECIAL.stream().noneMatch(block -> block.holds(bytes));
    }
}
