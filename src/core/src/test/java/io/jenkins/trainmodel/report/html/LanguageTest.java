package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.backtest.CurveReader;
import io.jenkins.trainmodel.event.EventCodec;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.EventTail;
import io.jenkins.trainmodel.event.LogLine;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.MetricsCsv;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.words.Narration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The controller may speak any language; what people and programs read of a run is the same. */
class LanguageTest {
    private final Locale before = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "ar-u-nu-arab", "de-DE", "fa-IR", "hi-IN-u-nu-deva", "tr-TR"})
    void shouldWriteTheSameInEveryLanguage(String language) throws Exception {
        Locale.setDefault(Locale.ROOT);
        String expected = everything();

        Locale.setDefault(Locale.forLanguageTag(language));

        assertThat(everything()).isEqualTo(expected);
    }

    private String everything() throws Exception {
        Narration narration = new Narration();
        RunHistory history = new RunHistory();
        StringBuilder all = new StringBuilder();
        for (TrainingEvent event : EventSamples.all()) {
            all.append(String.join("\n", narration.tell(event))).append('\n');
            history.add(EventSamples.record(1, event));
        }
        ReportPage.write(folder.resolve("report.html"), SampleRun.finished());
        all.append(Files.readString(folder.resolve("report.html"))).append(MetricsCsv.text(history.epochs()));
        for (Callable<?> refused : refusals()) {
            all.append(messageOf(refused)).append('\n');
        }
        return all.toString();
    }

    /** With numbers in what is said. */
    private List<Callable<?>> refusals() throws IOException {
        Path curve = Files.writeString(folder.resolve("curve.csv"), "epoch,loss\n1234,1\n1233,1\n");
        Path log = Files.writeString(folder.resolve("events.jsonl"), "{}\n");
        Path spec = Files.writeString(folder.resolve("train.yaml"), "training: {batchSize: 123456789}\n");
        return List.of(
                () -> CurveReader.read(curve),
                () -> EventTail.read(log, 12_345, ignored -> {}),
                () -> new SpecReader().read(spec),
                () -> ((LogLine.Damaged) EventCodec.decode("{\"v\":1,\"seq\":1234567890123456789012}")).problem(),
                () -> RunHistory.read(log).problems().summary());
    }

    private static String messageOf(Callable<?> call) {
        try {
            return String.valueOf(call.call());
        } catch (Exception refused) {
            return refused.getMessage();
        }
    }
}
