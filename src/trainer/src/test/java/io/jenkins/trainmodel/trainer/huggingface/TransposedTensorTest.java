package io.jenkins.trainmodel.trainer.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorPieces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransposedTensorTest {
    private static final HostTensor SOURCE =
            HostTensor.of("weight", List.of(2L, 5L), 0, 1, 2, 3, 4, 10, 11, 12, 13, 14);

    @ParameterizedTest
    @CsvSource({"1,8", "16,8", "24,16", "1000,8", "1000,1000"})
    void shouldExchangeRowsAndColumnsInBlocksOfAnySize(int blockBytes, int pieceBytes) throws IOException {
        TransposedTensor transposed = new TransposedTensor(SOURCE, blockBytes);
        List<Float> values = new ArrayList<>();

        for (int pass = 0; pass < 2; pass++) {
            new TensorPieces(ByteBuffer.allocate(pieceBytes)).forEach(transposed, (offset, piece) -> {
                while (piece.hasRemaining()) {
                    values.add(piece.getFloat());
                }
            });
        }

        assertThat(transposed.shape()).containsExactly(5L, 2L);
        assertThat(values.subList(0, 10)).containsExactly(0f, 10f, 1f, 11f, 2f, 12f, 3f, 13f, 4f, 14f);
        assertThat(values.subList(10, 20)).isEqualTo(values.subList(0, 10));
    }

    @ParameterizedTest
    @CsvSource({"1", "16", "1000"})
    void shouldFindAnyPartAtOnce(int blockBytes) throws IOException {
        TransposedTensor transposed = new TransposedTensor(SOURCE, blockBytes);
        ByteBuffer part = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

        transposed.read(24, part);

        assertThat(List.of(part.getFloat(0), part.getFloat(4))).containsExactly(3f, 13f);
    }
}
