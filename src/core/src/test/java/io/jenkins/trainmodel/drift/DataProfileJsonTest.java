package io.jenkins.trainmodel.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file in a package that says how data is distributed. */
class DataProfileJsonTest {
    @TempDir
    private Path folder;

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve(DataProfileJson.FILE), bytes);
    }

    @Test
    void shouldReadWhatItWrites() throws IOException {
        DataProfile profile = DataProfile.of(
                5,
                List.of(
                        ColumnProfile.ofNumbers("age", ColumnKind.NUMBER, new double[] {1, 2, 3}, 2),
                        ColumnProfile.ofWords("city", Map.of("Rome", 5L), 30, 0)),
                2,
                Optional.of(ColumnProfile.ofWords("class", Map.of("a", 3L, "b", 2L), 1000, 0)));

        assertThat(DataProfileJson.read(write(DataProfileJson.bytes(profile)))).isEqualTo(profile);
    }

    /** The worst that this program writes: as many columns as there may be, with the longest words. */
    @Test
    void shouldReadTheLargestThatItWrites() throws IOException {
        List<ColumnProfile> columns = IntStream.range(0, DataProfile.MOST_COLUMNS)
                .mapToObj(column -> new ColumnProfile(
                        "c" + column,
                        ColumnKind.CATEGORY,
                        List.of(),
                        IntStream.range(0, ColumnProfile.MOST_WORDS)
                                .mapToObj(word -> "\u0001".repeat(58) + (10 + word))
                                .toList(),
                        Collections.nCopies(ColumnProfile.MOST_WORDS + 1, (1L << 53) - 1),
                        1))
                .toList();
        DataProfile largest = DataProfile.of(5, columns, 1_000_000, Optional.empty());

        assertThat(DataProfileJson.read(write(DataProfileJson.bytes(largest)))).isEqualTo(largest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"v\":1",
                "{\"v\":2,\"samples\":1,\"columns\":[],\"columnCount\":0}",
                "{\"v\":1,\"samples\":0,\"columns\":[],\"columnCount\":0}",
                "{\"v\":1,\"samples\":1,\"columns\":[],\"columnCount\":-1}",
                "{\"v\":1,\"samples\":1,\"columns\":[{\"name\":\"a\",\"kind\":\"number\",\"edges\":[1],\"counts\":[1],\"missing\":0}],\"columnCount\":1}",
                "{\"v\":1,\"samples\":1,\"columns\":[{\"name\":\"a\",\"kind\":\"number\",\"edges\":[1e301],\"counts\":[1,2],\"missing\":0}],\"columnCount\":1}",
                "{\"v\":1,\"samples\":1,\"columns\":[{\"name\":\"a\",\"kind\":\"number\",\"edges\":[2,1],\"counts\":[1,2,3],\"missing\":0}],\"columnCount\":1}",
                "{\"v\":1,\"samples\":1,\"columns\":[{\"name\":\"a\",\"kind\":\"colour\",\"counts\":[1],\"missing\":0}],\"columnCount\":1}",
                "{\"v\":1,\"samples\":1,\"columns\":[{\"name\":\"a\",\"counts\":[1],\"missing\":0}],\"columnCount\":1}",
                "{\"v\":1,\"samples\":1,\"columns\":[{\"name\":\"a\",\"kind\":\"number\",\"counts\":[-1],\"missing\":0}],\"columnCount\":1}",
                "{\"v\":1,\"samples\":1,\"columns\":[{\"name\":\"a\",\"kind\":\"number\",\"counts\":[1],\"missing\":0},{\"name\":\"a\",\"kind\":\"number\",\"counts\":[1],\"missing\":0}],\"columnCount\":2}"
            })
    void shouldRefuseWhatSaysNothing(String text) throws IOException {
        Path file = write(text.getBytes());

        assertThatThrownBy(() -> DataProfileJson.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(DataProfileJson.FILE);
    }

    @Test
    void shouldRefuseAFileThatIsTooLargeOrMadeOfManySmallValues() throws IOException {
        Path large = write(new byte[(32 << 20) + 1]);
        assertThatThrownBy(() -> DataProfileJson.read(large)).isInstanceOf(IOException.class);

        Path many = write(
                ("{\"v\":1,\"samples\":1,\"columnCount\":0,\"columns\":[],\"more\":[" + "1,".repeat(300_000) + "1]}")
                        .getBytes());
        assertThatThrownBy(() -> DataProfileJson.read(many)).isInstanceOf(IOException.class);
    }
}
