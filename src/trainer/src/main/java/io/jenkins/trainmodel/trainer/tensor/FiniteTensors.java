package io.jenkins.trainmodel.trainer.tensor;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Are all values of these tensors numbers? What is not finite computes nothing but more of its kind, so it is never kept. */
public final class FiniteTensors {
    private static final int EXPONENT_OF_BFLOAT16 = 0x7F80;
    private static final int EXPONENT_OF_FLOAT16 = 0x7C00;

    private FiniteTensors() {}

    /**
     * Looks through all values.
     *
     * @throws NonFiniteTensorException if one of them is NaN or infinite
     */
    public static void require(List<? extends NamedTensor> tensors) throws NonFiniteTensorException {
        Optional<NonFiniteTensorException> first = problems(tensors).findFirst();
        if (first.isPresent()) {
            throw first.get();
        }
    }

    /** What is wrong with those that are not finite; read lazily. */
    public static Stream<NonFiniteTensorException> problems(List<? extends NamedTensor> tensors) {
        return tensors.stream().flatMap(tensor -> {
            long count = count(tensor);
            long values = tensor.byteSize() / tensor.type().bytes();
            return count == 0 ? Stream.empty() : Stream.of(new NonFiniteTensorException(tensor.name(), count, values));
        });
    }

    private static long count(NamedTensor tensor) {
        return switch (tensor.type()) {
            case F32 -> countFloats(tensor.data());
            case F64 -> countDoubles(tensor.data());
            case BF16 -> countHalves(tensor.data(), EXPONENT_OF_BFLOAT16);
            case F16 -> countHalves(tensor.data(), EXPONENT_OF_FLOAT16);
            case I64, I32, U8, BOOL -> 0;
        };
    }

    private static long countFloats(ByteBuffer data) {
        long count = 0;
        while (data.hasRemaining()) {
            count += Float.isFinite(data.getFloat()) ? 0 : 1;
        }
        return count;
    }

    private static long countDoubles(ByteBuffer data) {
        long count = 0;
        while (data.hasRemaining()) {
            count += Double.isFinite(data.getDouble()) ? 0 : 1;
        }
        return count;
    }

    /** All bits of the exponent are set in infinities and NaN alone (IEEE 754). */
    private static long countHalves(ByteBuffer data, int exponent) {
        long count = 0;
        while (data.hasRemaining()) {
            count += (data.getShort() & exponent) == exponent ? 1 : 0;
        }
        return count;
    }
}
