package io.jenkins.trainmodel.trainer.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file whose header was read and checked. The data of a tensor is read each time it is asked for, straight
 * from the file, so a file may be larger than the memory.
 *
 * @param metadata strings about the file, such as {@code format}
 * @param tensors in the order of their data
 */
record SafetensorsFile(Path file, Map<String, String> metadata, List<NamedTensor> tensors) {
    private static final long LONGEST_HEADER = 100_000_000;
    private static final int PIECE = 1 << 18;

    /**
     * Reads the header.
     *
     * @throws TensorFormatException if the file is not what the format says
     * @throws IOException if it cannot be read
     */
    static SafetensorsFile open(Path file) throws IOException {
        // not a channel: see SafetensorsWriter
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] json = new byte[headerLength(file, in)];
            in.readFully(json);
            long dataStart = in.getFilePointer();
            SafetensorsHeader header = SafetensorsHeader.parse(file, json, in.length() - dataStart);
            List<NamedTensor> tensors = header.entries().stream()
                    .<NamedTensor>map(entry -> new FileTensor(file, dataStart, entry))
                    .toList();
            return new SafetensorsFile(file, header.metadata(), tensors);
        }
    }

    private static int headerLength(Path file, RandomAccessFile in) throws IOException {
        if (in.length() < Long.BYTES) {
            throw new TensorFormatException(file, "it has " + in.length() + " bytes, too few for a header");
        }
        long length = Long.reverseBytes(in.readLong());
        if (length < 0 || length > LONGEST_HEADER || length > in.length() - Long.BYTES) {
            throw new TensorFormatException(file, "the header would have " + Long.toUnsignedString(length) + " bytes");
        }
        return (int) length;
    }

    private record FileTensor(Path file, long dataStart, TensorEntry entry) implements NamedTensor {
        @Override
        public String name() {
            return entry.name();
        }

        @Override
        public TensorType type() {
            return entry.type();
        }

        @Override
        public List<Long> shape() {
            return entry.shape();
        }

        @Override
        public void read(long offset, ByteBuffer target) throws IOException {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(dataStart + entry.begin() + offset);
                fill(in, target);
            } catch (IOException failure) {
                throw new IOException("tensor " + name() + " cannot be read from " + file, failure);
            }
        }

        private static void fill(RandomAccessFile in, ByteBuffer data) throws IOException {
            byte[] piece = new byte[Math.min(PIECE, data.remaining())];
            while (data.hasRemaining()) {
                int count = in.read(piece, 0, Math.min(piece.length, data.remaining()));
                if (count < 0) {
                    throw new EOFException("the file was cut off after it was opened");
                }
                data.put(piece, 0, count);
            }
        }
    }
}
