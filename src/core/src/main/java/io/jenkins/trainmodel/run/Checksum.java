package io.jenkins.trainmodel.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** How a manifest tells whether a file is as it was written. */
public enum Checksum {
    /** For what is handed on: nobody makes another file with the same one (FIPS 180-4). */
    SHA_256("SHA-256") {
        @Override
        public Sum begin() {
            return new Sha256(digest());
        }
    },
    /** For what stays where it is written, and may be damaged there: many times as fast (RFC 3720, appendix B.4). */
    CRC_32C("CRC-32C") {
        @Override
        public Sum begin() {
            return new Crc32c(new CRC32C());
        }
    };

    private static final int PIECE = 1 << 20;

    private final String words;

    Checksum(String words) {
        this.words = words;
    }

    /** The sum of what comes in pieces. */
    public interface Sum {
        /** @param data from its position to its limit, which becomes its position */
        void add(ByteBuffer data);

        /** Hexadecimal digits in lower case: 64 of SHA-256, 8 of CRC-32C. To be asked once. */
        String digits();
    }

    public abstract Sum begin();

    /** Of a file of any size; a link is not followed. */
    public String of(Path file) throws IOException {
        Sum sum = begin();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                sum.add(ByteBuffer.wrap(piece, 0, count));
            }
        }
        return sum.digits();
    }

    /** Its name, as standards write it. */
    @Override
    public String toString() {
        return words;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private record Sha256(MessageDigest digest) implements Sum {
        @Override
        public void add(ByteBuffer data) {
            digest.update(data);
        }

        @Override
        public String digits() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private record Crc32c(CRC32C crc) implements Sum {
        @Override
        public void add(ByteBuffer data) {
            crc.update(data);
        }

        @Override
        public String digits() {
            return HexFormat.of().toHexDigits((int) crc.getValue());
        }
    }
}
