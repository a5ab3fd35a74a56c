package io.jenkins.trainmodel.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiniteTensorsTest {
    private static final int INFINITY_OF_BFLOAT16 = 0x7F80;
    private static final int NEGATIVE_INFINITY_OF_FLOAT16 = 0xFC00;
    private static final int LARGEST_OF_FLOAT16 = 0x7BFF;

    @Test
    void shouldAcceptEveryNumber() {
        assertThatNoException()
                .isThrownBy(() -> FiniteTensors.require(List.of(
                        HostTensor.of("weight", List.of(3L), Float.MAX_VALUE, -Float.MIN_VALUE, 0),
                        HostTensor.vector("sums", Double.MAX_VALUE, -0.0),
                        half("half", TensorType.F16, LARGEST_OF_FLOAT16),
                        HostTensor.scalar("step", Long.MIN_VALUE))));
    }

    @Test
    void shouldNameTheFirstTensorThatIsNoLongerFiniteAndCountItsValues() {
        List<NamedTensor> tensors = List.of(
                HostTensor.of("weight", List.of(2L), 1, 2),
                HostTensor.of("running_var", List.of(3L), Float.NaN, 1, Float.NEGATIVE_INFINITY));

        assertThatExceptionOfType(NonFiniteTensorException.class)
                .isThrownBy(() -> FiniteTensors.require(tensors))
                .withMessage("the tensor running_var is no longer finite (2 of its 3 values are NaN or infinite)");
    }

    @Test
    void shouldKnowEveryFloatingType() throws IOException {
        List<NamedTensor> tensors = List.of(
                HostTensor.vector("double", Double.POSITIVE_INFINITY),
                half("brain", TensorType.BF16, INFINITY_OF_BFLOAT16),
                half("half", TensorType.F16, NEGATIVE_INFINITY_OF_FLOAT16));

        assertThat(FiniteTensors.problems(tensors)).hasSize(3);
    }

    private static NamedTensor half(String name, TensorType type, int bits) {
        ByteBuffer elements = ByteBuffer.allocate(Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        elements.putShort(0, (short) bits);
        return new HostTensor(name, type, List.of(1L), elements);
    }
}
