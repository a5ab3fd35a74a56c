package io.jenkins.trainmodel.trainer.torchscript;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * A tensor of an archive; its elements are read from the file when they are asked for.
 *
 * @param kind what the module takes it for
 */
public record ScriptTensor(ScriptZip zip, String name, PickleValue.Stored stored, Kind kind) implements NamedTensor {
    /** What a module takes a tensor for. */
    public enum Kind {
        PARAMETER,
        /** One that is not trained, as {@code requires_grad_(False)} says. */
        STILL_PARAMETER,
        /** A buffer, or a value that nothing changes. */
        OTHER
    }

    /** A tensor whose elements lie in another order than its own is put in order in memory. */
    private static final long LARGEST_REORDERED = Integer.MAX_VALUE - 8;

    public boolean trainable() {
        return kind == Kind.PARAMETER;
    }

    @Override
    public TensorType type() {
        return stored.storage().type();
    }

    @Override
    public List<Long> shape() {
        return stored.shape();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        long begin = stored.offset() * type().bytes();
        if (isInOrder()) {
            copy(begin + offset, target);
        } else {
            reorder(offset, target);
        }
    }

    /** Whether each element is followed by the next one, in row-major order. */
    private boolean isInOrder() {
        long next = 1;
        for (int axis = shape().size() - 1; axis >= 0; axis--) {
            long size = shape().get(axis);
            if (size != 1 && stored.strides().get(axis) != next) {
                return size == 0;
            }
            next *= size;
        }
        return true;
    }

    private void copy(long from, ByteBuffer target) throws IOException {
        try (ZipFile file = new ZipFile(zip.path().toFile());
                InputStream stream = zip.stream(file, entry())) {
            stream.skipNBytes(from);
            byte[] piece = new byte[target.remaining()];
            if (stream.readNBytes(piece, 0, piece.length) < piece.length) {
                throw new ScriptFileException("its entry " + entry() + " is shorter than tensor " + name + " needs");
            }
            target.put(piece);
        }
    }

    String entry() {
        return "data/" + stored.storage().key();
    }

    private void reorder(long offset, ByteBuffer target) throws IOException {
        int size = type().bytes();
        if (stored.storage().elements() > LARGEST_REORDERED / size) {
            throw new ScriptFileException("tensor " + name + " is too large to be put in order; export it contiguous");
        }
        byte[] all = zip.whole(entry(), this::storage);
        for (long element = offset / size; target.hasRemaining(); element++) {
            target.put(all, (int) place(element) * size, size);
        }
    }

    private byte[] storage() throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) stored.storage().bytes());
        copy(0, all);
        return all.array();
    }

    /** The place in the storage of an element that is counted in row-major order. */
    private long place(long element) {
        long place = stored.offset();
        long rest = element;
        for (int axis = shape().size() - 1; axis >= 0; axis--) {
            long size = shape().get(axis);
            place += rest % size * stored.strides().get(axis);
            rest /= size;
        }
        return place;
    }
}
