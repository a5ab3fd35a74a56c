package io.jenkins.trainmodel.trainer.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A new file of records as TensorFlow frames them (tensorflow.org, "TFRecord", "TFRecords format details"): length as
 * uint64, masked CRC32C of the length, data, masked CRC32C of the data, all little-endian. A reader waits at a record that
 * is cut short.
 */
final class RecordFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MASK = 0xa282ead8;

    private final OutputStream file;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(BUFFER_BYTES);

    RecordFile(Path path) throws IOException {
        file = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void append(byte[] data) throws IOException {
        ByteBuffer header = buffer(Long.BYTES).putLong(data.length);
        pending.writeBytes(header.array());
        pending.writeBytes(checksum(header.array()));
        pending.writeBytes(data);
        pending.writeBytes(checksum(data));
        if (pending.size() >= BUFFER_BYTES) {
            flush();
        }
    }

    /** Gives whole records to the operating system. */
    void flush() throws IOException {
        pending.writeTo(file);
        pending.reset();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush();
        }
    }

    private static byte[] checksum(byte[] data) {
        CRC32C checksum = new CRC32C();
        checksum.update(data);
        return buffer(Integer.BYTES).putInt(masked((int) checksum.getValue())).array();
    }

    /** A checksum as it stands in a file. */
    static int masked(int checksum) {
        return Integer.rotateRight(checksum, 15) + MASK;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
