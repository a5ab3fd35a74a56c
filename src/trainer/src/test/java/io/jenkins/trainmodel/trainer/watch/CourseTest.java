package io.jenkins.trainmodel.trainer.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.backtest.ReferenceCurves;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import io.jenkins.trainmodel.trainer.watch.source.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of reports. */
class CourseTest {
    @TempDir
    private Path folder;

    private List<TrainingEvent.Step> told(Report... reports) throws Exception {
        WatchedSpec spec = new SpecReader()
                .readWatched("mine.yaml", "stopWhen: [{maxEpochs: 9}]\nreporting: {everySteps: 10}", folder, List.of());
        Path log = folder.resolve("events.jsonl");
        Recollection memory = Recollection.of(log, spec, ReferenceCurves.read(spec.stopWhen(), Optional.empty()));
        try (RunJournal journal = new RunJournal(EventWriter.open(log), List.of(), RunJournal.Written.NOTHING)) {
            Course course = new Course(spec, journal, Clocks.of(spec, Instant.now()), memory);
            for (Report report : reports) {
                course.take(report);
            }
        }
        List<TrainingEvent.Step> told = new ArrayList<>();
        try (EventReader events = EventReader.open(log)) {
            while (events.hasNext()) {
                if (events.next().event() instanceof TrainingEvent.Step step) {
                    told.add(step);
                }
            }
        }
        return told;
    }

    private static Report reading(long step, String metric) {
        return new Report.Reading(OptionalInt.empty(), step, Map.of(metric, (double) step));
    }

    @Test
    void shouldTellWhatComesLateWhereTheRunIsByThen() throws Exception {
        Report[] reports = {
            reading(10, "train/loss"),
            reading(35, "train/loss"),
            reading(20, "validation/loss"),
            reading(30, "validation/loss"),
            reading(30, "train/loss"),
            reading(50, "train/loss")
        };

        List<TrainingEvent.Step> told = told(reports);

        assertThat(told).extracting(TrainingEvent.Step::step).containsExactly(10L, 35L, 35L, 35L, 50L);
        assertThat(told.get(1).metrics()).isEqualTo(Map.of("train/loss", 35.0));
        assertThat(told.get(2).metrics()).isEqualTo(Map.of("validation/loss", 20.0));
        assertThat(told.get(3).metrics()).isEqualTo(Map.of("validation/loss", 30.0));
    }

    /** Whoever goes on reads all files from their beginning, and tells what the log does not have. */
    @Test
    void shouldTellEveryValidationOnceWhereverTheWatcherWasKilled() throws Exception {
        Report[] reports = {
            reading(10, "train/loss"),
            reading(35, "train/loss"),
            reading(20, "validation/loss"),
            reading(30, "validation/loss"),
            reading(36, "train/loss"),
            new Report.EpochEnd(1, OptionalLong.of(40), Map.of("train/loss", 36.0, "validation/loss", 30.0)),
            reading(38, "validation/loss"),
            reading(40, "validation/loss"),
            reading(50, "train/loss"),
            reading(45, "validation/loss"),
            new Report.EpochEnd(2, OptionalLong.of(50), Map.of("train/loss", 50.0, "validation/loss", 45.0)),
            reading(50, "validation/loss")
        };
        for (int killed = 0; killed <= reports.length; killed++) {
            told(Arrays.copyOf(reports, killed));
            List<TrainingEvent.Step> told = told(reports);

            assertThat(told)
                    .filteredOn(step -> step.metrics().containsKey("validation/loss"))
                    .as("killed behind report %d", killed)
                    .extracting(step -> step.metrics().get("validation/loss"))
                    .containsExactly(20.0, 30.0, 38.0, 40.0, 45.0, 50.0);
            assertThat(told).extracting(TrainingEvent.Step::step).isSorted();
            assertThat(told.get(2).measuredAt()).contains(20L);
            Files.delete(folder.resolve("events.jsonl"));
        }
    }

    @Test
    void shouldTellThePartOfAnEpochThatComesBehindItsEnd() throws Exception {
        Report train = new Report.EpochEnd(1, OptionalLong.empty(), Map.of("train/loss", 1.0));
        Report other = new Report.EpochEnd(1, OptionalLong.empty(), Map.of("accuracy", 2.0));

        List<TrainingEvent.Step> told = told(train, train, other, other);

        assertThat(told)
                .singleElement()
                .satisfies(step -> assertThat(step.metrics()).isEqualTo(Map.of("accuracy", 2.0)));
        assertThat(told(train, other)).isEqualTo(told);
    }

    @Test
    void shouldTellWhatComesLateOfAMetricThatTheEndOfAnEpochHasRepeated() throws Exception {
        Map<String, Double> newest = Map.of("train/loss", 40.0, "validation/loss", 20.0);

        List<TrainingEvent.Step> told = told(
                reading(20, "validation/loss"),
                reading(40, "train/loss"),
                new Report.EpochEnd(2, OptionalLong.of(40), newest),
                reading(40, "validation/loss"));

        assertThat(told.get(2).metrics()).isEqualTo(Map.of("validation/loss", 40.0));
    }

    @Test
    void shouldTellNothingTwiceWhenFilesAreReadAgain() throws Exception {
        Report[] reports = {
            reading(10, "train/loss"),
            reading(14, "train/loss"),
            reading(15, "validation/loss"),
            reading(12, "gradient/norm"),
            new Report.EpochEnd(1, OptionalLong.of(20), Map.of("train/loss", 1.0, "validation/loss", 2.0))
        };
        List<TrainingEvent.Step> first = told(reports);
        long size = Files.size(folder.resolve("events.jsonl"));

        assertThat(told(reports)).isEqualTo(first);
        assertThat(Files.size(folder.resolve("events.jsonl"))).isEqualTo(size);
    }
}
