package io.jenkins.trainmodel.trainer.data.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The directory that a camera leaves in an image file, of which only the orientation matters here. Where it lies depends on
 * the format; a TIFF file is such a directory itself. Damaged ones are passed over, as by everyone.
 *
 * @param directory a TIFF structure from its header on
 */
record Exif(ByteBuffer directory) {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] IDENTIFIER = {'E', 'x', 'i', 'f', 0, 0};
    private static final int PNG_EXIF = 0x65584966;
    private static final int PNG_END = 0x49454E44;
    private static final int JPEG_APP1 = 0xFFE1;
    private static final int JPEG_SCAN = 0xFFDA;
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    /** The orientation of the image in a file. */
    static Orientation orientation(byte[] content) {
        try {
            return find(content).map(Exif::orientation).orElse(Orientation.UPRIGHT);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException damaged) {
            return Orientation.UPRIGHT;
        }
    }

    private static Optional<Exif> find(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content);
        if (begins(file, new byte[] {(byte) 0xFF, (byte) 0xD8})) {
            return inJpeg(file);
        }
        if (begins(file, PNG)) {
            return inPng(file);
        }
        if (RiffChunks.isWebP(content)) {
            return RiffChunks.of(content).find("EXIF").map(Exif::withoutIdentifier);
        }
        boolean tiff = begins(file, new byte[] {'I', 'I', 42, 0}) || begins(file, new byte[] {'M', 'M', 0, 42});
        return tiff ? Optional.of(new Exif(file)) : Optional.empty();
    }

    private static boolean begins(ByteBuffer file, byte[] signature) {
        return file.remaining() >= signature.length
                && file.slice(file.position(), signature.length).equals(ByteBuffer.wrap(signature));
    }

    /** Segments up to the first scan: a marker, and a length that counts itself. */
    private static Optional<Exif> inJpeg(ByteBuffer file) {
        file.position(2);
        while (file.remaining() >= 4) {
            int marker = file.getShort() & 0xFFFF;
            if (marker == 0xFFFF) {
                // any number of 0xFF may stand before a marker
                file.position(file.position() - 1);
                continue;
            }
            int length = (file.getShort() & 0xFFFF) - 2;
            if (marker == JPEG_SCAN || marker >>> 8 != 0xFF) {
                return Optional.empty();
            }
            ByteBuffer segment = file.slice(file.position(), length);
            if (marker == JPEG_APP1 && begins(segment, IDENTIFIER)) {
                return Optional.of(withoutIdentifier(segment));
            }
            file.position(file.position() + length);
        }
        return Optional.empty();
    }

    /** Chunks of a length, a type, the data and a check sum; the directory may also come after the pixels. */
    private static Optional<Exif> inPng(ByteBuffer file) {
        file.position(PNG.length);
        while (file.remaining() >= 12) {
            int length = file.getInt();
            int type = file.getInt();
            if (type == PNG_EXIF) {
                return Optional.of(new Exif(file.slice(file.position(), length)));
            }
            // a length of more than 31 bits reads as a negative one, which would lead back
            if (type == PNG_END || length < 0 || length > file.remaining() - 4) {
                return Optional.empty();
            }
            file.position(file.position() + length + 4);
        }
        return Optional.empty();
    }

    /** WebP files have the directory with and without the identifier that JPEG files need. */
    private static Exif withoutIdentifier(ByteBuffer data) {
        int begin = begins(data, IDENTIFIER) ? IDENTIFIER.length : 0;
        return new Exif(data.slice(begin, data.remaining() - begin));
    }

    /** What the first directory says. */
    private Orientation orientation() {
        ByteBuffer tiff = directory.duplicate();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int begin = tiff.getInt(4);
        int entries = tiff.getShort(begin) & 0xFFFF;
        for (int entry = begin + 2; entries > 0; entry += ENTRY, entries--) {
            boolean found = (tiff.getShort(entry) & 0xFFFF) == ORIENTATION && tiff.getShort(entry + 2) == SHORT;
            if (found) {
                return Orientation.of(tiff.getShort(entry + 8));
            }
        }
        return Orientation.UPRIGHT;
    }
}
