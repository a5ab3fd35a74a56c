package io.jenkins.trainmodel.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCurveReaderTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("curve.csv");
    }

    @Test
    void shouldReadEpochsStepsTimesAndMetrics() throws IOException {
        Curve curve = read("epoch,step,elapsedSeconds,train/loss,validation/accuracy\n"
                + "1,100,12.5,0.9,0.5\n" //
                + "3,300,37.5,1e-1,\n");

        assertThat(curve.name()).isEqualTo(file.toString());
        assertThat(curve.observations())
                .containsExactly(
                        new Observation(1, 100, 12.5, true, Map.of("train/loss", 0.9, "validation/accuracy", 0.5)),
                        new Observation(3, 300, 37.5, true, Map.of("train/loss", 0.1)));
        assertThat(curve.metrics()).containsExactly("train/loss", "validation/accuracy");
    }

    @Test
    void shouldNotKnowStepsAndTimesThatAreNotThere() throws IOException {
        Observation epoch =
                read("validation/loss,epoch\n0.5,1\n").observations().get(0);

        assertThat(epoch.step()).isNegative();
        assertThat(epoch.elapsedSeconds()).isNaN();
        assertThat(epoch.metrics()).containsExactly(Map.entry("validation/loss", 0.5));
    }

    @ParameterizedTest
    @CsvSource({
        "nan,NaN",
        "NaN,NaN",
        "NAN,NaN",
        "inf,Infinity",
        "Inf,Infinity",
        "+inf,Infinity",
        "Infinity,Infinity",
        "-inf,-Infinity",
        "-INFINITY,-Infinity",
        "0.5,0.5",
        "+.5,0.5",
        "5.,5.0",
        "-1E-3,-0.001",
        "' 0.5 ',0.5"
    })
    void shouldTakeWordsForNumbersThatAreNotFinite(String cell, double value) throws IOException {
        assertThat(read("epoch,loss\n1," + cell + "\n").observations().get(0).metric("loss"))
                .contains(value);
    }

    @Test
    void shouldReadWhatSpreadsheetsWrite() throws IOException {
        Curve curve = read("\uFEFF\"epoch\",\"a, \"\"b\"\"\"\r\n\"1\",\"0.5\"\r\n\r\n2,\"\"\r\n3,0.25");

        assertThat(curve.observations()).extracting(Observation::epoch).containsExactly(1, 2, 3);
        assertThat(curve.observations())
                .extracting(Observation::metrics)
                .containsExactly(Map.of("a, \"b\"", 0.5), Map.of(), Map.of("a, \"b\"", 0.25));
    }

    @Test
    void shouldReadAHeaderWithoutRowsAsARunWithoutEpochs() throws IOException {
        assertThat(read("epoch,loss\n").observations()).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = ';', textBlock = """
            ''                              ; : is empty; a header with the column epoch is expected
            loss|1                          ; , line 1: the header has no column epoch; it has loss
            epoch,loss,loss|1,2,3           ; , line 1: the header names the column loss twice
            epoch,,loss|1,2,3               ; , line 1: column 2 of the header has no name
            epoch,loss|1,0.5|2              ; , line 3: 1 cells, but the header has 2 columns
            epoch,loss|1,0.5,7              ; , line 2: 3 cells, but the header has 2 columns
            epoch,loss|1,0.5|2,fast         ; , line 3, column loss: "fast" is not a number
            epoch,loss|1,0x1p3              ; , line 2, column loss: "0x1p3" is not a number
            epoch,loss|1,1d                 ; , line 2, column loss: "1d" is not a number
            epoch,loss|1,1e999              ; , line 2, column loss: "1e999" is not a number
            epoch,loss|,0.5                 ; , line 2, column epoch: the cell is empty
            epoch,loss|0,0.5                ; , line 2, column epoch: 0.0 is not a whole number from 1 on; epochs are counted from 1
            epoch,loss|1.5,0.5              ; , line 2, column epoch: 1.5 is not a whole number
            epoch,loss|nan,0.5              ; , line 2, column epoch: NaN is not a whole number
            epoch,loss|1,0.5|1,0.4          ; , line 3, column epoch: epoch 1 follows epoch 1; epochs rise from row to row
            epoch,loss|5,0.5||4,0.4         ; , line 4, column epoch: epoch 4 follows epoch 5
            epoch,step|1,-1                 ; , line 2, column step: -1.0 is not a whole number from 0 on
            epoch,loss|1,"0.5               ; : is not CSV
            """)
    void shouldSayWhereAFileIsNoCurve(String text, String problem) {
        String message = file + problem;
        assertThatThrownBy(() -> read(text.replace('|', '\n')))
                .isInstanceOf(CurveFormatException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void shouldRefuseWhatIsNotText() {
        assertThatThrownBy(() -> {
                    Files.write(file, new byte[] {'e', 'p', 'o', 'c', 'h', '\n', (byte) 0xC3, 0x28});
                    CurveReader.read(file);
                })
                .hasMessage(file + ": is not text in UTF-8");
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertThatThrownBy(() -> CurveReader.read(folder.resolve("none.csv")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("there is no such curve");
        assertThatThrownBy(() -> CurveReader.read(folder))
                .hasMessage(folder + ": is neither a file nor a directory with events.jsonl or metrics.csv");
    }

    @Test
    void shouldReadAHundredThousandEpochs() throws IOException {
        StringBuilder text = new StringBuilder("epoch,loss\n");
        for (int epoch = 1; epoch <= 100_000; epoch++) {
            text.append(epoch).append(",0.5\n");
        }
        assertThat(read(text.toString()).observations()).hasSize(100_000);
    }

    private Curve read(String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return CurveReader.read(file);
    }
}
