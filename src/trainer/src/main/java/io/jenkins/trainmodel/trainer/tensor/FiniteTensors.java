package io.jenkins.trainmodel.trainer.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Are all values of these tensors numbers? What is not finite computes nothing but more of its kind, so it is never kept. */
public final class FiniteTensors {
    private static final int EXPONENT_OF_FLOAT = 0x7F80_0000;
    private static final long EXPONENT_OF_DOUBLE = 0x7FF0_0000_0000_0000L;
    private static final int EXPONENT_OF_BFLOAT16 = 0x7F80;
    private static final int EXPONENT_OF_FLOAT16 = 0x7C00;

    private final TensorPieces pieces = new TensorPieces();
    /** Of one piece: what lies in an array is looked through several times as fast as what lies in a buffer. */
    private int[] floats = new int[0];

    private FiniteTensors() {}

    /**
     * Looks through all values.
     *
     * @throws NonFiniteTensorException if one of them is NaN or infinite
     */
    public static void require(List<? extends NamedTensor> tensors) throws IOException {
        FiniteTensors search = new FiniteTensors();
        for (NamedTensor tensor : tensors) {
            Optional<NonFiniteTensorException> problem = search.problem(tensor);
            if (problem.isPresent()) {
                throw problem.get();
            }
        }
    }

    /** What is wrong with those that are not finite. */
    public static List<NonFiniteTensorException> problems(List<? extends NamedTensor> tensors) throws IOException {
        FiniteTensors search = new FiniteTensors();
        List<NonFiniteTensorException> problems = new ArrayList<>();
        for (NamedTensor tensor : tensors) {
            search.problem(tensor).ifPresent(problems::add);
        }
        return problems;
    }

    private Optional<NonFiniteTensorException> problem(NamedTensor tensor) throws IOException {
        long[] count = {0};
        pieces.forEach(tensor, (offset, piece) -> count[0] += count(tensor.type(), piece));
        return count[0] == 0
                ? Optional.empty()
                : Optional.of(new NonFiniteTensorException(
                        tensor.name(),
                        count[0],
                        tensor.byteSize() / tensor.type().bytes()));
    }

    /** All bits of the exponent are set in infinities and NaN alone (IEEE 754). */
    private long count(TensorType type, ByteBuffer piece) {
        return switch (type) {
            case F32 -> countFloats(piece.asIntBuffer());
            case F64 -> countDoubles(piece.asLongBuffer());
            case BF16 -> countHalves(piece.asShortBuffer(), EXPONENT_OF_BFLOAT16);
            case F16 -> countHalves(piece.asShortBuffer(), EXPONENT_OF_FLOAT16);
            case I64, I32, I16, I8, U8, BOOL -> 0;
        };
    }

    private int countFloats(IntBuffer piece) {
        int values = piece.remaining();
        floats = floats.length < values ? new int[values] : floats;
        piece.get(floats, 0, values);
        int count = 0;
        for (int i = 0; i < values; i++) {
            count += (floats[i] & EXPONENT_OF_FLOAT) == EXPONENT_OF_FLOAT ? 1 : 0;
        }
        return count;
    }

    private static long countDoubles(LongBuffer piece) {
        long count = 0;
        while (piece.hasRemaining()) {
            count += (piece.get() & EXPONENT_OF_DOUBLE) == EXPONENT_OF_DOUBLE ? 1 : 0;
        }
        return count;
    }

    private static long countHalves(ShortBuffer piece, int exponent) {
        long count = 0;
        while (piece.hasRemaining()) {
            count += (piece.get() & exponent) == exponent ? 1 : 0;
        }
        return count;
    }
}
