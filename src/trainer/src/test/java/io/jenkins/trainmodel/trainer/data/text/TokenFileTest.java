package io.jenkins.trainmodel.trainer.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of files that are mapped piece by piece. */
class TokenFileTest {
    private static final int VOCABULARY = 50_000;
    /** 16 bytes a mapping. */
    private static final int FEW = 4;

    @TempDir
    private Path folder;

    private TokenFile file(int width, int... tokens) throws IOException {
        Path file = folder.resolve("tokens" + tokens.length);
        try (TokenWriter writer = new TokenWriter(file, width)) {
            writer.write(tokens);
        }
        return TokenFile.open(file, width, VOCABULARY, FEW);
    }

    private static int[] tokens(int count) {
        return IntStream.range(0, count).map(place -> place * 7919 % VOCABULARY).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {Short.BYTES, Integer.BYTES})
    void shouldCutWindowsAcrossMappings(int width) throws IOException {
        int[] all = tokens(101);
        TokenFile tokens = file(width, all);
        TokenWindows windows = new TokenWindows(tokens, 11);

        assertThat(tokens.size()).isEqualTo(101);
        assertThat(windows.size()).isEqualTo(9);
        for (int window = 0; window < 9; window++) {
            List<List<Integer>> both = Texts.window(windows, window);
            assertThat(both.get(0)).isEqualTo(part(all, window * 11));
            assertThat(both.get(1)).isEqualTo(part(all, window * 11 + 1));
        }
    }

    private static List<Integer> part(int[] all, int from) {
        return IntStream.range(from, from + 11).map(place -> all[place]).boxed().toList();
    }

    @Test
    void shouldFindWindowsThatLieAcrossMappings() throws IOException {
        int[] all = tokens(200);
        TokenFile validation = file(
                Short.BYTES,
                IntStream.concat(IntStream.range(0, 12).map(place -> all[5 + place]), IntStream.range(0, 18))
                        .toArray());

        assertThat(Overlap.count(file(Short.BYTES, all), validation, 12, Overlap.OF_VALIDATION, LoadProgress.NONE))
                .isEqualTo(1);
    }

    /** The file has a hole, which takes no room on the disk. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReadTokensBeyondWhatAnIntCounts() throws IOException {
        long size = (1L << 31) + (1 << 20) + 1;
        Path file = folder.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size * Short.BYTES);
            sparse.seek((size - 3) * Short.BYTES);
            // the lowest byte first
            sparse.write(new byte[] {1, 2, 3, 0, (byte) 0xFF, (byte) 0xFF});
        }
        TokenFile tokens = TokenFile.open(file, Short.BYTES, VOCABULARY);
        TokenWindows windows = new TokenWindows(tokens, 1 << 20);

        assertThat(tokens.size()).isEqualTo(size);
        assertThat(windows.size()).isEqualTo((1 << 11) + 1);
        assertThat(tokens.at((1L << 31) - 1)).isZero();
        assertThat(tokens.at(size - 3)).isEqualTo(0x0201);
        assertThat(tokens.at(size - 2)).isEqualTo(3);
        assertThatThrownBy(() -> Texts.window(windows, 1 << 11))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("65535 is not among the 50000");
    }
}
