package io.jenkins.trainmodel.trainer.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlapTest {
    private static final int TOKENS = (1 << 21) + 5;

    @TempDir
    private Path folder;

    private TokenFile file(String name, int... tokens) throws IOException {
        Path file = folder.resolve(name);
        try (TokenWriter writer = new TokenWriter(file, Short.BYTES)) {
            writer.write(tokens);
        }
        return TokenFile.open(file, Short.BYTES, 1 << Short.SIZE);
    }

    @Test
    void shouldSayHowFarTheSearchOfALargeTextIs() throws IOException {
        TokenFile train = file(
                "train", IntStream.range(0, TOKENS).map(place -> place % 60_000).toArray());
        TokenFile validation = file("validation", 59_998, 59_999, 0, 1, 7, 7, 7, 7);
        List<Long> told = new ArrayList<>();

        long found = Overlap.count(train, validation, 4, Overlap.OF_VALIDATION, (source, done, total) -> {
            assertThat(source).isEqualTo("the training text for windows of the validation text");
            assertThat(total).isEqualTo(TOKENS);
            told.add(done);
        });

        assertThat(found).isEqualTo(1);
        assertThat(told).hasSize(2).isSorted();
    }
}
