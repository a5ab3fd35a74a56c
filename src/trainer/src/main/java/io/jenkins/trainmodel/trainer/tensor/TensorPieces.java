package io.jenkins.trainmodel.trainer.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks through tensors of any size with one small buffer, so that no copy of a whole one is made. For one operation on one
 * thread.
 */
public final class TensorPieces {
    /** Large enough that a call costs little beside its copy, small enough for a processor's cache. */
    private static final int USUAL = 1 << 20;

    private final ByteBuffer piece;

    public TensorPieces() {
        this(ByteBuffer.allocate(USUAL));
    }

    /** @param piece holds a piece; its capacity is a multiple of the largest element's size */
    public TensorPieces(ByteBuffer piece) {
        if (piece.capacity() == 0 || piece.capacity() % Long.BYTES != 0) {
            throw new IllegalArgumentException(
                    "a piece of " + piece.capacity() + " bytes does not hold whole elements");
        }
        this.piece = piece.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** With a buffer outside the heap, which native code can read. */
    public static TensorPieces outsideHeap() {
        return new TensorPieces(ByteBuffer.allocateDirect(USUAL));
    }

    /** Takes one piece after another. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes a piece.
         *
         * @param offset of its first byte
         * @param piece from position 0 to limit, little-endian; filled anew when this returns
         */
        void take(long offset, ByteBuffer piece) throws IOException;
    }

    /** Hands out all of a tensor, from the first byte to the last. */
    public void forEach(NamedTensor tensor, Taker taker) throws IOException {
        long size = tensor.byteSize();
        for (long offset = 0; offset < size; offset += piece.capacity()) {
            tensor.read(offset, piece.clear().limit((int) Math.min(piece.capacity(), size - offset)));
            taker.take(offset, piece.flip());
        }
    }

    /** Whether type, shape and all bits are the same. */
    public boolean isEqual(NamedTensor one, NamedTensor other) throws IOException {
        if (one.type() != other.type() || !one.shape().equals(other.shape())) {
            return false;
        }
        ByteBuffer second = ByteBuffer.allocate(piece.capacity());
        boolean[] equal = {true};
        forEach(one, (offset, first) -> {
            other.read(offset, second.clear().limit(first.limit()));
            equal[0] &= first.equals(second.flip());
        });
        return equal[0];
    }
}
