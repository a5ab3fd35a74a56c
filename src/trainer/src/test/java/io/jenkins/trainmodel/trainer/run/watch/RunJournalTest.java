package io.jenkins.trainmodel.trainer.run.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJournalTest {
    @TempDir
    private Path folder;

    private final List<TrainingEvent> heard = new ArrayList<>();
    private final RunListener listener = new RunListener() {
        @Override
        public void event(EventRecord entry) {
            heard.add(entry.event());
        }
    };

    private static TrainingEvent step(long step) {
        return new TrainingEvent.Step(1, step, step, Map.of("train/loss", 1.0 / step));
    }

    private static TrainingEvent epoch(int epoch) {
        return new TrainingEvent.Epoch(
                epoch, 10L * epoch, epoch, Map.of(), Map.of(), Optional.empty(), Optional.empty());
    }

    private static TrainingEvent verdicts(int epoch) {
        return new TrainingEvent.RuleEvaluated(epoch, 10L * epoch, List.of());
    }

    private static TrainingEvent text(int epoch) {
        return new TrainingEvent.TextWritten(epoch, 10L * epoch, List.of());
    }

    private RunJournal journal(RunJournal.Written written) throws Exception {
        return new RunJournal(EventWriter.open(folder.resolve("events.jsonl")), List.of(listener), written);
    }

    @Test
    void shouldNotWriteASecondTimeWhatAnEarlierProcessWrote() throws Exception {
        try (RunJournal journal = journal(new RunJournal.Written(15, 1, 10, 0, 0))) {
            for (TrainingEvent event :
                    List.of(step(10), epoch(1), verdicts(1), step(15), step(20), epoch(2), verdicts(2))) {
                journal.record(event);
            }
        }

        List<TrainingEvent> fresh = List.of(step(20), epoch(2), verdicts(2));
        assertThat(EventReader.readAll(folder.resolve("events.jsonl")))
                .extracting(EventRecord::event)
                .isEqualTo(fresh);
        assertThat(heard).isEqualTo(fresh);
    }

    /** The process before was killed in the moment between the two. */
    @Test
    void shouldWriteTheEpochWhoseTextsAreThere() throws Exception {
        try (RunJournal journal = journal(RunJournal.Written.NOTHING)) {
            journal.record(text(1));
        }
        try (RunJournal journal =
                journal(LogBefore.read(new RunDirectory(folder)).written())) {
            journal.record(text(1));
            journal.record(epoch(1));
            journal.record(text(2));
        }

        assertThat(heard).containsExactly(text(1), epoch(1), text(2));
    }

    @Test
    void shouldAlwaysWriteWhatHappenedAgain() throws Exception {
        TrainingEvent saved = new TrainingEvent.CheckpointSaved("000001", 1, 10, "epoch", 100, 0.1, true, List.of());

        try (RunJournal journal = journal(new RunJournal.Written(100, 10, 100, 0, 0))) {
            journal.record(saved);
        }

        assertThat(heard).containsExactly(saved);
    }

    @Test
    void shouldWriteNothingBehindTheLastEvent() throws Exception {
        TrainingEvent finished = new Conclusion.Finished(
                Outcome.SUCCESS,
                "maxEpochs",
                List.of(),
                1,
                10,
                1,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());

        try (RunJournal journal = journal(RunJournal.Written.NOTHING)) {
            journal.record(finished);
            journal.record(new TrainingEvent.Telemetry(1, Map.of("host/cpu", 0.5)));
        }

        assertThat(heard).containsExactly(finished);
    }

    @Test
    void shouldKnowHowFarALogReaches() throws Exception {
        try (RunJournal journal = journal(RunJournal.Written.NOTHING)) {
            journal.record(step(10));
            journal.record(epoch(1));
            journal.record(verdicts(1));
            journal.record(step(15));
        }

        LogBefore log = LogBefore.read(new RunDirectory(folder));

        assertThat(log.written()).isEqualTo(new RunJournal.Written(15, 1, 10, 0, 0));
        assertThat(log.finished()).isEmpty();
    }

    @Test
    void shouldCountWhatWasSupersededAsNotWritten() throws Exception {
        try (RunJournal journal = journal(RunJournal.Written.NOTHING)) {
            for (TrainingEvent event :
                    List.of(text(1), epoch(1), verdicts(1), step(15), text(2), epoch(2), verdicts(2))) {
                journal.record(event);
            }
            journal.record(new TrainingEvent.Resumed("000001", 1, 10, 1, true, Map.of(), Optional.empty()));
        }

        LogBefore log = LogBefore.read(new RunDirectory(folder));

        assertThat(log.written()).isEqualTo(new RunJournal.Written(10, 1, 10, 0, 1));
    }
}
