package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.Timeline;
import io.jenkins.trainmodel.report.Timeline.Entry;
import io.jenkins.trainmodel.report.Timeline.Kind;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineWordsTest {
    private final RunHistory run = new RunHistory();
    private long sequence;

    @Test
    void shouldTellWhoDidWhatAndWhyInTheOrderOfTheRun() {
        tell(EventSamples.started());
        tell(new Intervention.CommandApplied("1", "hold", true, "holds after epoch 1", "ada", "a look", 1, 30));
        tell(new Intervention.Held("ada", "a look", 1, 45));
        tell(new Intervention.CommandApplied("2", "change", false, "no such key", "bob", "", 2, 45));
        tell(new Intervention.WentOn("ada", "seen enough", 1, 45));
        tell(end("milestone: epoch 2 is complete", 2));
        tell(new TrainingEvent.Resumed("000002", 2, 90, 4.5, false, Map.of("host", "gpu-2"), Optional.of(9)));
        tell(end("maxEpochs: 9 of 9 epochs are complete", 9));

        Timeline timeline = TimelineWords.of(run);

        assertThat(timeline.entries())
                .extracting(Entry::kind, Entry::title, Entry::who, Entry::why, Entry::accepted)
                .containsExactly(
                        tuple(Kind.START, "Started", "", "", true),
                        tuple(Kind.COMMAND, "Command hold", "ada", "a look", true),
                        tuple(Kind.HOLD, "Held", "ada", "a look", true),
                        tuple(Kind.COMMAND, "Command change refused", "bob", "", false),
                        tuple(Kind.HOLD, "Went on", "ada", "seen enough", true),
                        tuple(Kind.FINISH, "Finished: success", "", "", true),
                        tuple(Kind.RESUME, "Resumed", "", "", true),
                        tuple(Kind.FINISH, "Finished: success", "", "", true));
        assertThat(timeline.entries().get(6).text()).isEqualTo("from checkpoint 000002, on gpu-2");
    }

    @Test
    void shouldSayWithoutAWordOfTheFormatThatARunWentOnFromNoCheckpoint() {
        tell(EventSamples.started());
        tell(new TrainingEvent.Resumed("none", 2, 90, 4.5, false, Map.of("host", "gpu-2"), Optional.of(9)));
        tell(new TrainingEvent.Resumed("none", 2, 90, 4.5, false, Map.of(), Optional.of(9)));

        assertThat(TimelineWords.of(run).entries())
                .extracting(Entry::text)
                .endsWith("without a checkpoint, on gpu-2", "without a checkpoint");
    }

    @Test
    void shouldNameAFileOnceThatAProgramWritesOver() {
        tell(EventSamples.started());
        for (int epoch = 1; epoch <= 3; epoch++) {
            tell(new TrainingEvent.CheckpointSaved("out/model.json", epoch, epoch, "epoch", 0, 0, true, List.of()));
        }

        assertThat(TimelineWords.of(run).entries())
                .last()
                .extracting(Entry::title, Entry::text)
                .containsExactly("3 checkpoints", "out/model.json, epoch 1 to 3");
    }

    @Test
    void shouldPutWhatOthersKnowWhereItBelongs() {
        tell(EventSamples.started());
        tell(new Intervention.Held("ada", "", 1, 45));
        Entry agent = Entry.of(EventSamples.TIME.plusMillis(1_500), Kind.AGENT, "Agent gpu-2", "", Optional.empty());

        assertThat(TimelineWords.of(run).with(List.of(agent)).entries())
                .extracting(Entry::title)
                .containsExactly("Started", "Agent gpu-2", "Held");
    }

    @Test
    void shouldKeepTheNewestOfVeryMany() {
        for (int i = 0; i < 400; i++) {
            tell(new TrainingEvent.Warning("w" + i, ""));
        }

        Timeline timeline = TimelineWords.of(run);

        assertThat(timeline.entries()).hasSize(Timeline.MOST_ENTRIES);
        assertThat(timeline.omitted()).isEqualTo(100);
        assertThat(timeline.entries().get(299).title()).isEqualTo("Warning: w399");
    }

    private void tell(TrainingEvent event) {
        run.add(new EventRecord(1, ++sequence, EventSamples.TIME.plusSeconds(sequence), event));
    }

    private static Conclusion.Finished end(String reason, int epoch) {
        return new Conclusion.Finished(
                Outcome.SUCCESS,
                reason,
                List.of(),
                epoch,
                45L * epoch,
                6.75,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty());
    }
}
