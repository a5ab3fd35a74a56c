package io.jenkins.trainmodel.trainer.network.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.tensor.TensorPieces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FirstValuesTest {
    static Stream<Initialization> initializations() {
        return Stream.of(
                new Initialization.Uniform(0.5), new Initialization.Normal(0.5), new Initialization.Constant(0.5));
    }

    private static FirstValues values(Initialization initialization) {
        return new FirstValues(TensorSpec.parameter("weight", initialization, 3, 3), 42);
    }

    @ParameterizedTest
    @MethodSource("initializations")
    void shouldDrawTheSameValuesHoweverTheyAreRead(Initialization initialization) throws IOException {
        ByteBuffer whole = values(initialization).data();
        FirstValues pieces = values(initialization);
        ByteBuffer joined = ByteBuffer.allocate(9 * Float.BYTES);

        new TensorPieces(ByteBuffer.allocate(8)).forEach(pieces, (offset, piece) -> joined.put(piece));

        assertThat(joined.flip()).isEqualTo(whole);
        ByteBuffer back = ByteBuffer.allocate(2 * Float.BYTES);
        pieces.read(3 * Float.BYTES, back);
        assertThat(back.flip()).isEqualTo(whole.slice(3 * Float.BYTES, 2 * Float.BYTES));
        ByteBuffer ahead = ByteBuffer.allocate(Float.BYTES);
        pieces.read(8 * Float.BYTES, ahead);
        assertThat(ahead.flip()).isEqualTo(whole.slice(8 * Float.BYTES, Float.BYTES));
    }
}
