package io.jenkins.trainmodel.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorPiecesTest {
    private static final HostTensor FIVE = HostTensor.of("weight", List.of(5L), 1, 2, 3, 4, 5);

    @TempDir
    Path folder;

    private static TensorPieces small() {
        return new TensorPieces(ByteBuffer.allocate(8));
    }

    private NamedTensor inAFile(NamedTensor tensor) throws IOException {
        TensorFiles files = new TensorFiles(folder, "parameters");
        files.write(List.of(HostTensor.scalar("before", 7), tensor), Long.MAX_VALUE);
        return files.read().stream()
                .filter(read -> read.name().equals(tensor.name()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldHandOutAFilePieceByPiece() throws IOException {
        List<Long> offsets = new ArrayList<>();
        List<Float> values = new ArrayList<>();

        small().forEach(inAFile(FIVE), (offset, piece) -> {
            offsets.add(offset);
            while (piece.hasRemaining()) {
                values.add(piece.getFloat());
            }
        });

        assertThat(offsets).containsExactly(0L, 8L, 16L);
        assertThat(values).containsExactly(1f, 2f, 3f, 4f, 5f);
    }

    @Test
    void shouldSeeADifferenceInAnyPiece() throws IOException {
        HostTensor other = HostTensor.of("weight", List.of(5L), 1, 2, 3, 4, 6);

        assertThat(small().isEqual(FIVE, inAFile(FIVE))).isTrue();
        assertThat(small().isEqual(other, inAFile(FIVE))).isFalse();
        assertThat(small().isEqual(HostTensor.of("weight", List.of(5L, 1L), 1, 2, 3, 4, 5), FIVE))
                .isFalse();
    }

    @Test
    void shouldHandOutNothingOfATensorWithoutElements() throws IOException {
        small().forEach(HostTensor.of("empty", List.of(0L)), (offset, piece) -> {
            throw new AssertionError("a piece at " + offset);
        });
    }

    @Test
    void shouldRefusePiecesThatWouldSplitAnElement() {
        assertThatThrownBy(() -> new TensorPieces(ByteBuffer.allocate(12)))
                .hasMessage("a piece of 12 bytes does not hold whole elements");
    }
}
